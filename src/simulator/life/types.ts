import type { Id64, LocalDate } from '../../domain/index.ts'
import type { Sport } from './sports.ts'

/** A calendar day of the life: where it begins and ends. 23 or 25 hours on DST days, more or fewer on flights. */
export interface DayBounds {
  readonly date: LocalDate
  readonly epochDay: number
  readonly startUtc: number
  readonly endUtc: number
  readonly startOffsetS: number
  readonly endOffsetS: number
  /** Zone in force when the day begins. */
  readonly zone: string
}

export type Stage = 'deep' | 'light' | 'rem' | 'awake'

export interface StageSpan {
  readonly startUtc: number
  readonly endUtc: number
  readonly stage: Stage
}

/** One night, belonging to the day of waking. Spans follow one another without gaps; the sums below are theirs. */
export interface NightTruth {
  readonly startUtc: number
  readonly endUtc: number
  readonly startOffsetS: number
  readonly endOffsetS: number
  readonly stages: readonly StageSpan[]
  readonly deepS: number
  readonly lightS: number
  readonly remS: number
  readonly awakeS: number
  /** Deep, light and REM; without the time awake. */
  readonly totalS: number
  readonly awakeCount: number
  readonly score: number
  readonly averageHr: number
  readonly averageRespiration: number
  readonly averageStress: number
}

export interface NapTruth {
  readonly startUtc: number
  readonly endUtc: number
  readonly offsetS: number
}

/** Blood oxygen in percent; by the hour as [UTC milliseconds, percent]. */
export interface Spo2Truth {
  readonly avg: number
  readonly low: number
  readonly latest: number
  readonly hours: readonly (readonly [number, number])[]
}

export interface HrvTruth {
  readonly lastNightAvg: number
  readonly lastNight5MinHigh: number
  readonly weeklyAvg: number | null
  readonly baseline: { readonly lowUpper: number; readonly balancedLow: number; readonly balancedUpper: number } | null
  readonly status: 'NONE' | 'LOW' | 'UNBALANCED' | 'BALANCED'
  readonly createdUtc: number
}

export interface WeighInTruth {
  readonly samplePk: number
  readonly date: LocalDate
  readonly atUtc: number
  readonly offsetS: number
  readonly weightG: number
  readonly source: 'INDEX_SCALE' | 'MANUAL'
  readonly bodyFatPct: number | null
  readonly bodyWaterPct: number | null
  readonly boneG: number | null
  readonly muscleG: number | null
  readonly bmi: number | null
}

/** An activity, or a leg of one. */
export interface ActivityTruth {
  readonly id: Id64
  readonly name: string
  readonly sport: Sport
  readonly date: LocalDate
  readonly startUtc: number
  readonly offsetS: number
  readonly zone: string
  readonly place: { readonly place: string; readonly lat: number; readonly lon: number }
  readonly elapsedS: number
  readonly timerS: number
  readonly movingS: number
  /** Metres, to the centimetre; null where there is no distance. */
  readonly distanceM: number | null
  readonly ascentM: number | null
  readonly descentM: number | null
  readonly avgHr: number | null
  readonly maxHr: number | null
  readonly minHr: number | null
  readonly kcal: number
  readonly bmrKcal: number
  readonly steps: number | null
  /** Steps, turns or strokes a minute. */
  readonly cadence: number | null
  readonly maxSpeedMps: number | null
  readonly zoneSeconds: readonly [number, number, number, number, number] | null
  readonly trainingLoad: number | null
  readonly trainingEffect: number | null
  readonly moderateMin: number
  readonly vigorousMin: number
  readonly deviceId: number | null
  readonly workoutId: number | null
  readonly manual: boolean
  /** The same hour recorded by a second device; not counted twice in the day. */
  readonly twinOf: Id64 | null
  readonly parentId: Id64 | null
  /** Legs of a multisport activity. */
  readonly legs: readonly ActivityTruth[]
  readonly uploadedUtc: number
  /** When the entry was last changed at Garmin; the list row does not tell (SCHEMA-HINTS trap 11). */
  readonly updatedUtc: number
  /** Repetitions that the person added to the first set afterwards; the file does not know them. */
  readonly extraReps: number
  /** How it felt and how hard it was, 0 to 100; null where the person did not say. */
  readonly feel: number | null
  readonly effort: number | null
  /** Records of the file: heart rate at each, and how many seconds lie between them. */
  readonly records: { readonly stepS: number; readonly heartRate: Uint8Array } | null
}

