import type { Instant } from './instant.ts'

/** One session message (18); a multisport file has one for each leg. Null where the device gave no value. */
export interface FitSession {
  readonly sportCode: number | null
  readonly subSportCode: number | null
  /** Name of the sport, its number as text where we know no name. */
  readonly sport: string | null
  /** The profile that was chosen on the watch, as the person named it. */
  readonly sportProfile: string | null
  readonly startTime: Instant | null
  readonly elapsedSeconds: number | null
  readonly timerSeconds: number | null
  readonly distanceMeters: number | null
  readonly ascentMeters: number | null
  readonly descentMeters: number | null
  readonly avgSpeedMps: number | null
  readonly maxSpeedMps: number | null
  readonly avgHeartRate: number | null
  readonly maxHeartRate: number | null
  readonly avgPowerWatts: number | null
  readonly maxPowerWatts: number | null
  readonly calories: number | null
  readonly lapCount: number | null
  readonly activeLengthCount: number | null
  readonly poolLengthMeters: number | null
  readonly startLat: number | null
  readonly startLon: number | null
}
