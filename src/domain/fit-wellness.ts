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
}
