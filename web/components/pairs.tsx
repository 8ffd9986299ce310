import type { ComponentChildren } from 'preact'
import './pairs.css'

/** Labels left, what they have right: `Last run · 18:12, took 4 s`. */
export function Pairs({ pairs }: { pairs: readonly (readonly [label: string, value: ComponentChildren])[] }) {
  return (
    <dl class="pairs">
      {pairs.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
