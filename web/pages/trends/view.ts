import { addDays, addYears, daysBetween, isLocalDate, type LocalDate } from '../../../src/domain/index.ts'
import { type Smoothing, smoothingOf } from '../../charts/averages.ts'

/** What the address says is looked at. */
export interface TrendView {
  readonly metrics: readonly string[]
  readonly range: Range
  readonly from: LocalDate
  readonly to: LocalDate
  readonly compare: 'none' | 'period' | 'year'
  readonly smoothing: Smoothing
  /** First day that is asked for: what a rolling mean needs before the first day shown. */
  readonly asked: LocalDate
  /** The other period, as long; null = nothing is compared. */
  readonly other: { readonly from: LocalDate; readonly to: LocalDate; readonly asked: LocalDate } | null
}

export const ranges = ['30', '90', '1y', '5y', '10y', 'all', 'own'] as const
export type Range = (typeof ranges)[number]

const usual = [
  'sleep.total_s',
  'hrv_night.last_night_avg',
  'daily_summary.hr_resting',
  'daily_summary.stress_avg',
  'training_status.acute_load',
  'daily_summary.steps',
  'weight.weight_g',
  'vo2max.precise',
]
/** As many as one answer gives. */
export const mostMetrics = 16

/** The view of an address; whatever in it makes no sense is as if it were not there. */
export function viewOf(query: URLSearchParams, today: LocalDate, first: LocalDate | null): TrendView {
  const metrics = (query.get('metrics') ?? '').split(',').filter((id) => /^[a-z0-9_.]+$/.test(id))
  const word = query.get('range') as Range | null
  const [ownFrom, ownTo] = [query.get('from'), query.get('to')]
  const own = isLocalDate(ownFrom) && isLocalDate(ownTo) && ownFrom < ownTo ? { from: ownFrom, to: ownTo } : null
  const range: Range = own !== null ? 'own' : word !== null && word !== 'own' && ranges.includes(word) ? word : '1y'
  const to = own?.to ?? today
  const from = own?.from ?? startOf(range, today, first)
  const compare = query.get('compare')
  const smoothing = smoothingOf(daysBetween(from, to) + 1)
  const lead = smoothing.window === null ? 0 : smoothing.window - 1
  const chosen = compare === 'none' || compare === 'period' ? compare : range === 'all' ? 'none' : 'year'
  const shift = (day: LocalDate) => (chosen === 'year' ? addYears(day, -1) : addDays(day, -(daysBetween(from, to) + 1)))
  const otherFrom = shift(from)
  const other =
    chosen === 'none'
      ? null
      : { from: otherFrom, to: addDays(otherFrom, daysBetween(from, to)), asked: addDays(otherFrom, -lead) }
  return {
    metrics: [...new Set(metrics.length === 0 ? usual : metrics)].slice(0, mostMetrics),
    range,
    from,
    to,
    compare: chosen,
    smoothing,
    asked: addDays(from, -lead),
    other,
  }
}

function startOf(range: Range, today: LocalDate, first: LocalDate | null): LocalDate {
  if (range === 'all') return first !== null && first < addDays(today, -30) ? first : addDays(today, -30)
  if (range === '30' || range === '90') return addDays(today, 1 - Number(range))
  return addDays(addYears(today, -Number(range.slice(0, -1) || 1)), 1)
}
