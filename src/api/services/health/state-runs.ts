import type { StateRunJson } from '../../../contract/index.ts'
import { addDays, type LocalDate } from '../../../domain/index.ts'
import type { DayValues } from './day-values.ts'

/** What the ledger says of each day of a dataset, a letter a day as the store gives it; a space = nothing. */
export type DayLetters = string

/**
 * Runs of days without a settled value. A day with a value is there, whoever brought it; of one without, the first dataset
 * that has a word on it is asked, and an answer that held nothing for this metric is an empty one. Empty runs shorter than
 * `least` days are left out: where a column is a week, a day between two weigh-ins says nothing.
 */
export function stateRuns(values: DayValues, known: readonly DayLetters[], from: LocalDate, least = 1): StateRunJson[] {
  const runs: { start: number; end: number; state: StateRunJson['state'] }[] = []
  for (let index = 0; index < values.length; index++) {
    const state = values[index] === null ? stateWithout(known, index) : stateWith(known, index)
    if (state === null) continue
    const last = runs.at(-1)
    if (last?.state === state && last.end === index - 1) last.end = index
    else runs.push({ start: index, end: index, state })
  }
  return runs
    .filter(({ start, end, state }) => state !== 'empty' || end - start + 1 >= least)
    .map(({ start, end, state }) => ({ from: addDays(from, start), to: addDays(from, end), state }))
}

function stateWith(known: readonly DayLetters[], index: number): 'provisional' | null {
  for (const letters of known) {
    if (letters[index] === 'p') return null
    if (letters[index] === 'P') return 'provisional'
  }
  return null
}

function stateWithout(known: readonly DayLetters[], index: number): StateRunJson['state'] {
  for (const letters of known) {
    const letter = letters[index] ?? ' '
    if (letter !== ' ') return letter === 'f' || letter === 'F' ? 'failed' : 'empty'
  }
  return 'missing'
}
