/** The units that a column may be in; the suffix of its name says which. */
export const unitSuffixes = {
  _s: 'seconds',
  _ms: 'milliseconds',
  _min: 'minutes',
  _m: 'metres',
  _mps: 'metres a second',
  _bpm: 'beats a minute',
  _rpm: 'revolutions or steps a minute',
  _kcal: 'kilocalories',
  _g: 'grams',
  _ml: 'millilitres',
  _w: 'watts',
  _c: 'degrees Celsius',
  _pct: 'percent',
  _utc: 'instant, UTC',
  _lat: 'degrees',
  _lon: 'degrees',
} as const

/** Families of columns with one unit: `hr_min` is the lowest heart rate and no time. */
const unitPrefixes = { hr_: 'beats a minute', resp_: 'breaths a minute', spo2_: 'percent' } as const

/** The unit named by a column's first or last part, or null when the name fixes none. */
export function unitOf(column: string): string | null {
  for (const [prefix, unit] of Object.entries(unitPrefixes)) if (column.startsWith(prefix)) return unit
  for (const [suffix, unit] of Object.entries(unitSuffixes)) if (column.endsWith(suffix)) return unit
  return null
}

/** FIT positions are semicircles: 2^31 to half a turn (FIT profile). */
export function semicirclesToDegrees(semicircles: number): number {
  return (semicircles * 180) / 2 ** 31
}

/** Seconds between 1970-01-01 and the FIT epoch 1989-12-31T00:00:00Z. */
export const fitEpochSeconds = 631_065_600
