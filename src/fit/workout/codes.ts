/** Words for codes of workout files: those that Garmin's JSON workout has for the same thing (DATA section 7), where it has one. */

/** `intensity`. The JSON workout has no step that is merely active: it calls it an interval. */
export const intents: Readonly<Record<number, string>> = {
  0: 'interval',
  1: 'rest',
  2: 'warmup',
  3: 'cooldown',
  4: 'recovery',
  5: 'interval',
  6: 'other',
}

/** What a number of a step means, and what has to be done to it. */
export type Measure = 'seconds' | 'meters' | 'kcal' | 'heart-rate' | 'power' | 'speed' | 'plain' | 'none'

export interface EndCode {
  readonly name: string
  readonly measure: Measure
  /** The step ends when the measured value is below or above; null where it is reached by going on. */
  readonly compare: 'less' | 'greater' | null
}

const end = (name: string, measure: Measure, compare: EndCode['compare'] = null): EndCode => ({
  name,
  measure,
  compare,
})

/** `wkt_step_duration` of steps that are done. */
export const ends: Readonly<Record<number, EndCode>> = {
  0: end('time', 'seconds'),
  1: end('distance', 'meters'),
  2: end('heart.rate', 'heart-rate', 'less'),
  3: end('heart.rate', 'heart-rate', 'greater'),
  4: end('calories', 'kcal'),
  5: end('lap.button', 'none'),
  14: end('power', 'power', 'less'),
  15: end('power', 'power', 'greater'),
  16: end('training_peaks_tss', 'plain'),
  19: end('power_3s', 'power', 'less'),
  20: end('power_10s', 'power', 'less'),
  21: end('power_30s', 'power', 'less'),
  22: end('power_3s', 'power', 'greater'),
  23: end('power_10s', 'power', 'greater'),
  24: end('power_30s', 'power', 'greater'),
  25: end('power_lap', 'power', 'less'),
  26: end('power_lap', 'power', 'greater'),
  28: end('repetition_time', 'seconds'),
  29: end('reps', 'plain'),
}

/** `wkt_step_duration` of steps that send back to an earlier one: until when. */
export const repeats: Readonly<Record<number, EndCode>> = {
  6: end('iterations', 'plain'),
  7: end('time', 'seconds'),
  8: end('distance', 'meters'),
  9: end('calories', 'kcal'),
  10: end('heart.rate', 'heart-rate', 'less'),
  11: end('heart.rate', 'heart-rate', 'greater'),
  12: end('power', 'power', 'less'),
  13: end('power', 'power', 'greater'),
  17: end('power_last_lap', 'power', 'less'),
  18: end('max_power_last_lap', 'power', 'less'),
  27: end('training_peaks_tss', 'plain'),
}

/** `wkt_step_target`. A file does not say whether a speed is meant as a pace: see `paced`. */
export const targets: Readonly<Record<number, { readonly name: string; readonly measure: Measure }>> = {
  0: { name: 'speed.zone', measure: 'speed' },
  1: { name: 'heart.rate.zone', measure: 'heart-rate' },
  2: { name: 'no.target', measure: 'none' },
  3: { name: 'cadence', measure: 'plain' },
  4: { name: 'power.zone', measure: 'power' },
  5: { name: 'grade', measure: 'plain' },
  6: { name: 'resistance', measure: 'plain' },
  7: { name: 'power_3s', measure: 'power' },
  8: { name: 'power_10s', measure: 'power' },
  9: { name: 'power_30s', measure: 'power' },
  10: { name: 'power_lap', measure: 'power' },
  11: { name: 'swim_stroke', measure: 'none' },
  12: { name: 'speed_lap', measure: 'speed' },
  13: { name: 'heart_rate_lap', measure: 'heart-rate' },
}

/** Sports (codes) whose speed people read as a pace: running, swimming, walking, hiking. */
export const paced: ReadonlySet<number> = new Set([1, 5, 11, 17])

export const strokes: Readonly<Record<number, string>> = {
  0: 'free',
  1: 'backstroke',
  2: 'breaststroke',
  3: 'fly',
  4: 'drill',
  5: 'mixed',
  6: 'individual_medley',
  255: 'any_stroke',
}

export const equipments: Readonly<Record<number, string>> = {
  1: 'fins',
  2: 'kickboard',
  3: 'paddles',
  4: 'pull_buoy',
  5: 'snorkel',
}

/** `exercise_category`, as the JSON workout writes it. */
const categories = (
  'BENCH_PRESS CALF_RAISE CARDIO CARRY CHOP CORE CRUNCH CURL DEADLIFT FLYE HIP_RAISE HIP_STABILITY HIP_SWING HYPEREXTENSION ' +
  'LATERAL_RAISE LEG_CURL LEG_RAISE LUNGE OLYMPIC_LIFT PLANK PLYO PULL_UP PUSH_UP ROW SHOULDER_PRESS SHOULDER_STABILITY ' +
  'SHRUG SIT_UP SQUAT TOTAL_BODY TRICEPS_EXTENSION WARM_UP RUN BIKE CARDIO_SENSORS MOVE POSE BANDED_EXERCISES BATTLE_ROPE ' +
  'ELLIPTICAL FLOOR_CLIMB INDOOR_BIKE INDOOR_ROW LADDER SANDBAG SLED SLEDGE_HAMMER STAIR_STEPPER'
).split(' ')

/** Its number as text where this version knows no name. */
export function exerciseCategory(code: number): string {
  return categories[code] ?? String(code)
}
