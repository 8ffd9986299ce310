import type { NightJson } from '../../../src/contract/index.ts'

/** A stretch of one stage: seconds of the clock after the top of the chart, downward. */
export interface NightBox {
  readonly start: number
  readonly length: number
}
export interface NightColumn {
  readonly date: NightJson['date']
  readonly state: NightJson['state']
  readonly settled: boolean
  /** The whole night; null where there is none. */
  readonly box: NightBox | null
  readonly stages: readonly (NightBox & { readonly stage: string })[]
}
export interface NightChart {
  readonly columns: readonly NightColumn[]
  /** Seconds of the clock at the top, from the noon before, and how many the chart holds. */
  readonly top: number
  readonly span: number
  /** Seconds of the night, of those that are there. */
  readonly average: number | null
  /** Clock of going to bed and of rising, seconds after the noon before, on the average. */
  readonly bed: number | null
  readonly rise: number | null
}

const hour = 3600
const dayS = 86_400

/** Nights on the person's own clock, from noon to noon so that midnight lies within; all on the same hours. */
export function nightChart(nights: readonly NightJson[]): NightChart {
  const columns = nights.map((night): NightColumn => {
    const start = night.start_utc === null ? null : clockOf(night, Date.parse(night.start_utc))
    const seconds =
      night.start_utc === null || night.end_utc === null
        ? 0
        : (Date.parse(night.end_utc) - Date.parse(night.start_utc)) / 1000
    const { t_s, len_s, stage } = night.columns
    return {
      date: night.date,
      state: night.state,
      settled: night.settled,
      box: start === null || seconds <= 0 ? null : { start, length: seconds },
      stages:
        start === null
          ? []
          : t_s.map((at, index) => ({ start: start + at, length: len_s[index] ?? 0, stage: stage[index] ?? '' })),
    }
  })
  const boxes = columns.flatMap(({ box }) => (box === null ? [] : [box]))
  const mean = (list: readonly number[]) =>
    list.length === 0 ? null : list.reduce((sum, one) => sum + one, 0) / list.length
  const top = Math.floor(Math.min(...boxes.map(({ start }) => start), 10 * hour) / hour / 2) * 2 * hour
  const bottom =
    Math.ceil(Math.max(...boxes.map(({ start, length }) => start + length), 20 * hour) / hour / 2) * 2 * hour
  return {
    columns,
    top,
    span: bottom - top,
    average: mean(nights.flatMap(({ total_s }) => total_s ?? [])),
    bed: mean(boxes.map(({ start }) => start)),
    rise: mean(boxes.map(({ start, length }) => start + length)),
  }
}

/** Seconds after the noon of the day before, on the clock where the night began. */
function clockOf({ date, offset_s }: NightJson, at: number): number {
  const noonBefore = Date.parse(`${date}T12:00:00Z`) - dayS * 1000
  return (at + (offset_s ?? 0) * 1000 - noonBefore) / 1000
}

/** `22:00` of seconds after noon. */
export function clockAfterNoon(seconds: number): string {
  const minutes = Math.round(seconds / 60) + 720
  const ofDay = ((minutes % 1440) + 1440) % 1440
  return `${String(Math.floor(ofDay / 60)).padStart(2, '0')}:${String(ofDay % 60).padStart(2, '0')}`
}
