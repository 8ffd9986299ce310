import type { ComponentChildren } from 'preact'
import './nothing.css'

export interface NothingProps {
  /** `No weight yet`. */
  readonly title: string
  /** What was asked and what the answer was, or when it comes. */
  readonly children: ComponentChildren
  readonly action?: ComponentChildren
}

const bars = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]

/** A place where nothing is, and why. */
export function Nothing({ title, children, action }: NothingProps) {
  return (
    <div class="nothing">
      <svg viewBox="0 0 116 26" width="116" height="26" aria-hidden="true" focusable="false">
        {bars.map((at) => (
          <rect key={at} x={at * 9.6 + 0.5} y="0.5" width="7" height="25" rx="1" />
        ))}
      </svg>
      <h3>{title}</h3>
      <p>{children}</p>
      {action === undefined ? null : <div>{action}</div>}
    </div>
  )
}
