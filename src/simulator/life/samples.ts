import { type Genes, restingHr } from './body.ts'
import type { Calendar } from './calendar.ts'
import { batteryCurve, napsOf, nightOf, sleepOf } from './night.ts'
import { draw, noise } from './random.ts'
import type { ActivityTruth, DaySamples, StressTotals } from './types.ts'

/** Garmin's rates (DATA section 5). */
export const heartRateStepMs = 120_000
export const stressStepMs = 180_000

type Kind = 'asleep' | 'awake' | 'active' | 'off'
interface Span {
  readonly startUtc: number
  readonly endUtc: number
  readonly kind: Kind
  readonly records: ActivityTruth['records']
}

/** 0 to 1 and back, once a unit: a wave without the price of a sine. */
function ripple(x: number): number {
  const part = x - Math.floor(x)
  return part < 0.5 ? 2 * part : 2 - 2 * part
}

/** What the person was doing when, in order; times that no span covers are spent awake. */
function spansOf(genes: Genes, calendar: Calendar, epochDay: number, activities: readonly ActivityTruth[]): Span[] {
  const spans: Span[] = []
  const add = (startUtc: number, endUtc: number, kind: Kind, records: Span['records'] = null) =>
    spans.push({ startUtc, endUtc, kind, records })
  for (const day of [epochDay, epochDay + 1]) {
    const night = nightOf(genes, calendar, day)
    if (night) add(night.startUtc, night.endUtc, 'asleep')
    // An unmeasured night with the watch on the table: no samples while the body sleeps.
    else {
      const { startUtc, endUtc } = sleepOf(genes, calendar, day)
      add(startUtc, endUtc, 'off')
    }
  }
  for (const nap of napsOf(genes, calendar, epochDay)) add(nap.startUtc, nap.endUtc, 'asleep')
  for (const activity of activities) {
    if (activity.manual || activity.twinOf) continue
    const parts = activity.legs.length > 0 ? activity.legs : [activity]
    for (const part of parts) {
      add(part.startUtc, part.startUtc + part.elapsedS * 1000, 'active', part.records)
    }
  }
  // A shower, or the charger: half an hour off the wrist on most days.
  const { startUtc } = calendar.bounds(epochDay)
  const off = startUtc + (11 * 60 + Math.floor(120 * noise(genes.seed, epochDay, draw.offWrist))) * 60_000
  add(off, off + 24 * 60_000, 'off')
  return spans.sort((a, b) => a.startUtc - b.startUtc)
}

function spanAt(spans: readonly Span[], from: number, time: number): Span | null {
  for (let index = from; index < spans.length; index++) {
    const span = spans[index] as Span
    if (span.startUtc > time) return null
    if (time < span.endUtc) return span
  }
  return null
}

