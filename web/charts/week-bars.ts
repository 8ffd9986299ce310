import { addDays, type LocalDate } from '../../src/domain/index.ts'
import { type Scale, valueScale } from './scale.ts'

export interface WeekPart<Kind extends string> {
  readonly from: LocalDate
  readonly kind: Kind
  readonly value: number
}
export interface WeekBars<Kind extends string> {
  readonly weeks: readonly {
    readonly from: LocalDate
    readonly sum: number
    /** From the floor up, as shares of the scale. */
    readonly parts: readonly { readonly kind: Kind; readonly low: number; readonly high: number }[]
  }[]
  readonly scale: Scale
  readonly sums: readonly { readonly kind: Kind; readonly value: number }[]
}

/** Stacked bars, one a week from `first` to `last` (both Mondays), weeks of nothing included. Pure. */
export function weekBars<Kind extends string>(
  parts: readonly WeekPart<Kind>[],
  kinds: readonly Kind[],
  first: LocalDate,
  last: LocalDate,
): WeekBars<Kind> {
  const valueIn = (from: LocalDate, kind: Kind) =>
    parts.reduce((sum, part) => sum + (part.from === from && part.kind === kind ? part.value : 0), 0)
  const days: LocalDate[] = []
  for (let day = first; day <= last; day = addDays(day, 7)) days.push(day)
  const weeks = days.map((from) => {
    let floor = 0
    const stacked = kinds.flatMap((kind) => {
      const value = valueIn(from, kind)
      if (value === 0) return []
      floor += value
      return [{ kind, low: floor - value, high: floor }]
    })
    return { from, sum: floor, stacked }
  })
  const scale = valueScale(
    weeks.map(({ sum }) => sum),
    { zero: true, most: 4 },
  )
  const share = (value: number) => value / scale.max
  return {
    weeks: weeks.map(({ from, sum, stacked }) => ({
      from,
      sum,
      parts: stacked.map(({ kind, low, high }) => ({ kind, low: share(low), high: share(high) })),
    })),
    scale,
    sums: kinds
      .map((kind) => ({ kind, value: days.reduce((sum, day) => sum + valueIn(day, kind), 0) }))
      .filter(({ value }) => value > 0),
  }
}
