import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { Mark } from '../../components/mark.tsx'
import { Notice } from '../../components/notice.tsx'
import { en } from '../../words/en.ts'

export interface CardProps {
  readonly title: string
  readonly about?: ComponentChildren
  /** Why the way before led here. */
  readonly said?: string | null
  readonly children?: ComponentChildren
  /** Other ways, and what is good to know: below everything. */
  readonly below?: ComponentChildren
}

/** The one card in the middle of the page; on a phone the page itself. */
export function Card({ title, about, said = null, children, below }: CardProps) {
  useEffect(() => {
    document.title = `${title} · ${en.product}`
  }, [title])
  return (
    <main class="sign-in" id="page" tabIndex={-1}>
      <div class="sign-in-card">
        <p class="sign-in-mark">
          <Mark />
          {en.product}
        </p>
        <h1>{title}</h1>
        {about === undefined ? null : <p class="sign-in-about">{about}</p>}
        {said === null ? null : (
          <div class="sign-in-said" role="alert">
            <Notice title={said} kind="failing" />
          </div>
        )}
        {children}
        {below === undefined ? null : <div class="sign-in-below">{below}</div>}
      </div>
    </main>
  )
}

/** A link that changes the card, not the address. */
export function CardLink({ children, onClick }: { children: ComponentChildren; onClick: () => void }) {
  return (
    <button type="button" class="card-link" onClick={onClick}>
      {children}
    </button>
  )
}
