import { addDays, type LocalDate, minDate, tellsHistory } from '../domain/index.ts'
import type { PlanInput } from './plan-types.ts'

/** The first day that a search goes back to; moves further back while older data turns up. */
export function searchFloor(
  input: Pick<PlanInput, 'from' | 'today' | 'ledger' | 'catalogue'>,
  emptyDays: number,
): LocalDate {
  if (input.from !== null) return input.from
  const oldest = input.ledger.oldestPresent(input.catalogue.filter(tellsHistory).map(({ name }) => name))
  const tomorrow = addDays(input.today, 1)
  return addDays(oldest === null ? tomorrow : minDate(oldest, tomorrow), -emptyDays)
}

export function lastDay(input: Pick<PlanInput, 'to' | 'today'>, aheadDays = 0): LocalDate {
  return input.to === null ? addDays(input.today, aheadDays) : minDate(input.to, addDays(input.today, aheadDays))
}
