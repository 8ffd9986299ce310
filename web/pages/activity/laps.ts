import type { ActivityLapsJson } from '../../../src/contract/index.ts'
import { useResource } from '../../api/use-resource.ts'

export interface Lap {
  readonly index: number
  readonly fromS: number
  readonly toS: number
  readonly timer: number | null
  readonly distance: number | null
  readonly speed: number | null
  readonly heart: number | null
  readonly power: number | null
  readonly intensity: string | null
  readonly swolf: number | null
  readonly strokes: number | null
}

export function useLaps(activity_id: string) {
  return useResource(`activity ${activity_id} laps`, (client, signal) =>
    client.activityLaps({ params: { activity_id }, signal }),
  )
}

/** Rows of `activity_lap` with their seconds since the first one. Pure. */
export function lapsOf(laps: ActivityLapsJson | null): Lap[] {
  const rows = laps?.items ?? []
  const at = (row: Readonly<Record<string, unknown>> | undefined) =>
    typeof row?.start_utc === 'string' ? Date.parse(row.start_utc) : null
  const begin = at(rows[0])
  let end = 0
  return rows.map((row, index) => {
    const number = (column: string) => (typeof row[column] === 'number' ? row[column] : null)
    const start = at(row)
    // Laps without a clock follow each other.
    const fromS = start === null || begin === null ? end : (start - begin) / 1000
    const next = at(rows[index + 1])
    const length = number('elapsed_s') ?? number('timer_s') ?? 0
    end = next === null || begin === null ? fromS + length : (next - begin) / 1000
    return {
      index,
      fromS,
      toS: end,
      timer: number('timer_s') ?? number('elapsed_s'),
      distance: number('distance_m'),
      speed: number('avg_speed_mps'),
      heart: number('avg_hr_bpm'),
      power: number('avg_power_w'),
      intensity: typeof row.intensity === 'string' ? row.intensity : null,
      swolf: number('swolf'),
      strokes: number('strokes'),
    }
  })
}
