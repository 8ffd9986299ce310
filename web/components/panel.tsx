import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import './panel.css'

export interface PanelProps {
  /** Its h2; left out where the content is its own head. Say then what it is with `label`. */
  readonly title?: ComponentChildren
  readonly label?: string
  /** One sentence or link at the right of the head. */
  readonly aside?: ComponentChildren
  /** Without room at the sides, for tables that reach the edge. */
  readonly flush?: boolean
  readonly children: ComponentChildren
}

/** A part of a page on its own surface. No panel stands in a panel. */
export function Panel({ title, label, aside, flush = false, children }: PanelProps) {
  const id = useId()
  return (
    <section
      class={flush ? 'panel panel-flush' : 'panel'}
      aria-labelledby={title === undefined ? undefined : id}
      aria-label={title === undefined ? label : undefined}
    >
      {title === undefined && aside === undefined ? null : (
        <header class="panel-head">
          {title === undefined ? null : <h2 id={id}>{title}</h2>}
          {aside === undefined ? null : <div class="panel-aside">{aside}</div>}
        </header>
      )}
      {children}
    </section>
  )
}

/** Panels side by side: one column on a phone, two on a desk (7 to 5 with `uneven`), three on a wide screen. */
export function Columns({ uneven = false, children }: { uneven?: boolean; children: ComponentChildren }) {
  return <div class={uneven ? 'columns columns-uneven' : 'columns'}>{children}</div>
}
