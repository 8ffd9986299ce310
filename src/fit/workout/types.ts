import type { FitErrorKind, FitStatus } from '../decode.ts'

/**
 * One step, with the columns that the table `workout_step` has for a JSON workout, so that both can be laid side by side.
 * Null is what the file does not say. What only a file says stands below.
 */
export interface FitWorkoutStep {
  /** `3` is the third step, `3.1` the first step inside it. */
  readonly step_path: string
  readonly kind: 'step' | 'repeat'
  /** How often a repeat is done; null for steps, and for repeats that go on until something is reached. */
  readonly iterations: number | null
  /** warmup, interval, recovery, rest, cooldown, other; `repeat`'s is null. */
  readonly intent: string | null
  /** What ends it: time (s), distance (m), calories, heart.rate, power, lap.button, reps, iterations, … */
  readonly end_type: string | null
  readonly end_value: number | null
  /** no.target, pace.zone or speed.zone (m/s), heart.rate.zone, power.zone, cadence, … */
  readonly target_type: string | null
  readonly low: number | null
  readonly high: number | null
  /** A zone by number, which stands in place of low and high. */
  readonly zone: number | null
  readonly secondary_target_type: string | null
  readonly secondary_low: number | null
  readonly secondary_high: number | null
  readonly secondary_zone: number | null
  /** As the JSON workout writes it: `SQUAT`. */
  readonly exercise_category: string | null
  readonly weight_g: number | null
  readonly stroke: string | null
  readonly equipment: string | null
  readonly note: string | null

  /** The step's own name. */
  readonly name: string | null
  /** Unit of `end_value`: s, m, kcal, bpm, % of max, W, % of threshold. */
  readonly end_unit: string | null
  /** Whether it ends below or above `end_value`; null where it is reached by going on. */
  readonly end_compare: 'less' | 'greater' | null
  /** Unit of low and high. */
  readonly target_unit: string | null
  readonly secondary_unit: string | null
  /** Number of the exercise within its category; its name where the file brings one (message 264). */
  readonly exercise_code: number | null
  readonly exercise_title: string | null
}

/** What a workout file holds. */
export interface FitWorkout {
  readonly status: FitStatus
  readonly errorKind: FitErrorKind | null
  readonly name: string | null
  readonly sport: string | null
  readonly subSport: string | null
  readonly poolLengthMeters: number | null
  /** How many steps the file says it has, repeats included; null where it does not. */
  readonly declaredSteps: number | null
  /** In order, a repeat before the steps inside it. */
  readonly steps: readonly FitWorkoutStep[]
}