export interface StressTotals {
  readonly avg: number
  readonly max: number
  readonly restS: number
  readonly lowS: number
  readonly mediumS: number
  readonly highS: number
  readonly activityS: number
  readonly uncategorizedS: number
  readonly totalS: number
}

/** Samples from the start of the day to its end, or to the last upload. */
export interface DaySamples {
  /** Every two minutes; 0 where the watch was off the wrist. */
  readonly heartRate: Uint8Array
  /** Every three minutes; -1 off the wrist, -2 too much motion (DATA section 5). */
  readonly stress: Int8Array
  /** Every three minutes; 255 where there is none. */
  readonly bodyBattery: Uint8Array
}

/** What the watch measured on a day; null on the whole for a day on which it was not worn. */
export interface WellnessTruth {
  readonly steps: number
  readonly stepGoal: number
  readonly distanceM: number
  readonly floorsUp: number
  readonly floorsDown: number
  readonly kcalActive: number
  readonly kcalBmr: number
  readonly kcalTotal: number
  readonly moderateMin: number
  readonly vigorousMin: number
  readonly hrMin: number
  readonly hrMax: number
  readonly hrResting: number
  readonly hrResting7d: number
  readonly stress: StressTotals
  readonly bodyBattery: {
    readonly high: number
    readonly low: number
    readonly charged: number
    readonly drained: number
    readonly latest: number
    readonly atWake: number | null
    readonly duringSleep: number | null
  }
  readonly highlyActiveS: number
  readonly activeS: number
  readonly sedentaryS: number
  readonly sleepingS: number
  readonly respirationAvg: number
  readonly respirationMin: number
  readonly respirationMax: number
  /** Null where the sensor was off. */
  readonly spo2: Spo2Truth | null
  /** Running VO2max, on days on which a run changed it. */
  readonly vo2max: number | null
}

export interface BloodPressureTruth {
  readonly version: number
  readonly date: LocalDate
  readonly atUtc: number
  readonly offsetS: number
  readonly systolic: number
  readonly diastolic: number
  readonly pulse: number
}

/** What was drunk; null where nothing was noted. The goal grows with sweat. */
export interface HydrationTruth {
  readonly intakeMl: number | null
  readonly goalMl: number
  readonly sweatMl: number
}

/** Training readiness at one moment. */
export interface ReadinessTruth {
  readonly atUtc: number
  readonly offsetS: number
  readonly score: number
  readonly recoveryMin: number
  readonly context: 'AFTER_WAKEUP_RESET' | 'AFTER_POST_EXERCISE_RESET'
  readonly acuteLoad: number
}

/** What Garmin makes of the training up to a day. Loads have no unit; races are seconds. */
export interface FitnessTruth {
  readonly acuteLoad: number
  readonly chronicLoad: number
  readonly ratio: number
  readonly statusCode: number
  readonly phrase: string
  readonly trend: number
  /** Loads of four weeks. */
  readonly balance: { readonly lowAerobic: number; readonly highAerobic: number; readonly anaerobic: number }
  readonly vo2max: number
  readonly endurance: number
  readonly hill: { readonly overall: number; readonly strength: number; readonly endurance: number }
  readonly races: { readonly k5: number; readonly k10: number; readonly half: number; readonly marathon: number }
  /** Only on days on which it was found. */
  readonly lactate: { readonly speedMps: number; readonly hr: number } | null
  readonly ftpW: number | null
  readonly fitnessAge: { readonly now: number; readonly achievable: number; readonly chronological: number }
  readonly impact: { readonly acute: number; readonly tolerance: number }
  /** Newest first; none without a measured night. */
  readonly readiness: readonly ReadinessTruth[]
}

/** Everything that is true of one day. */
export interface DayTruth extends DayBounds {
  readonly worn: boolean
  readonly wellness: WellnessTruth | null
  readonly sleep: NightTruth | null
  readonly naps: readonly NapTruth[]
  readonly hrv: HrvTruth | null
  readonly weighIns: readonly WeighInTruth[]
  readonly bloodPressures: readonly BloodPressureTruth[]
  readonly hydration: HydrationTruth
  /** As the activity list shows them: deleted ones left out, legs inside their parent. */
  readonly activities: readonly ActivityTruth[]
  /** Seconds of the day that are over and uploaded. */
  readonly elapsedS: number
}
