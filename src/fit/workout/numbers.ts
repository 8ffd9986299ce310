import type { Measure } from './codes.ts'

/** A value with its unit; both null where there is none. */
export interface Measured {
  readonly value: number | null
  readonly unit: string | null
}

/** From here on a heart rate is in beats, below it a share of the highest one (FIT profile, `workout_hr`). */
const bpmFrom = 100
/** From here on a power is in watts, below it a share of the threshold power (FIT profile, `workout_power`). */
const wattsFrom = 1000

/** Scales: FIT profile, subfields of `workout_step`. */
export function measured(raw: number | null, measure: Measure): Measured {
  if (raw === null || measure === 'none') return { value: null, unit: null }
  switch (measure) {
    case 'seconds':
      return { value: raw / 1000, unit: 's' }
    case 'meters':
      return { value: raw / 100, unit: 'm' }
    case 'speed':
      return { value: raw / 1000, unit: 'm/s' }
    case 'kcal':
      return { value: raw, unit: 'kcal' }
    case 'heart-rate':
      return raw >= bpmFrom ? { value: raw - bpmFrom, unit: 'bpm' } : { value: raw, unit: '% of max' }
    case 'power':
      return raw >= wattsFrom ? { value: raw - wattsFrom, unit: 'W' } : { value: raw, unit: '% of threshold' }
    case 'plain':
      return { value: raw, unit: null }
  }
}
