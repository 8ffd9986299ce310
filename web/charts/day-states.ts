import type { StateRunJson } from '../../src/contract/index.ts'
import { daysBetween } from '../../src/domain/index.ts'
import { asDay } from '../format/as-day.ts'
import type { DayState, StateRun } from './states.ts'

/** The state of each day of a series as the API gives it: runs of what is not settled, all else is present where a value is. */
export function dayStatesOf(
  runs: readonly StateRunJson[],
  values: readonly (number | null)[],
  from: string,
): DayState[] {
  const start = asDay(from)
  const states = values.map((value): DayState => (value === null ? 'ahead' : 'present'))
  for (const run of runs) {
    const [first, last] = [
      Math.max(0, daysBetween(start, asDay(run.from))),
      Math.min(values.length - 1, daysBetween(start, asDay(run.to))),
    ]
    states.fill(run.state, first, last + 1)
  }
  return states
}

/** Runs of an answer as charts take them. */
export function toStateRuns(runs: readonly { from: string; to: string; state: DayState }[]): StateRun[] {
  return runs.map(({ from, to, state }) => ({ from: asDay(from), to: asDay(to), state }))
}
