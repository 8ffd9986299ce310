import { fitEpochSeconds, semicirclesToDegrees } from '../domain/index.ts'
import { decodeFit, type FitErrorKind, type FitFile, type FitStatus } from './decode.ts'
import { sumDeveloperFields, sumFields } from './field-sums.ts'
import { firstNumber, lastNumber, leastTime, type Numbers, rawNumbers } from './raw-numbers.ts'
import { sportName, subSportName } from './sports.ts'
import { workoutOf } from './workout/read-workout.ts'
import type { FitWorkout } from './workout/types.ts'

/** Sums and ends over the record messages (20). Positions are raw semicircles, times Unix seconds. */
export interface InspectedRecords {
  readonly count: number
  /** In file order; null when the device wrote relative time, or none. */
  readonly first_timestamp: number | null
  readonly last_timestamp: number | null
  readonly sum_heart_rate: number
  readonly n_heart_rate: number
  readonly sum_power: number
  readonly n_power: number
  readonly n_positions: number
  readonly sum_lat_semicircles: number
  readonly sum_long_semicircles: number
  readonly first_position_semicircles: readonly [number, number] | null
  readonly last_distance_m: number | null
  /** Of the enhanced altitude where there is one. */
  readonly sum_altitude_m: number
  readonly n_altitude: number
}

/** One session message (18). */
export type InspectedSession = Readonly<Record<string, number | string | readonly [number, number] | null>>

/** What a FIT file holds, as `fit inspect` prints it (PRODUCT section 3). */
export interface FitInspection {
  readonly status: FitStatus
  readonly error_kind: FitErrorKind | null
  readonly messages_by_number: Readonly<Record<string, number>>
  readonly records: InspectedRecords
  readonly sessions: readonly InspectedSession[]
  readonly laps: number
  /** The workout that the file holds (a workout file, or an activity that followed one); null without steps. */
  readonly workout: Pick<FitWorkout, 'name' | 'sport' | 'steps'> | null
  /** `"20.3": [count, sum]`: raw integers, invalid ones left out, single values only, developer fields aside. */
  readonly field_sums: Readonly<Record<string, readonly [number, number]>>
  /** `"20.Form Power"`: scaled; texts count and add nothing. */
  readonly developer_fields: Readonly<Record<string, { readonly n: number; readonly sum: number }>>
  readonly first_timestamp: number | null
  readonly last_timestamp: number | null
}

/** What a FIT file of any quality holds; never throws for its content. */
export function inspectFit(bytes: Uint8Array): FitInspection {
  const file = decodeFit(bytes)
  const records = inspectRecords(file)
  return {
    status: file.status,
    error_kind: file.errorKind,
    messages_by_number: Object.fromEntries(file.messagesByNumber),
    records,
    sessions: inspectSessions(file),
    laps: file.messagesByNumber.get(19) ?? 0,
    workout: inspectWorkout(file),
    field_sums: sumFields(file),
    developer_fields: sumDeveloperFields(file),
    first_timestamp: records.first_timestamp,
    last_timestamp: records.last_timestamp,
  }
}

function inspectWorkout(file: FitFile): FitInspection['workout'] {
  const { name, sport, steps } = workoutOf(file)
  return steps.length === 0 ? null : { name, sport, steps }
}

function inspectRecords(file: FitFile): InspectedRecords {
  const count = file.messagesByNumber.get(20) ?? 0
  const table = file.tables.get(20)
  const of = (field: number): Numbers => (table === undefined ? new Float64Array() : rawNumbers(table, field))
  const [time, lat, long] = [of(253), of(0), of(1)]
  const heart = total(of(3))
  const power = total(of(7))
  const enhanced = of(78)
  const plain = of(2)
  let altitude = 0
  let altitudes = 0
  let [positions, lats, longs] = [0, 0, 0]
  let first: readonly [number, number] | null = null
  for (let row = 0; row < (table?.rows ?? 0); row++) {
    const height = Number.isNaN(enhanced[row] ?? Number.NaN) ? plain[row] : enhanced[row]
    if (height !== undefined && !Number.isNaN(height)) {
      altitude += height / 5 - 500
      altitudes++
    }
    const [y, x] = [lat[row] ?? Number.NaN, long[row] ?? Number.NaN]
    if (Number.isNaN(y) || Number.isNaN(x)) continue
    first ??= [y, x]
    positions++
    lats += y
    longs += x
  }
  const distance = lastNumber(of(5))
  return {
    count,
    first_timestamp: toUnix(firstNumber(time)),
    last_timestamp: toUnix(lastNumber(time)),
    sum_heart_rate: heart.sum,
    n_heart_rate: heart.n,
    sum_power: power.sum,
    n_power: power.n,
    n_positions: positions,
    sum_lat_semicircles: lats,
    sum_long_semicircles: longs,
    first_position_semicircles: first,
    last_distance_m: distance === null ? null : distance / 100,
    sum_altitude_m: Math.round(altitude * 10) / 10,
    n_altitude: altitudes,
  }
}

/** Field numbers: FIT profile, message `session`. */
function inspectSessions(file: FitFile): InspectedSession[] {
  const table = file.tables.get(18)
  if (table === undefined) return []
  return Array.from({ length: table.rows }, (_, row) => {
    const { fields } = table.message(row)
    const of = (field: number, scale = 1): number | null => {
      const value = fields.get(field)
      return typeof value === 'number' ? value / scale : null
    }
    const [sport, subSport, lat, long] = [of(5), of(6), of(3), of(4)]
    const isPlaced = lat !== null && long !== null
    return {
      sport: sportName(sport),
      sport_code: sport,
      sub_sport: subSportName(subSport),
      sub_sport_code: subSport,
      start_time: toUnix(of(2)),
      total_distance_m: of(9, 100),
      total_timer_time_s: of(8, 1000),
      total_elapsed_time_s: of(7, 1000),
      avg_heart_rate: of(16),
      max_heart_rate: of(17),
      total_calories: of(11),
      num_laps: of(26),
      total_ascent: of(22),
      avg_power: of(20),
      pool_length: of(44, 100),
      num_active_lengths: of(47),
      start_position_semicircles: isPlaced ? [lat, long] : null,
      ...(isPlaced ? { start_lat_long_deg: [degrees(lat), degrees(long)] as const } : {}),
    }
  })
}

function degrees(semicircles: number): number {
  return Math.round(semicirclesToDegrees(semicircles) * 1e7) / 1e7
}

function toUnix(seconds: number | null): number | null {
  return seconds === null || seconds < leastTime ? null : seconds + fitEpochSeconds
}

function total(values: Numbers): { n: number; sum: number } {
  let n = 0
  let sum = 0
  for (const value of values) {
    if (Number.isNaN(value)) continue
    n++
    sum += value
  }
  return { n, sum }
}
