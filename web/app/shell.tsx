import { useSignal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { useEffect } from 'preact/hooks'
import { Button } from '../components/button.tsx'
import { en } from '../words/en.ts'
import { FaultBoundary } from './fault-boundary.tsx'
import { Frame } from './frame.tsx'
import { PageHead } from './page-head.tsx'
import type { Page, PageProps } from './pages.ts'
import { SessionOver } from './session-over.tsx'
import { useApp } from './use-app.ts'

/** The page at this address, in the frame; who is not signed in sees the card for that. */
export function Shell() {
  const { router, session, pages, live } = useApp()
  const now = session.state.value
  const match = router.match.value
  const userId = now.kind === 'in' ? now.session.user_id : null
  useEffect(() => {
    if (userId === null) return
    live.restart()
    return live.stop
  }, [userId, live])
  if (now.kind === 'unknown') return null
  if (now.kind === 'unreachable') return <Unreachable />
  if (now.kind === 'out' || match?.page.open) {
    const page = match?.page.open ? match.page : pages.find(({ name }) => name === 'sign-in')
    return page === undefined ? null : <LoadedPage page={page} params={match?.params ?? {}} />
  }
  return (
    // Another account is another page: nothing of the first stays in it.
    <Frame key={now.session.user_id}>
      {now.kind === 'ended' ? <SessionOver session={now.session} /> : null}
      {match === null ? <NotFound /> : <LoadedPage page={match.page} params={match.params} />}
    </Frame>
  )
}

/** Loads a page's code, then shows it; the page before stays until then. */
function LoadedPage({ page, params }: { page: Page; params: PageProps['params'] }) {
  const { router } = useApp()
  const loaded = useSignal<{ page: Page; Content: ComponentType<PageProps> } | null>(null)
  const failed = useSignal<Error | null>(null)
  useEffect(() => {
    let wanted = true
    page.load().then(
      ({ default: Content }) => {
        if (wanted) loaded.value = { page, Content }
      },
      (error: Error) => {
        if (wanted) failed.value = error
      },
    )
    return () => {
      wanted = false
    }
  }, [page, loaded, failed])
  // A part of the code that is no longer there: the server is gone, or newer than the page.
  if (failed.value !== null) throw failed.value
  if (loaded.value === null) return null
  const { page: shown, Content } = loaded.value
  if (shown !== page) return null
  return (
    <FaultBoundary key={page.name}>
      <Content params={params} query={router.address.value.query} />
    </FaultBoundary>
  )
}

function NotFound() {
  return (
    <>
      <PageHead title={en.frame.notFound} line={en.frame.notFoundNext} />
      <p>
        <a href="/">{en.frame.home}</a>
      </p>
    </>
  )
}

function Unreachable() {
  const { session } = useApp()
  return (
    <main class="alone">
      <h1>{en.frame.unreachable}</h1>
      <Button kind="primary" onClick={() => void session.find()}>
        {en.frame.tryAgain}
      </Button>
    </main>
  )
}
