import { batteryAtBed, batteryAtWake, type Genes, isNightMeasured, restingHr } from './body.ts'
import type { Calendar } from './calendar.ts'
import { clamp, draw, noise, pick } from './random.ts'
import type { HrvTruth, NapTruth, NightTruth, Stage, StageSpan } from './types.ts'

const minuteMs = 60_000

/**
 * The night that ends on the morning of `epochDay`, measured or not: the body sleeps even when nobody looks. Times are
 * whole minutes; about one night in eight begins after midnight.
 */
export function sleepOf(genes: Genes, calendar: Calendar, epochDay: number): NightTruth {
  const { seed } = genes
  const { startUtc: midnight, zone } = calendar.bounds(epochDay)
  const clock = calendar.clock(zone)
  const weekday = (epochDay + 4) % 7 // 0 = Sunday
  const late = noise(seed, epochDay, draw.bedLate) < (weekday === 0 || weekday === 6 ? 0.3 : 0.06)
  const bed = -70 + pick(noise(seed, epochDay, draw.bedTime), -35, 40) + (late ? 105 : 0)
  const length = pick(noise(seed, epochDay, draw.sleepLength), 385, 500) - (late ? 40 : 0)
  // The wall clock of the evening counts, so a night over a DST change begins at the usual time.
  const wallMidnight = midnight + clock.offsetS(midnight) * 1000
  const startUtc = clock.toUtc(wallMidnight + bed * minuteMs)
  const stages = stagesOf(seed, epochDay, startUtc, length)
  const endUtc = startUtc + length * minuteMs

  const seconds = { deep: 0, light: 0, rem: 0, awake: 0 }
  let awakeCount = 0
  for (const span of stages) {
    seconds[span.stage] += (span.endUtc - span.startUtc) / 1000
    if (span.stage === 'awake') awakeCount++
  }
  const totalS = seconds.deep + seconds.light + seconds.rem
  const quality = 34 * (totalS / 28_800) + 90 * (seconds.deep / totalS) + 60 * (seconds.rem / totalS)
  const score = clamp(
    Math.round(22 + quality + 9 * (noise(seed, epochDay, draw.sleepScore) - 0.5) - awakeCount),
    31,
    97,
  )
  return {
    startUtc,
    endUtc,
    startOffsetS: clock.offsetS(startUtc),
    endOffsetS: clock.offsetS(endUtc),
    stages,
    deepS: seconds.deep,
    lightS: seconds.light,
    remS: seconds.rem,
    awakeS: seconds.awake,
    totalS,
    awakeCount,
    score,
    averageHr: restingHr(genes, epochDay) + 4,
    averageRespiration: 13 + Math.round(2 * noise(seed, epochDay, draw.respiration)),
    averageStress: clamp(Math.round(32 - score / 4), 6, 30),
  }
}

/** Cycles of about ninety minutes: deep sleep early, REM late. */
function stagesOf(seed: number, epochDay: number, startUtc: number, minutes: number): StageSpan[] {
  const spans: StageSpan[] = []
  let at = 0
  let step = 0
  const add = (stage: Stage, wanted: number) => {
    const span = Math.min(wanted, minutes - at)
    if (span <= 0) return
    spans.push({ startUtc: startUtc + at * minuteMs, endUtc: startUtc + (at + span) * minuteMs, stage })
    at += span
  }
  const drawn = (low: number, high: number) => pick(noise(seed, epochDay * 64 + step++, draw.stage), low, high)
  for (let cycle = 0; at < minutes; cycle++) {
    add('light', drawn(9, 24))
    if (cycle < 4) add('deep', drawn(28, 44) - 8 * cycle)
    add('light', drawn(14, 30))
    add('rem', drawn(5, 12) + 7 * Math.min(cycle, 4))
    if (cycle > 0 && drawn(0, 9) < 5) add('awake', drawn(1, 6))
  }
  return spans
}

/** The night as the watch measured it; null when it did not. */
export function nightOf(genes: Genes, calendar: Calendar, epochDay: number): NightTruth | null {
  return isNightMeasured(genes, epochDay) ? sleepOf(genes, calendar, epochDay) : null
}

/** The night as it is when its first stages were no sleep yet. */
export function withoutFirst(night: NightTruth, count: number): NightTruth {
  const stages = night.stages.slice(count)
  const [first] = stages
  if (count === 0 || first === undefined) return night
  const { startUtc } = first
  const secondsOf = (wanted: Stage) =>
    stages.reduce((sum, { stage, ...span }) => sum + (stage === wanted ? (span.endUtc - span.startUtc) / 1000 : 0), 0)
  const [deepS, lightS, remS, awakeS] = [secondsOf('deep'), secondsOf('light'), secondsOf('rem'), secondsOf('awake')]
  return { ...night, startUtc, stages, deepS, lightS, remS, awakeS, totalS: deepS + lightS + remS }
}

