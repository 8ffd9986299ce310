import { useRef, useState } from 'preact/hooks'
import type { SessionHereJson } from '../../src/contract/index.ts'
import { Button } from '../components/button.tsx'
import { en } from '../words/en.ts'
import { useApp } from './use-app.ts'

/** Whose data is seen, always; the other accounts of this browser, and the way out. */
export function AccountMenu() {
  const { session, router } = useApp()
  const [busy, setBusy] = useState(false)
  const menu = useRef<HTMLDetailsElement>(null)
  const now = session.state.value
  if (now.kind !== 'in' && now.kind !== 'ended') return null
  const close = () => {
    if (menu.current !== null) menu.current.open = false
  }
  const end = async () => {
    setBusy(true)
    await session.end().finally(() => setBusy(false))
    router.go('/')
  }
  return (
    <details
      class="account"
      ref={menu}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        close()
        menu.current?.querySelector('summary')?.focus()
      }}
    >
      <summary aria-label={en.frame.account(nameOf(now.session))}>
        <span class="account-initials" aria-hidden="true">
          {initialsOf(nameOf(now.session))}
        </span>
        <span class="account-words">
          <span dir="auto">{nameOf(now.session)}</span>
          <span class="quiet">{en.frame.thisBrowser}</span>
        </span>
      </summary>
      <div class="account-menu">
        <p class="account-name" dir="auto">
          {nameOf(now.session)}
        </p>
        {now.kind === 'in' && now.others.length > 0 ? (
          <>
            <p class="quiet small">{en.frame.otherAccounts}</p>
            {now.others.map((other) => (
              <Button
                key={other.user_id}
                kind="quiet"
                onClick={() => {
                  close()
                  session.choose(other.user_id)
                  router.go('/')
                }}
              >
                <bdi>{nameOf(other)}</bdi>
              </Button>
            ))}
          </>
        ) : null}
        <a href="/sign-in" onClick={close}>
          {en.frame.addAccount}
        </a>
        <Button busy={busy ? en.frame.signingOut : null} onClick={() => void end()}>
          {en.frame.signOut}
        </Button>
      </div>
    </details>
  )
}

export function nameOf({ full_name, display_name, user_id }: SessionHereJson): string {
  return full_name ?? display_name ?? en.frame.nameless(user_id)
}

/** The first letters of the first and the last word, as people write names in their own script. */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}
