import { toStopwatch } from './duration.ts'
import { type NumberFormat, nothing, thinSpace } from './number.ts'

/** What the person looks at; kept are metres and grams. Statute: miles, feet, pounds. */
export type UnitSystem = 'metric' | 'statute'

/** Value and unit apart, for tiles and columns whose head names the unit. */
export interface Measured {
  readonly value: string
  readonly unit: string
}

type Maybe = number | null | undefined

export interface MeasureFormat {
  /** `exact`: 14.60 km, of one activity; `list`: 9.80 km, from 10 km 14.6; `total`: 2,140 km. Default: list. */
  distance(metres: Maybe, use?: 'exact' | 'list' | 'total'): Measured
  elevation(metres: Maybe): Measured
  weight(grams: Maybe): Measured
  temperature(celsius: Maybe): Measured
  /** By foot: minutes a kilometre or mile; in water: a 100 m or yards; else speed. */
  pace(metresPerSecond: Maybe, kind: 'foot' | 'water' | 'wheels'): Measured
}

const metresOf = { mile: 1609.344, foot: 0.3048, yard: 0.9144 }
const gramsOfPound = 453.59237

/** Garmin's word for it (`metric`, `statute_us`, `statute_uk`) to ours; unknown words are metric. */
export function toUnitSystem(garmins: string | null | undefined): UnitSystem {
  return garmins?.startsWith('statute') ? 'statute' : 'metric'
}

export function createMeasureFormat(units: UnitSystem, { number }: NumberFormat): MeasureFormat {
  const metric = units === 'metric'
  const scaled = (value: Maybe, by: number) => (value === null || value === undefined ? null : value / by)
  return {
    distance: (metres, use = 'list') => {
      const length = scaled(metres, metric ? 1000 : metresOf.mile)
      const decimals = use === 'exact' ? 2 : use === 'total' ? 0 : (length ?? 0) < 9.995 ? 2 : 1
      return { value: number(length, decimals), unit: metric ? 'km' : 'mi' }
    },
    elevation: (metres) => ({ value: number(scaled(metres, metric ? 1 : metresOf.foot)), unit: metric ? 'm' : 'ft' }),
    weight: (grams) => ({
      value: number(scaled(grams, metric ? 1000 : gramsOfPound), 1),
      unit: metric ? 'kg' : 'lb',
    }),
    temperature: (celsius) => ({
      value: number(metric || typeof celsius !== 'number' ? celsius : celsius * 1.8 + 32),
      unit: metric ? '°C' : '°F',
    }),
    pace: (speed, kind) => {
      const moving = typeof speed === 'number' && Number.isFinite(speed) && speed > 0
      if (kind === 'wheels')
        return {
          value: number(typeof speed === 'number' ? (speed * 3600) / (metric ? 1000 : metresOf.mile) : null, 1),
          unit: metric ? 'km/h' : 'mph',
        }
      const stretch = kind === 'foot' ? (metric ? 1000 : metresOf.mile) : metric ? 100 : 100 * metresOf.yard
      const unit = kind === 'foot' ? (metric ? 'min/km' : 'min/mi') : metric ? '/100 m' : '/100 yd'
      return { value: moving ? toStopwatch(stretch / speed) : nothing, unit: unit.replace(' ', thinSpace) }
    },
  }
}
