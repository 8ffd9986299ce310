import { useEffect, useRef } from 'preact/hooks'
import type { SessionHereJson } from '../../src/contract/index.ts'
import { Button } from '../components/button.tsx'
import { en } from '../words/en.ts'
import { nameOf } from './account-menu.tsx'
import { useApp } from './use-app.ts'

/** Over the stale page, whose typed work is kept: signing in again as the same person fills it anew. */
export function SessionOver({ session }: { session: SessionHereJson }) {
  const { router } = useApp()
  const card = useRef<HTMLDivElement>(null)
  useEffect(() => card.current?.focus(), [])
  return (
    <div class="over" role="alertdialog" aria-labelledby="over-title" tabIndex={-1} ref={card}>
      <h2 id="over-title" dir="auto">
        {en.frame.ended(nameOf(session))}
      </h2>
      <p>{en.frame.endedWhy}</p>
      <Button
        kind="primary"
        onClick={() => router.go(`/sign-in?then=${encodeURIComponent(router.address.value.path)}`)}
      >
        {en.frame.endedAction}
      </Button>
    </div>
  )
}
