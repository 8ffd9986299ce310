import { useSignal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { useEffect } from 'preact/hooks'
import { en } from '../words/en.ts'
import { Frame } from './frame.tsx'
import type { Page, PageProps } from './pages.ts'
import { useApp } from './use-app.ts'

/** The page at this address, in the frame; who is not signed in sees the card for that. */
export function Shell() {
  const { router, session, pages } = useApp()
  const { kind } = session.state.value
  const match = router.match.value
  if (kind === 'unknown') return null
  if (kind === 'out' || match?.page.open) {
    const page = match?.page.open ? match.page : pages.find(({ name }) => name === 'sign-in')
    return page === undefined ? null : <LoadedPage page={page} params={match?.params ?? {}} />
  }
  return <Frame>{match === null ? <NotFound /> : <LoadedPage page={match.page} params={match.params} />}</Frame>
}

/** Loads a page's code, then shows it; the page before stays until then. */
function LoadedPage({ page, params }: { page: Page; params: PageProps['params'] }) {
  const { router } = useApp()
  const loaded = useSignal<{ page: Page; Content: ComponentType<PageProps> } | null>(null)
  useEffect(() => {
    let wanted = true
    void page.load().then(({ default: Content }) => {
      if (wanted) loaded.value = { page, Content }
    })
    return () => {
      wanted = false
    }
  }, [page, loaded])
  if (loaded.value === null) return null
  const { page: shown, Content } = loaded.value
  return shown === page ? <Content key={page.name} params={params} query={router.address.value.query} /> : null
}

function NotFound() {
  return (
    <>
      <h1>{en.frame.notFound}</h1>
      <p>
        {en.frame.notFoundNext} <a href="/">{en.frame.home}</a>
      </p>
    </>
  )
}
