import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { en } from '../words/en.ts'

export interface PageHeadProps {
  /** The one h1, and the window's title. */
  readonly title: string
  /** Until when it is true, or how much there is. */
  readonly line?: ComponentChildren
  /** The way back, above the title. */
  readonly above?: ComponentChildren
  /** Marks beside the title. */
  readonly tags?: ComponentChildren
  /** At the right. */
  readonly actions?: ComponentChildren
}

/** The head of every page. */
export function PageHead({ title, line, above, tags, actions }: PageHeadProps) {
  useEffect(() => {
    document.title = `${title} · ${en.product}`
  }, [title])
  return (
    <header class="page-head">
      <div>
        {above === undefined ? null : <nav class="page-crumbs">{above}</nav>}
        <div class="page-title">
          <h1 dir="auto">{title}</h1>
          {tags}
        </div>
        {line === undefined ? null : <p>{line}</p>}
      </div>
      {actions === undefined ? null : <div class="page-actions">{actions}</div>}
    </header>
  )
}
