import {
  addDays,
  fail,
  isFailure,
  type LocalDate,
  parseDayWord,
  type TableDefinition,
  type UserId,
} from '../domain/index.ts'
import type { ApiServices } from './services/types.ts'

/** The day that a word means for this account. @throws usage.date, naming the field */
export async function dayOf(
  services: Pick<ApiServices, 'today'>,
  userId: UserId,
  field: string,
  word: string,
): Promise<LocalDate> {
  try {
    return parseDayWord(word, await services.today(userId))
  } catch (failure) {
    throw isFailure(failure, 'usage.date') ? fail('usage.date', { ...failure.data, field }) : failure
  }
}

export interface Days {
  readonly from: LocalDate | null
  readonly to: LocalDate | null
}

/** Both ends are included; null = open. @throws usage.date, usage.range */
export async function daysOf(
  services: Pick<ApiServices, 'today'>,
  userId: UserId,
  words: { from?: string | null | undefined; to?: string | null | undefined },
): Promise<Days> {
  const from = words.from == null ? null : await dayOf(services, userId, 'from', words.from)
  const to = words.to == null ? null : await dayOf(services, userId, 'to', words.to)
  if (from !== null && to !== null && to < from) throw fail('usage.range', { from, to, field: 'to' })
  return { from, to }
}

/**
 * Rows of those days, by a column that holds a day, a wall clock (`2026-01-31 07:00:00`) or an instant (days in UTC).
 */
export function betweenDays(table: TableDefinition, column: string, { from, to }: Days) {
  if (from === null && to === null) return {}
  const type = table.columns[column]
  const start = (day: LocalDate) => (type === 'instant' ? Date.parse(`${day}T00:00:00Z`) : day)
  // No wall clock is as short as the next day's text, so that text comes after the whole day.
  const end = (day: LocalDate) =>
    type === 'date' ? day : type === 'instant' ? Date.parse(`${addDays(day, 1)}T00:00:00Z`) - 1 : addDays(day, 1)
  return {
    between: {
      column,
      ...(from === null ? {} : { from: start(from) }),
      ...(to === null ? {} : { to: end(to) }),
    },
  }
}
