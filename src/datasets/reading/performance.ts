import type { Json, Row } from '../../domain/index.ts'

export interface Measure {
  readonly metric: string
  readonly unit: string
  readonly value: number | null
  /** `all` where the value belongs to no sport. */
  readonly sport?: string
  readonly class?: number | null
  readonly device?: string | null
  readonly details?: Json
}

/** Rows of the `performance` table for what has a value. */
export function performanceRows(date: string, measures: readonly Measure[]): readonly Row[] {
  return measures.flatMap(({ metric, unit, value, sport = 'all', class: group, device, details }) =>
    value === null
      ? []
      : [
          {
            date,
            metric,
            sport,
            value,
            unit,
            class: group ?? null,
            device_id: device ?? null,
            details: details ?? null,
          },
        ],
  )
}
