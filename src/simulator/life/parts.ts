import { noise, pick } from './random.ts'
import { sports } from './sports.ts'
import type { ActivityTruth } from './types.ts'

const setMs = 75_000
const weatherDraw = 80

export interface SetTruth {
  readonly startUtc: number
  readonly durationS: number
  readonly active: boolean
  readonly reps: number | null
  readonly weightG: number | null
}

/** Sets and rests in turn, squats throughout; the person may have corrected the first. */
export function setsOf(activity: ActivityTruth): readonly SetTruth[] {
  if (activity.sport !== sports.strength_training || activity.manual) return []
  return Array.from({ length: Math.floor((activity.timerS * 1000) / setMs) }, (_, index) => {
    const active = index % 2 === 0
    return {
      startUtc: activity.startUtc + index * setMs,
      durationS: setMs / 1000,
      active,
      reps: active ? 8 + (index === 0 ? activity.extraReps : 0) : null,
      weightG: active ? 60_000 : null,
    }
  })
}

/** A stretch of an activity; the sums over all are those of the activity. */
export interface LapTruth {
  readonly startUtc: number
  readonly timerS: number
  readonly elapsedS: number
  readonly distanceM: number | null
  readonly kcal: number
}

/** Laps of a kilometre, ten on the bike, at most twelve; one where there is no distance. */
export function lapsOf(activity: ActivityTruth): readonly LapTruth[] {
  const km = activity.distanceM === null ? 1 : activity.distanceM / 1000
  const count = Math.max(1, Math.min(12, Math.floor(activity.sport === sports.cycling ? km / 10 : km)))
  const piece = (total: number, index: number) =>
    Math.round((total * (index + 1)) / count) - Math.round((total * index) / count)
  return Array.from({ length: count }, (_, index) => ({
    startUtc: activity.startUtc + Math.round((activity.elapsedS * 1000 * index) / count),
    timerS: piece(activity.timerS * 1000, index) / 1000,
    elapsedS: piece(activity.elapsedS * 1000, index) / 1000,
    distanceM: activity.distanceM === null ? null : piece(activity.distanceM * 100, index) / 100,
    kcal: piece(activity.kcal, index),
  }))
}

/** Weather outside in Garmin's units: °F, miles an hour, degrees. Null indoors. */
export function weatherOf(seed: number, activity: ActivityTruth) {
  if (!activity.sport.hasPositions || activity.manual) return null
  const drawn = (index: number) => noise(seed, Math.floor(activity.startUtc / 3_600_000), weatherDraw + index)
  const warmth = 50 - 22 * Math.cos(((activity.startUtc / 86_400_000 - 20) / 365.25) * 2 * Math.PI)
  const temperature = Math.round(warmth + 10 * (drawn(0) - 0.5))
  return {
    temperature,
    feelsLike: temperature - pick(drawn(1), 0, 6),
    dewPoint: temperature - pick(drawn(2), 3, 20),
    humidity: pick(drawn(2), 35, 96),
    windMph: pick(drawn(1), 0, 24),
    windFrom: pick(drawn(3), 0, 35) * 10,
  }
}
