import type { ComponentChildren } from 'preact'
import './tip.css'

export interface TipRow {
  /** As in the legend: a `Swatch`. */
  readonly mark?: ComponentChildren
  readonly label: string
  readonly value: string
}

export interface TipProps {
  readonly title: string
  readonly rows: readonly TipRow[]
  /** Why there is no value; what may still change. */
  readonly reason?: string | null
  /** Place in its box in px, which must be `position: relative`; it moves to the side where there is room. Null = docked. */
  readonly at?: { readonly x: number; readonly y: number; readonly width: number } | null
}

/** What stands under the cursor: never blank, always a reason. Read-outs say the same, so it is hidden from those who hear. */
export function Tip({ title, rows, reason, at = null }: TipProps) {
  const style =
    at === null
      ? undefined
      : at.x > at.width / 2
        ? { right: `${Math.round(at.width - at.x + 14)}px`, top: `${Math.round(at.y)}px` }
        : { left: `${Math.round(at.x + 14)}px`, top: `${Math.round(at.y)}px` }
  return (
    <div class="tip" data-docked={at === null} style={style} aria-hidden="true">
      <p class="tip-title">{title}</p>
      <dl>
        {rows.map(({ mark, label, value }) => (
          <div key={label}>
            <dt>
              {mark}
              {label}
            </dt>
            <dd class="figures">{value}</dd>
          </div>
        ))}
      </dl>
      {reason ? <p class="tip-reason">{reason}</p> : null}
    </div>
  )
}
