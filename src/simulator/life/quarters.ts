import type { Genes } from './body.ts'
import { draw, noise } from './random.ts'
import type { ActivityTruth, DayTruth } from './types.ts'

/** Buckets of steps, floors and intensity minutes (DATA section 5). */
export const quarterMs = 900_000

export interface Quarter {
  readonly startUtc: number
  readonly endUtc: number
  readonly steps: number
  readonly floorsUp: number
  readonly floorsDown: number
  /** Moderate minutes and vigorous ones twice, as Garmin counts them here (SCHEMA-HINTS section 5.4). */
  readonly intensity: number
  readonly level: 'none' | 'sleeping' | 'sedentary' | 'active' | 'highlyActive'
}

/** The quarters of an hour of a day, as far as it was uploaded. Their sums are the totals of the day, floors whole. */
export function quartersOf({ seed }: Genes, day: DayTruth): readonly Quarter[] {
  const { wellness, startUtc, epochDay } = day
  if (!wellness) return []
  const starts = Array.from(
    { length: Math.ceil((day.elapsedS * 1000) / quarterMs) },
    (_, i) => startUtc + i * quarterMs,
  )
  const recorded = day.activities.filter((activity) => !activity.manual && !activity.twinOf)
  const during = (activity: ActivityTruth) =>
    starts.map((at) => overlap(at, at + quarterMs, activity.startUtc, activity.startUtc + activity.elapsedS * 1000))
  // Everyday life is lived between half past six and half past ten in the evening.
  const everyday = starts.map((at, index) => {
    const hour = (at - startUtc) / 3_600_000
    return hour >= 6.5 && hour < 22.5 ? 0.2 + noise(seed, epochDay * 128 + index, draw.quarter) : 0
  })
  const total = (whole: number, of: (activity: ActivityTruth) => number) => {
    const parts = recorded.map((activity) => spread(of(activity), during(activity)))
    const done = recorded.reduce((sum, activity) => sum + of(activity), 0)
    const rest = spread(Math.max(0, whole - done), everyday)
    return starts.map((_, index) => parts.reduce((sum, part) => sum + (part[index] ?? 0), rest[index] ?? 0))
  }
  const steps = total(wellness.steps, (activity) => activity.steps ?? 0)
  const intensity = total(
    wellness.moderateMin + 2 * wellness.vigorousMin,
    (one) => one.moderateMin + 2 * one.vigorousMin,
  )
  const up = spread(Math.floor(wellness.floorsUp), everyday)
  const down = spread(Math.floor(wellness.floorsDown), everyday)
  return starts.map((at, index) => ({
    startUtc: at,
    endUtc: at + quarterMs,
    steps: steps[index] ?? 0,
    floorsUp: up[index] ?? 0,
    floorsDown: down[index] ?? 0,
    intensity: intensity[index] ?? 0,
    level: levelOf(day, recorded, at, steps[index] ?? 0),
  }))
}

function levelOf(day: DayTruth, recorded: readonly ActivityTruth[], at: number, steps: number): Quarter['level'] {
  const middle = at + quarterMs / 2
  if (day.sleep && middle >= day.sleep.startUtc && middle < day.sleep.endUtc) return 'sleeping'
  if (recorded.some(({ startUtc, elapsedS }) => middle >= startUtc && middle < startUtc + elapsedS * 1000))
    return 'highlyActive'
  return steps > 250 ? 'active' : 'sedentary'
}

function overlap(start: number, end: number, from: number, to: number): number {
  return Math.max(0, Math.min(end, to) - Math.max(start, from))
}

/** A whole number in parts that go with the weights and add up to it. */
function spread(whole: number, weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  let [passed, given] = [0, 0]
  return weights.map((weight, index) => {
    passed += weight
    // Without any weight everything lies in the last part.
    const share = sum > 0 ? passed / sum : index === weights.length - 1 ? 1 : 0
    const upTo = Math.round(whole * share)
    const part = upTo - given
    given = upTo
    return part
  })
}
