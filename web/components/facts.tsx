import type { ComponentChildren } from 'preact'
import './facts.css'

export interface Fact {
  readonly label: string
  readonly value: ComponentChildren
  /** Unit, what is usual, what it is of. */
  readonly note?: ComponentChildren
}

/** Four to eight figures between hairlines. `large` puts the figure first, as the totals of a page. */
export function Facts({ facts, large = false }: { facts: readonly Fact[]; large?: boolean }) {
  return (
    <dl class={large ? 'facts facts-large' : 'facts'}>
      {facts.map(({ label, value, note }) => (
        <div key={label} class="fact">
          <dt>{label}</dt>
          <dd class="fact-value figures">{value}</dd>
          {note === undefined ? null : <dd class="fact-note">{note}</dd>}
        </div>
      ))}
    </dl>
  )
}
