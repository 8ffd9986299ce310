import { type LocalDate, toEpochDay } from '../domain/index.ts'

/**
 * How many days each day of a JSON array of days lies after `from`: read out of the text, because of tens of thousands of
 * them none is wanted as a text of its own.
 */
export function* placesOfDays(json: string, from: LocalDate): Generator<number> {
  const origin = toEpochDay(from)
  for (let quote = json.indexOf('"'); quote !== -1; quote = json.indexOf('"', quote + 12))
    yield toEpochDay(json.slice(quote + 1, quote + 11) as LocalDate) - origin
}
