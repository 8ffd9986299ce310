import { addDays, isLocalDate, type LocalDate, toEpochDay } from '../../../domain/index.ts'
import type { Indexed } from './index-of-activities.ts'

export const totalPeriods = ['week', 'month', 'year'] as const
export type TotalPeriod = (typeof totalPeriods)[number]

/** What activities of one type come to in one week, month or year. */
export interface Total {
  /** First and last day of the period, whole also where the span that was asked for ends within. */
  readonly from: LocalDate
  readonly to: LocalDate
  readonly type_key: string | null
  count: number
  distance_m: number
  timer_s: number
  ascent_m: number
  kcal: number
  load: number
}

/** Weeks begin on Monday. Oldest first, then by type; periods without an activity are left out. */
export function totalsOf(found: readonly Indexed[], by: TotalPeriod): Total[] {
  const totals = new Map<string, Total>()
  for (const one of found) {
    if (one.deleted || !isLocalDate(one.day)) continue
    const { from, to } = periodOf(one.day, by)
    const key = `${from} ${one.type_key ?? ''}`
    let total = totals.get(key)
    if (total === undefined) {
      total = { from, to, type_key: one.type_key, count: 0, distance_m: 0, timer_s: 0, ascent_m: 0, kcal: 0, load: 0 }
      totals.set(key, total)
    }
    total.count++
    total.distance_m += one.distance_m ?? 0
    total.timer_s += one.duration_s ?? 0
    total.ascent_m += one.ascent_m ?? 0
    total.kcal += one.kcal ?? 0
    total.load += one.load ?? 0
  }
  return [...totals].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, total]) => rounded(total))
}

/** The week (from Monday), month or year that a day is in. */
export function periodOf(day: LocalDate, by: TotalPeriod): { from: LocalDate; to: LocalDate } {
  if (by === 'week') {
    // 1 January 1970 was a Thursday.
    const from = addDays(day, -((toEpochDay(day) + 3) % 7))
    return { from, to: addDays(from, 6) }
  }
  const year = day.slice(0, 4)
  if (by === 'year') return { from: `${year}-01-01` as LocalDate, to: `${year}-12-31` as LocalDate }
  const [y, m] = day.split('-').map(Number) as [number, number]
  const last = new Date(Date.UTC(y, m, 0)).toISOString().slice(0, 10) as LocalDate
  return { from: `${day.slice(0, 7)}-01` as LocalDate, to: last }
}

function rounded(total: Total): Total {
  const round = (value: number) => Math.round(value * 100) / 100
  return {
    ...total,
    distance_m: round(total.distance_m),
    timer_s: round(total.timer_s),
    ascent_m: round(total.ascent_m),
    kcal: round(total.kcal),
    load: round(total.load),
  }
}
