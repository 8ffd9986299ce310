import { fromEpochDay, type LocalDate, toEpochDay } from '../../src/domain/index.ts'

/**
 * What is known of a day, the most troubling first: where several fall into one column, the first of them is drawn.
 * `ahead`: a day to come, or before the first one; nothing is drawn.
 */
export const dayStates = ['failed', 'missing', 'provisional', 'present', 'empty', 'ahead'] as const
export type DayState = (typeof dayStates)[number]

/** A ledger's state and whether it is settled, as one: present and not settled is provisional. */
export function toDayState(state: 'present' | 'empty' | 'failed' | 'missing', settled: boolean): DayState {
  return state === 'present' && !settled ? 'provisional' : state
}

/** Days of one state, both ends included. */
export interface StateRun {
  readonly from: LocalDate
  readonly to: LocalDate
  readonly state: DayState
}

/** The most troubling of some states; of none: `ahead`. */
export function worstState(states: Iterable<DayState>): DayState {
  let worst = dayStates.length - 1
  for (const state of states) worst = Math.min(worst, dayStates.indexOf(state))
  return dayStates[worst] ?? 'ahead'
}

/** The state of each day from `from` to `to`; days that no run covers are `ahead`, of several runs the worst counts. */
export function statesByDay(runs: readonly StateRun[], from: LocalDate, to: LocalDate): DayState[] {
  const first = toEpochDay(from)
  const states = new Array<DayState>(Math.max(0, toEpochDay(to) - first + 1)).fill('ahead')
  for (const run of runs) {
    const last = Math.min(states.length - 1, toEpochDay(run.to) - first)
    for (let at = Math.max(0, toEpochDay(run.from) - first); at <= last; at++)
      states[at] = worstState([states[at] ?? 'ahead', run.state])
  }
  return states
}

/** How many days each state has. */
export function countStates(states: readonly DayState[]): Record<DayState, number> {
  const counts = { failed: 0, missing: 0, provisional: 0, present: 0, empty: 0, ahead: 0 }
  for (const state of states) counts[state]++
  return counts
}

/** Neighbours of one state as one shape; its ends are shares of the whole width, 0 to 1. */
export interface StripShape extends StateRun {
  readonly start: number
  readonly end: number
}

/** Up to 3 years a column is a day, then a week, above 12 years a month. */
function columnDays(days: number): number {
  return days <= 3 * 366 ? 1 : days <= 12 * 366 ? 7 : 30
}

/** More shapes than this are slower than they are useful: columns are then made wider. */
const mostShapes = 400

/** A row of states as few shapes: equal neighbours are one, and where a column holds several states the worst wins. */
export function stripShapes(runs: readonly StateRun[], from: LocalDate, to: LocalDate): StripShape[] {
  const states = statesByDay(runs, from, to)
  for (let width = columnDays(states.length); ; width *= 2) {
    const shapes = merged(states, width, toEpochDay(from))
    if (shapes.length <= mostShapes) return shapes
  }
}

function merged(states: readonly DayState[], width: number, firstDay: number): StripShape[] {
  const shapes: StripShape[] = []
  for (let at = 0; at < states.length; at += width) {
    const until = Math.min(states.length, at + width)
    const state = worstState(states.slice(at, until))
    const before = shapes.at(-1)
    const joins = before?.state === state
    if (joins) shapes.pop()
    shapes.push({
      state,
      start: joins ? before.start : at / states.length,
      end: until / states.length,
      from: joins ? before.from : fromEpochDay(firstDay + at),
      to: fromEpochDay(firstDay + until - 1),
    })
  }
  return shapes
}
