import { addDays, fail, parseLocalDate } from '../../../src/domain/index.ts'
import type { DayState, StateRun } from '../../charts/states.ts'

/** Where the samples begin; nothing here asks a clock. */
export const firstDay = parseLocalDate('2026-11-02')

const around = [50, 52, 51, 54, 55, 53]
const states: DayState[] = [
  ...Array<DayState>(5).fill('present'),
  ...Array<DayState>(4).fill('empty'),
  ...Array<DayState>(4).fill('present'),
  ...Array<DayState>(4).fill('missing'),
  'present',
  'failed',
  ...Array<DayState>(5).fill('present'),
  ...Array<DayState>(3).fill('provisional'),
]

/** All five states, and one value that stands alone between two gaps. */
export const week = {
  states,
  values: states.map((state, at) =>
    state === 'present' || state === 'provisional' ? (around[at % 6] as number) : null,
  ),
}

export const runs: StateRun[] = states.map((state, at) => ({
  state,
  from: addDays(firstDay, at),
  to: addDays(firstDay, at),
}))

/** Names as people and attackers give them. */
export const names = [
  'Lake loop '.repeat(20),
  'ריצת בוקר בפארק',
  '<img src=x onerror=alert(1)>',
  '=HYPERLINK("http://x")',
]

export const problem = fail('garmin.unreachable', {
  detail: 'No answer from connectapi.garmin.com within 30 s, three times.',
  instance: 'job 01JD3K7Q',
})
