import type { Id64, LocalDate } from '../../domain/index.ts'
import { fromEpochDay } from '../../domain/index.ts'
import type { Genes } from './body.ts'
import type { Whereabouts } from './calendar.ts'
import { devices, person } from './person.ts'
import { clamp, draw, noise, pick } from './random.ts'
import { type Sport, sports } from './sports.ts'
import type { ActivityTruth } from './types.ts'

/** What is decided before the details are drawn. */
export interface ActivityPlan {
  readonly epochDay: number
  /** Position within the day, 0-9; part of the id. */
  readonly slot: number
  readonly sport: Sport
  readonly startUtc: number
  readonly offsetS: number
  readonly where: Whereabouts
  /** Timer time where it is already decided. */
  readonly timerS?: number
  readonly name?: string
  readonly manual?: boolean
  readonly deviceId?: number
  readonly twinOf?: ActivityTruth
  readonly workoutId?: number | null
  readonly parentId?: Id64
}

/**
 * Most ids are near 2.1 × 10^10 (SCHEMA-HINTS section 3); those of every ninth day are beyond 2^53, where a double would
 * round them.
 */
export function activityId(seed: number, epochDay: number, slot: number): Id64 {
  const within = BigInt(slot) * 10_000n + BigInt(pick(noise(seed, epochDay * 10 + slot, draw.id), 1, 4999) * 2 + 1)
  const base =
    epochDay % 9 === 4
      ? 9_123_456_000_000_000_000n + BigInt(epochDay) * 100_000n
      : 21_000_000_000n + BigInt(epochDay - 18_000) * 100_000n
  return String(base + within) as Id64
}

/** Draws an activity in full. Averages and zone times come out of the same records that its file holds. */
export function buildActivity({ seed }: Genes, plan: ActivityPlan): ActivityTruth {
  const { sport, epochDay, slot, startUtc } = plan
  const drawn = (purpose: number) => noise(seed, epochDay * 10 + slot, purpose)
  const twin = plan.twinOf
  const minutes = pick(drawn(draw.length), sport.minutes[0], sport.minutes[1])
  const timerS = twin?.timerS ?? plan.timerS ?? Math.round(minutes * 60_000 + 59_999 * drawn(draw.pace)) / 1000
  const mayPause = plan.timerS === undefined && drawn(draw.pause) < 0.4
  const pauseS = twin ? twin.elapsedS - twin.timerS : mayPause ? pick(drawn(draw.pause), 8, 96) : 0
  const elapsedS = Math.round((timerS + pauseS) * 1000) / 1000
  const speed = sport.speedMps === null ? null : sport.speedMps * (0.88 + 0.24 * drawn(draw.pace))
  const distanceM = speed === null ? null : poolLengths(sport, Math.round(speed * timerS * 100) / 100)
  const manual = plan.manual ?? false
  const records = manual ? null : drawRecords(sport, timerS, (purpose) => drawn(purpose))
  const heart = records ? heartOf(records.heartRate) : null
  const zoneSeconds = records ? zoneTimes(records, timerS) : null
  const ascentM =
    distanceM === null || !sport.hasPositions || sport.climb === 0 ? null : (distanceM / 1000) * sport.climb
  const hard = zoneSeconds ? zoneSeconds[3] + zoneSeconds[4] : 0
  const moderate = zoneSeconds ? zoneSeconds[2] + zoneSeconds[1] / 2 : 0
  const uploadedUtc = startUtc + Math.ceil(elapsedS) * 1000 + (manual ? 0 : 240_000)
  return {
    id: activityId(seed, epochDay, slot),
    name: plan.name ?? sport.names[Math.floor(drawn(draw.name) * sport.names.length)] ?? sport.typeKey,
    sport,
    date: fromEpochDay(epochDay) as LocalDate,
    startUtc,
    offsetS: plan.offsetS,
    zone: plan.where.zone,
    place: plan.where,
    elapsedS,
    timerS,
    movingS: Math.floor(timerS * 0.985),
    distanceM,
    ascentM: ascentM === null ? null : Math.round(ascentM),
    descentM: ascentM === null ? null : Math.round(ascentM * 0.97),
    avgHr: heart?.avg ?? null,
    maxHr: heart?.max ?? null,
    minHr: heart?.min ?? null,
    kcal: Math.round((sport.kcalPerMin * (0.9 + 0.2 * drawn(draw.effort)) * timerS) / 60),
    bmrKcal: Math.round(timerS / 45),
    steps: sport.onFoot && sport.cadence !== null ? Math.round((sport.cadence * timerS) / 60) : null,
    cadence: manual ? null : sport.cadence,
    maxSpeedMps: speed === null ? null : Math.round(speed * 1.37 * 1000) / 1000,
    zoneSeconds,
    trainingLoad: heart ? Math.round(((timerS / 60) * (heart.avg / person.maxHeartRate) ** 3 * 24) / 10) : null,
    trainingEffect: heart
      ? Math.round(clamp((heart.avg / person.maxHeartRate) * 3.1 + timerS / 7200, 0.5, 5) * 10) / 10
      : null,
    moderateMin: Math.round(moderate / 60),
    vigorousMin: Math.round(hard / 60),
    deviceId: manual ? null : (plan.deviceId ?? devices.watch.id),
    workoutId: plan.workoutId ?? null,
    manual,
    twinOf: twin?.id ?? null,
    parentId: plan.parentId ?? null,
    legs: [],
    uploadedUtc,
    updatedUtc: uploadedUtc + 1000,
    extraReps: 0,
    feel: manual ? null : 25 * pick(drawn(draw.pause), 0, 4),
    effort: manual ? null : 10 * pick(drawn(draw.effort), 1, 9),
    records,
  }
}

