import type { Instant } from '../domain/index.ts'

/** What the catalogue needs of one session of a FIT file; null where the device gave no value. */
export interface FitSessionSummary {
  readonly sport: string | null
  readonly sportCode: number | null
  readonly subSportCode: number | null
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

/** Reads a FIT file's sessions; passed in, since the catalogue knows nothing of FIT. A bad file is a status. */
export type ReadFitSummary = (bytes: Uint8Array) => Promise<{
  readonly status: 'ok' | 'partial' | 'crc_mismatch' | 'reject'
  readonly sessions: readonly FitSessionSummary[]
}>
