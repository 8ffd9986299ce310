import type { ComponentChildren } from 'preact'
import './legend.css'

export interface SwatchProps {
  /** How it is drawn in the chart. */
  readonly kind: 'line' | 'dashed' | 'dots' | 'square' | 'band' | 'hatch' | 'dotted' | 'plain' | 'open'
  readonly hue?: string
  /** Of one token, where it is no family of measures: `deep`, `z3`, `ink-3`. */
  readonly token?: string
}

/** The form of a thing in a chart, beside its word. */
export function Swatch({ kind, hue, token }: SwatchProps) {
  return (
    <span
      class="swatch"
      data-kind={kind}
      data-hue={hue}
      style={token === undefined ? undefined : { '--hue': `var(--${token})` }}
      aria-hidden="true"
    />
  )
}

export interface LegendEntry extends SwatchProps {
  readonly label: string
}

/** What the forms in a chart mean. */
export function Legend({ entries, aside }: { entries: readonly LegendEntry[]; aside?: ComponentChildren }) {
  return (
    <div class="legend">
      <ul>
        {entries.map(({ label, ...swatch }) => (
          <li key={label}>
            <Swatch {...swatch} />
            {label}
          </li>
        ))}
      </ul>
      {aside === undefined ? null : <div class="legend-aside">{aside}</div>}
    </div>
  )
}
