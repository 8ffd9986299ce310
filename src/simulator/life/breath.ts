import type { Genes } from './body.ts'
import { person } from './person.ts'
import { draw, noise, pick } from './random.ts'
import type { DayBounds, DaySamples, DayTruth, NightTruth, Spo2Truth } from './types.ts'

export const respirationStepMs = 120_000
const hourMs = 3_600_000

/** Breaths a minute every two minutes: -1 off the wrist, -2 too much motion. Their extremes are those of the day. */
export function respirationOf({ seed }: Genes, day: DayTruth, samples: DaySamples): readonly number[] {
  const { wellness } = day
  if (!wellness) return []
  const moving = (at: number) =>
    day.activities.some(
      ({ manual, startUtc, elapsedS }) => !manual && at >= startUtc && at < startUtc + elapsedS * 1000,
    )
  const values = Array.from(samples.heartRate, (beats, index) => {
    if (beats === 0) return -1
    if (moving(day.startUtc + index * respirationStepMs)) return -2
    // Pairs that cancel each other keep the mean where the day has it.
    const swing = pick(noise(seed, day.epochDay * 512 + (index >> 1), draw.breath), 0, 2)
    return wellness.respirationAvg + (index % 2 ? swing : -swing)
  })
  const measured = values.flatMap((value, index) => (value > 0 ? [index] : []))
  const [low, high] = [measured[Math.floor(measured.length / 4)], measured[Math.floor(measured.length / 2)]]
  if (low !== undefined) values[low] = wellness.respirationMin
  if (high !== undefined) values[high] = wellness.respirationMax
  return values
}

/** Blood oxygen by the hour of the night: the sensor is on while away from home only. */
export function spo2Of({ seed }: Genes, day: DayBounds, night: NightTruth | null): Spo2Truth | null {
  if (night === null || day.zone === person.homeZone) return null
  const first = day.startUtc + Math.ceil(Math.max(0, night.startUtc - day.startUtc) / hourMs) * hourMs
  const hours: [number, number][] = []
  for (let at = first; at < night.endUtc; at += hourMs)
    hours.push([at, pick(noise(seed, day.epochDay * 32 + hours.length, draw.oxygen), 89, 98)])
  if (hours.length === 0) return null
  const values = hours.map(([, value]) => value)
  return {
    avg: Math.round(values.reduce((sum, value) => sum + value, 0) / values.length),
    low: Math.min(...values),
    latest: values.at(-1) ?? 0,
    hours,
  }
}
