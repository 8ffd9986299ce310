import { en } from '../words/en.ts'
import { CellSample } from './cell.tsx'
import type { DayState } from './states.ts'
import { StripSample } from './strip.tsx'

const shown: readonly DayState[] = ['present', 'provisional', 'empty', 'failed', 'missing']

/** What the five states look like, in both forms, and what they mean. */
export function StateLegend() {
  return (
    <ul class="state-legend">
      {shown.map((state) => (
        <li key={state}>
          <StripSample state={state} />
          <CellSample state={state} />
          <span>
            <strong>{en.charts.states[state]}</strong> {en.charts.meanings[state]}
          </span>
        </li>
      ))}
    </ul>
  )
}
