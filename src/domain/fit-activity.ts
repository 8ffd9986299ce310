import type { FitSession } from './fit-session.ts'
import type { Instant } from './instant.ts'

/** `reject`: not FIT at all. `partial`: it breaks off, what came before is good. `crc_mismatch`: whole, checksum wrong. */
export type OriginalStatus = 'ok' | 'partial' | 'crc_mismatch' | 'reject'

/** What has a time axis of its own in an activity. */
export type StreamPart = 'record' | 'rr' | 'event' | 'strap_hr'

/** One channel as the device wrote it: value = raw / scale - offset, NaN where there is none. */
export interface StreamChannel {
  /** Column name, unit in it: `hr_bpm`. Of a developer field its own name behind `dev:`. */
  readonly name: string
  /** As the file gives it, for channels whose name says no unit. */
  readonly unit: string | null
  readonly scale: number
  readonly offset: number
  readonly raw: Float64Array | Float32Array
}

/** Channels that share a time axis. */
export interface Streams {
  readonly part: StreamPart
  /** UTC milliseconds; counted from when the device was switched on where `isRelative`. Several may be equal. */
  readonly times: Float64Array
  readonly isRelative: boolean
  readonly channels: readonly StreamChannel[]
}

/** One lap message (19). Null where the device gave no value. */
export interface FitLap {
  readonly startTime: Instant | null
  readonly timerSeconds: number | null
  readonly elapsedSeconds: number | null
  readonly distanceMeters: number | null
  readonly avgHeartRate: number | null
  readonly maxHeartRate: number | null
  readonly avgPowerWatts: number | null
  readonly maxPowerWatts: number | null
  readonly normPowerWatts: number | null
  readonly avgCadence: number | null
  readonly maxCadence: number | null
  readonly avgSpeedMps: number | null
  readonly maxSpeedMps: number | null
  readonly ascentMeters: number | null
  readonly descentMeters: number | null
  readonly calories: number | null
  readonly intensity: string | null
  readonly trigger: string | null
  readonly startLat: number | null
  readonly startLon: number | null
  readonly endLat: number | null
  readonly endLon: number | null
  readonly firstLengthIndex: number | null
  readonly lengthCount: number | null
  readonly activeLengthCount: number | null
  /** Strokes of a swim; null in other sports. */
  readonly strokes: number | null
  readonly swimStroke: string | null
  readonly avgTemperature: number | null
  readonly workoutStepIndex: number | null
}

/** One length of a pool (101). */
export interface FitLength {
  /** Place of its lap among the laps; 0 where no lap claims it. */
  readonly lapIndex: number
  readonly startTime: Instant | null
  readonly elapsedSeconds: number | null
  readonly timerSeconds: number | null
  readonly isActive: boolean | null
  readonly stroke: string | null
  readonly strokes: number | null
  readonly avgSpeedMps: number | null
  readonly cadence: number | null
}

/** One set of strength training (225). */
export interface FitSet {
  readonly startTime: Instant | null
  readonly durationSeconds: number | null
  /** `active` or `rest`. */
  readonly type: string | null
  readonly repetitions: number | null
  readonly weightGrams: number | null
  /** Codes of the most likely exercise; names come from Garmin's answers. */
  readonly categoryCode: number | null
  readonly exerciseCode: number | null
  readonly workoutStepIndex: number | null
}

/** Everything that the product takes from an activity's file. */
export interface FitActivity {
  readonly status: OriginalStatus
  /** Why it is not `ok`, in the decoder's words. */
  readonly errorKind: string | null
  readonly recordCount: number
  readonly sessions: readonly FitSession[]
  readonly laps: readonly FitLap[]
  readonly lengths: readonly FitLength[]
  readonly sets: readonly FitSet[]
  readonly streams: readonly Streams[]
}
