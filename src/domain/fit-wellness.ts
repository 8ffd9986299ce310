import type { OriginalStatus } from './fit-activity.ts'

/** What a wellness file measures through the day and night. */
export type WellnessChannel =
  | 'heart_rate'
  | 'stress'
  | 'body_battery'
  | 'respiration'
  | 'spo2'
  | 'hrv'
  | 'sleep_level'
  | 'skin_temp_deviation'

/** Samples of one channel in file order; a null value is a gap, its code says which (off the wrist, too much motion). */
export interface WellnessSamples {
  readonly channel: WellnessChannel
  /** UTC milliseconds. */
  readonly times: readonly number[]
  readonly values: readonly (number | null)[]
  readonly codes: readonly (number | null)[]
}

/** What a watch has counted since local midnight, for one kind of activity or for the whole day; null is not told. */
export interface WellnessCount {
  /** UTC milliseconds. */
  readonly at: number
  /** FIT `activity_type`: 0 generic, 1 running, 2 cycling, 5 swimming, 6 walking; null for the day as a whole. */
  readonly activity: number | null
  /** Steps for running and walking, half a movement for other kinds (WELLNESS-MESSAGES section 2). */
  readonly cycles: number | null
  readonly distanceMeters: number | null
  readonly activeSeconds: number | null
  readonly activeKcal: number | null
  readonly ascentMeters: number | null
  readonly descentMeters: number | null
  readonly moderateMinutes: number | null
  readonly vigorousMinutes: number | null
}

/** Scores (0 to 100) that the watch gives a night, under the names of the FIT profile; see `device_night`. */
export interface WellnessNight {
  readonly scores: Readonly<Record<string, number>>
  readonly overallScore: number | null
  readonly awakenings: number | null
  readonly averageStress: number | null
}

/** Heart rate variability as the watch sums it up, milliseconds. */
export interface WellnessHrv {
  readonly at: number | null
  readonly weeklyAverage: number | null
  readonly lastNightAverage: number | null
  readonly lastNight5MinHigh: number | null
  readonly baselineLowUpper: number | null
  readonly balancedLow: number | null
  readonly balancedUpper: number | null
  readonly status: number | null
}

export interface WellnessSkinTemperature {
  readonly at: number | null
  readonly deviation: number | null
  readonly deviation7d: number | null
  /** Degrees Celsius. */
  readonly nightly: number | null
}

export interface WellnessNap {
  readonly start: number
  readonly end: number | null
  readonly startOffsetSeconds: number | null
  readonly endOffsetSeconds: number | null
  readonly isDeleted: boolean
  readonly feedback: number | null
  readonly source: number | null
  readonly updated: number | null
}

/** What the program takes from one file of a day's archive. */
export interface FitWellness {
  readonly status: OriginalStatus
  readonly errorKind: string | null
  /** `file_id.type`: 32 monitoring, 44 metrics, 49 sleep, 68 HRV status (WELLNESS-MESSAGES section 1). */
  readonly fileType: number | null
  /** UTC milliseconds; null where the file does not say. */
  readonly timeCreated: number | null
  /** Local time minus UTC, as the file has it at each moment (UTC milliseconds), ascending. */
  readonly offsets: readonly { readonly at: number; readonly seconds: number }[]
  /** Of this day and of seven days, the last that the file tells. */
  readonly restingHeartRate: number | null
  readonly restingHeartRate7d: number | null
  readonly samples: readonly WellnessSamples[]
  /** In file order. */
  readonly counts: readonly WellnessCount[]
  /** What the body uses at rest, kcal a day. */
  readonly restingKcal: number | null
  readonly night: WellnessNight | null
  readonly hrv: WellnessHrv | null
  readonly skinTemperature: WellnessSkinTemperature | null
  readonly naps: readonly WellnessNap[]
}