/** Swims in a pool end at the wall. */
function poolLengths(sport: Sport, distanceM: number): number {
  return sport === sports.lap_swimming ? Math.round(distanceM / 25) * 25 : distanceM
}

/** One record every ten seconds, fewer in long activities, so that no file has more than 600. */
function drawRecords(sport: Sport, timerS: number, drawn: (purpose: number) => number): ActivityTruth['records'] {
  const stepS = Math.max(10, Math.ceil(timerS / 600))
  const count = Math.floor(timerS / stepS) + 1
  const heartRate = new Uint8Array(count)
  const level = person.maxHeartRate * sport.effort * (0.95 + 0.09 * drawn(draw.effort))
  const [wave, phase] = [0.004 + 0.01 * drawn(draw.length), 6 * drawn(draw.pause)]
  for (let index = 0; index < count; index++) {
    const t = index * stepS
    const warmUp = 1 - 0.24 * Math.exp(-t / 240)
    const drift = 1 + 0.035 * (t / timerS)
    const swing = 0.05 * Math.sin(t * wave + phase) + 0.018 * Math.sin(t * 0.071)
    heartRate[index] = Math.round(Math.min(level * warmUp * drift * (1 + swing), person.maxHeartRate))
  }
  return { stepS, heartRate }
}

function heartOf(heartRate: Uint8Array): { avg: number; max: number; min: number } {
  let [sum, max, min] = [0, 0, 255]
  for (const value of heartRate) {
    sum += value
    if (value > max) max = value
    if (value < min) min = value
  }
  return { avg: Math.round(sum / heartRate.length), max, min }
}

/** Lower borders of the five heart rate zones, bpm. */
export const zoneFloors = [0.5, 0.6, 0.7, 0.8, 0.9].map((share) => Math.round(share * person.maxHeartRate))

function zoneTimes(
  records: NonNullable<ActivityTruth['records']>,
  timerS: number,
): [number, number, number, number, number] {
  const seconds: [number, number, number, number, number] = [0, 0, 0, 0, 0]
  for (const bpm of records.heartRate) {
    let zone = 4
    while (zone > 0 && bpm < (zoneFloors[zone] ?? 0)) zone--
    seconds[zone as 0] += timerS / records.heartRate.length
  }
  return seconds.map((value) => Math.round(value * 1000) / 1000) as [number, number, number, number, number]
}