/** Body battery at the four corners of a day: asleep, awake, asleep again, and awake the next morning. */
export function batteryCurve(
  genes: Genes,
  calendar: Calendar,
  epochDay: number,
): readonly (readonly [number, number])[] {
  const points: [number, number][] = []
  for (let day = epochDay - 1; day <= epochDay + 2; day++) {
    const sleep = sleepOf(genes, calendar, day)
    points.push([sleep.startUtc, batteryAtBed(genes, day)], [sleep.endUtc, batteryAtWake(sleep.score)])
  }
  return points
}

/** A nap after lunch on one weekday in twelve; at weekends something is done at that hour. */
export function napsOf({ seed }: Genes, calendar: Calendar, epochDay: number): readonly NapTruth[] {
  const weekday = (epochDay + 4) % 7
  if (weekday === 0 || weekday === 6 || calendar.isTravelDay(epochDay)) return []
  if (noise(seed, epochDay, draw.nap) >= 0.085) return []
  const { startUtc, zone } = calendar.bounds(epochDay)
  const clock = calendar.clock(zone)
  const length = pick(noise(seed, epochDay, draw.napLength), 18, 55)
  const napStart = clock.toUtc(startUtc + clock.offsetS(startUtc) * 1000 + (13 * 60 + length) * minuteMs)
  return [{ startUtc: napStart, endUtc: napStart + length * minuteMs, offsetS: clock.offsetS(napStart) }]
}

const nightlyHrv = ({ seed }: Genes, epochDay: number): number =>
  Math.round(49 + 5 * Math.sin(epochDay / 9) + 12 * (noise(seed, epochDay, draw.hrv) - 0.5))

const hasHrv = (genes: Genes, epochDay: number): boolean =>
  isNightMeasured(genes, epochDay) && noise(genes.seed, epochDay, draw.hrvMissing) >= 0.02

/** HRV of the night; the baseline is null in the first three weeks of a watch (SCHEMA-HINTS trap 15). */
export function hrvOf(genes: Genes, calendar: Calendar, epochDay: number): HrvTruth | null {
  if (!hasHrv(genes, epochDay)) return null
  let [sum, count] = [0, 0]
  for (let day = epochDay - 6; day <= epochDay; day++) {
    if (!hasHrv(genes, day)) continue
    sum += nightlyHrv(genes, day)
    count++
  }
  const lastNightAvg = nightlyHrv(genes, epochDay)
  const weeklyAvg = count >= 3 ? Math.round(sum / count) : null
  const centre = 48 + Math.round(3 * Math.sin(epochDay / 100))
  const baseline =
    epochDay - genes.firstDay < 21 ? null : { lowUpper: centre - 8, balancedLow: centre - 5, balancedUpper: centre + 8 }
  const status =
    baseline === null || weeklyAvg === null
      ? 'NONE'
      : weeklyAvg <= baseline.lowUpper
        ? 'LOW'
        : weeklyAvg < baseline.balancedLow || weeklyAvg > baseline.balancedUpper
          ? 'UNBALANCED'
          : 'BALANCED'
  return {
    lastNightAvg,
    lastNight5MinHigh: lastNightAvg + pick(noise(genes.seed, epochDay, draw.sleepScore), 14, 32),
    weeklyAvg,
    baseline,
    status,
    createdUtc: sleepOf(genes, calendar, epochDay).endUtc + 4 * minuteMs + 11_898,
  }
}

/** One reading every five minutes of the night, ms; their rounded mean is the night's average. */
export function hrvReadings(genes: Genes, epochDay: number, night: NightTruth, hrv: HrvTruth): [number, number][] {
  const readings: [number, number][] = []
  const count = Math.floor((night.endUtc - night.startUtc) / (5 * minuteMs))
  for (let index = 0; index < count; index++) {
    // Pairs that cancel each other keep the mean where it belongs; one reading is the highest.
    const swing = Math.round(10 * noise(genes.seed, epochDay * 128 + (index >> 1), draw.stage + 1))
    const odd = count % 2 === 1 && index === count - 1
    readings.push([
      night.startUtc + (index + 1) * 5 * minuteMs,
      hrv.lastNightAvg + (odd ? 0 : index % 2 ? swing : -swing),
    ])
  }
  const extra = hrv.lastNight5MinHigh - hrv.lastNightAvg
  const [up, down] = [readings[9], readings[8]]
  if (up) up[1] = hrv.lastNightAvg + extra
  if (down) down[1] = Math.max(8, hrv.lastNightAvg - extra)
  return readings
}
