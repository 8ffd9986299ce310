import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { en } from '../words/en.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import './notice.css'

export interface NoticeProps {
  readonly title: string
  readonly children?: ComponentChildren
  /** `failing` has the ✕ icon, `needs` the warning, `tells` (offline, of today) is plain. Default: needs. */
  readonly kind?: 'needs' | 'failing' | 'tells'
  /** Exactly one: a `Button` or a `ButtonLink`, small. What only tells has none. */
  readonly action?: ComponentChildren
}

const icons = { needs: 'warning', failing: 'failed', tells: 'info' } as const

/** Something that needs the person. It stays until its cause is gone. */
export function Notice({ title, children, kind = 'needs', action }: NoticeProps) {
  return (
    <div class="notice" data-kind={kind}>
      <Icon name={icons[kind]} />
      <p class="notice-words">
        <strong>{title}</strong> {children}
      </p>
      {action === undefined ? null : <div class="notice-action">{action}</div>}
    </div>
  )
}

/** Under the page head, the most urgent first: three at most, then how many more. */
export function Notices({ notices }: { notices: readonly (NoticeProps & { readonly id: string })[] }) {
  const [all, setAll] = useState(false)
  const shown = all ? notices : notices.slice(0, 3)
  const more = notices.length - shown.length
  if (notices.length === 0) return null
  return (
    <section class="notices" aria-label={en.parts.notices}>
      {shown.map(({ id, ...notice }) => (
        <Notice key={id} {...notice} />
      ))}
      {more === 0 ? null : (
        <div class="notices-more">
          <Button kind="quiet" small onClick={() => setAll(true)}>
            {en.parts.more(more)}
          </Button>
        </div>
      )}
    </section>
  )
}