/** Heart rate, stress and body battery from the start of the day to `untilUtc`. */
export function samplesOf(
  genes: Genes,
  calendar: Calendar,
  epochDay: number,
  activities: readonly ActivityTruth[],
  untilUtc: number,
): DaySamples {
  const { startUtc, endUtc } = calendar.bounds(epochDay)
  const until = Math.min(endUtc, untilUtc)
  const spans = spansOf(genes, calendar, epochDay, activities)
  const resting = restingHr(genes, epochDay)
  const { seed } = genes

  const count = (stepMs: number) => Math.max(0, Math.ceil((until - startUtc) / stepMs))

  const heartRate = new Uint8Array(count(heartRateStepMs))
  let next = 0
  for (let index = 0; index < heartRate.length; index++) {
    const time = startUtc + index * heartRateStepMs
    while (next < spans.length && (spans[next] as Span).endUtc <= time) next++
    const span = spanAt(spans, next, time)
    const wobble = noise(seed, epochDay * 1024 + index, draw.resting)
    const hour = (time - startUtc) / 3_600_000
    if (span?.kind === 'off') heartRate[index] = 0
    else if (span?.kind === 'asleep') heartRate[index] = Math.round(resting + 5 * ripple(hour * 0.67) - 1 + 3 * wobble)
    else if (span?.records) {
      const { heartRate: beats, stepS } = span.records
      const record = Math.floor((time - span.startUtc) / 1000 / stepS)
      heartRate[index] = beats[Math.min(record, beats.length - 1)] ?? resting
    } else heartRate[index] = Math.round(resting + 12 + 9 * ripple(hour * 0.41) + 16 * wobble * wobble)
  }

  const stress = new Int8Array(count(stressStepMs))
  const bodyBattery = new Uint8Array(stress.length)
  const tension = noise(seed, epochDay, draw.stress)
  const curve = batteryCurve(genes, calendar, epochDay)
  let segment = 0
  next = 0
  for (let index = 0; index < stress.length; index++) {
    const time = startUtc + index * stressStepMs
    while (next < spans.length && (spans[next] as Span).endUtc <= time) next++
    const span = spanAt(spans, next, time)
    const wobble = noise(seed, epochDay * 1024 + index, draw.stress)
    if (span?.kind === 'off') stress[index] = -1
    else if (span?.kind === 'active') stress[index] = -2
    else if (span?.kind === 'asleep') stress[index] = Math.round(4 + 22 * wobble * wobble)
    else if (wobble < 0.05) stress[index] = -2
    else stress[index] = Math.round(14 + 22 * tension + 52 * wobble * wobble * wobble + 10 * ripple(index * 0.021))

    while (segment + 2 < curve.length && (curve[segment + 1]?.[0] ?? 0) <= time) segment++
    const from = curve[segment]
    const to = curve[segment + 1]
    if (span?.kind === 'off' || !from || !to) bodyBattery[index] = 255
    else bodyBattery[index] = Math.round(from[1] + ((to[1] - from[1]) * (time - from[0])) / (to[0] - from[0]))
  }
  return { heartRate, stress, bodyBattery }
}

/** The day's stress as the summary counts it: three minutes a sample, levels split at 25, 50 and 75. */
export function stressTotals(stress: Int8Array): StressTotals {
  const counts = { rest: 0, low: 0, medium: 0, high: 0, activity: 0, uncategorized: 0 }
  let [sum, measured, max] = [0, 0, 0]
  for (let index = 0; index < stress.length; index++) {
    const value = stress[index] ?? -1
    if (value === -2) counts.activity++
    else if (value < 0) counts.uncategorized++
    else {
      sum += value
      measured++
      if (value > max) max = value
      if (value <= 25) counts.rest++
      else if (value <= 50) counts.low++
      else if (value <= 75) counts.medium++
      else counts.high++
    }
  }
  const s = (samples: number) => (samples * stressStepMs) / 1000
  return {
    avg: measured === 0 ? 0 : Math.round(sum / measured),
    max,
    restS: s(counts.rest),
    lowS: s(counts.low),
    mediumS: s(counts.medium),
    highS: s(counts.high),
    activityS: s(counts.activity),
    uncategorizedS: s(counts.uncategorized),
    totalS: s(stress.length),
  }
}

/** How high and low the body battery got, and what it gained and lost on the way. */
export function batteryTotals(levels: Uint8Array): {
  high: number
  low: number
  charged: number
  drained: number
  latest: number
} {
  let [high, low, charged, drained, latest] = [0, 100, 0, 0, 0]
  let before = 255
  for (let index = 0; index < levels.length; index++) {
    const level = levels[index] ?? 255
    if (level === 255) continue
    if (level > high) high = level
    if (level < low) low = level
    if (before !== 255 && level > before) charged += level - before
    if (before !== 255 && level < before) drained += before - level
    before = latest = level
  }
  return { high, low: Math.min(low, high), charged, drained, latest }
}

/** Lowest and highest heart rate on the wrist; both 0 without any. Plain loops here: three years of them are read at once. */
export function heartRateBounds(heartRate: Uint8Array): { min: number; max: number } {
  let [min, max] = [255, 0]
  for (let index = 0; index < heartRate.length; index++) {
    const bpm = heartRate[index] ?? 0
    if (bpm === 0) continue
    if (bpm < min) min = bpm
    if (bpm > max) max = bpm
  }
  return { min: Math.min(min, max), max }
}
