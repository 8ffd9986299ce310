import { batteryAtBed, batteryAtWake, type Genes, isWorn, restingHr, restingHrOfWeek, vo2max } from './body.ts'
import { spo2Of } from './breath.ts'
import type { Calendar } from './calendar.ts'
import { hrvOf, napsOf, nightOf, withoutFirst } from './night.ts'
import { clamp, draw, noise, pick } from './random.ts'
import { batteryTotals, heartRateBounds, samplesOf, stressTotals } from './samples.ts'
import { sports } from './sports.ts'
import type { ActivityTruth, DaySamples, DayTruth, WeighInTruth, WellnessTruth } from './types.ts'
import { bloodPressureOf, hydrationOf } from './vitals.ts'

/** What the account adds to the genes: things done, weighed and changed afterwards. */
export interface DayFacts {
  readonly activities: readonly ActivityTruth[]
  readonly weighIns: readonly WeighInTruth[]
  /** How many times the day was changed afterwards. */
  readonly changes: number
  /** How many stages were cut off the beginning of the night afterwards. */
  readonly shortened: number
  /** Nothing later than this has reached Garmin. */
  readonly uploadedUntil: number
  /** What the person enters by hand is there at once. */
  readonly now: number
}

export function dayOf(
  genes: Genes,
  calendar: Calendar,
  epochDay: number,
  facts: DayFacts,
): DayTruth & { samples: DaySamples } {
  const bounds = calendar.bounds(epochDay)
  const elapsedS = Math.floor(clamp(facts.uploadedUntil - bounds.startUtc, 0, bounds.endUtc - bounds.startUtc) / 1000)
  const worn = isWorn(genes, epochDay) && elapsedS > 0
  const uploaded = (endUtc: number) => endUtc <= facts.uploadedUntil
  const night = worn ? nightOf(genes, calendar, epochDay) : null
  const sleep = night && uploaded(night.endUtc) ? withoutFirst(night, facts.shortened) : null
  const naps = worn ? napsOf(genes, calendar, epochDay).filter((nap) => uploaded(nap.endUtc)) : []
  const until = worn ? facts.uploadedUntil : bounds.startUtc
  const samples = samplesOf(genes, calendar, epochDay, facts.activities, until)
  const day = {
    ...bounds,
    worn,
    sleep,
    naps,
    hrv: sleep ? hrvOf(genes, calendar, epochDay) : null,
    weighIns: facts.weighIns,
    bloodPressures: bloodPressureOf(genes, calendar, epochDay).filter(({ atUtc }) => atUtc <= facts.now),
    hydration: hydrationOf(genes, epochDay, activeSeconds(facts.activities)),
    activities: facts.activities,
    elapsedS,
    samples,
  }
  return { ...day, wellness: worn ? wellnessOf(genes, day, facts.changes) : null }
}

const activeSeconds = (activities: readonly ActivityTruth[]) =>
  Math.round(activities.reduce((sum, { timerS, twinOf }) => sum + (twinOf ? 0 : timerS), 0))

type DayInMaking = Omit<DayTruth, 'wellness'> & { samples: DaySamples }

/** Totals of the day, from the same samples, night and activities that the detailed answers show. */
function wellnessOf(genes: Genes, day: DayInMaking, changes: number): WellnessTruth {
  const { seed } = genes
  const { epochDay, samples, sleep } = day
  const counted = day.activities.filter((activity) => !activity.twinOf)
  const recorded = counted.filter((activity) => !activity.manual)
  const sum = (list: readonly ActivityTruth[], read: (activity: ActivityTruth) => number | null) =>
    list.reduce((total, activity) => total + (read(activity) ?? 0), 0)

  // Everyday steps are walked between half past six and half past ten in the evening.
  const part = clamp((day.elapsedS - 6.5 * 3600) / (16 * 3600), 0, 1)
  const everyday = Math.round(part * (3800 + 5200 * noise(seed, epochDay, draw.steps))) + 500 * changes
  const steps = everyday + sum(recorded, (activity) => activity.steps)
  const onFootM = sum(recorded, (activity) => footMeters(activity))
  const climbed = sum(recorded, (activity) => activity.ascentM) / 3.048
  const floors = part * (2 + 12 * noise(seed, epochDay, draw.floors)) + climbed
  const kcalBmr = Math.round((1452 * day.elapsedS) / 86_400)
  const kcalActive =
    Math.round(everyday * 0.033) + Math.round(sum(counted, (activity) => Math.max(0, activity.kcal - activity.bmrKcal)))

  const beats = heartRateBounds(samples.heartRate)
  const hrMax = Math.max(beats.max, ...recorded.map((activity) => activity.maxHr ?? 0))
  const resting = restingHr(genes, epochDay)

  const sleepingS = Math.min(
    day.elapsedS,
    (sleep?.totalS ?? 0) + day.naps.reduce((s, nap) => s + (nap.endUtc - nap.startUtc) / 1000, 0),
  )
  const awakeS = day.elapsedS - sleepingS
  const highlyActiveS = Math.min(awakeS, Math.round(sum(recorded, (activity) => activity.timerS)) + 240)
  const activeS = Math.min(awakeS - highlyActiveS, Math.round(everyday * 0.62))
  const ran = recorded.some((activity) => activity.sport === sports.running || activity.sport === sports.trail_running)
  return {
    steps,
    stepGoal: 7000 + 10 * pick(noise(seed, epochDay, draw.goal), 0, 250),
    distanceM: Math.round(everyday * 0.74 + onFootM),
    floorsUp: Math.round(floors * 1e5) / 1e5,
    floorsDown: Math.round(floors * 0.93 * 1e5) / 1e5,
    kcalActive,
    kcalBmr,
    kcalTotal: kcalActive + kcalBmr,
    moderateMin: sum(recorded, (activity) => activity.moderateMin) + Math.floor(everyday / 900),
    vigorousMin: sum(recorded, (activity) => activity.vigorousMin),
    hrMin: hrMax === 0 ? resting : beats.min,
    hrMax: hrMax === 0 ? resting : hrMax,
    hrResting: resting,
    hrResting7d: restingHrOfWeek(genes, epochDay),
    stress: stressTotals(samples.stress),
    bodyBattery: {
      ...batteryTotals(samples.bodyBattery),
      atWake: sleep ? batteryAtWake(sleep.score) : null,
      duringSleep: sleep ? batteryAtWake(sleep.score) - batteryAtBed(genes, epochDay) : null,
    },
    highlyActiveS,
    activeS,
    sedentaryS: awakeS - highlyActiveS - activeS,
    sleepingS,
    respirationAvg: 14 + Math.round(noise(seed, epochDay, draw.respiration)),
    respirationMin: 8 + Math.round(2 * noise(seed, epochDay, draw.resting)),
    respirationMax: 20 + Math.round(3 * noise(seed, epochDay, draw.respiration)),
    spo2: spo2Of(genes, day, sleep),
    vo2max: ran ? vo2max(genes, epochDay) : null,
  }
}

function footMeters(activity: ActivityTruth): number {
  const parts = activity.legs.length > 0 ? activity.legs : [activity]
  return parts.reduce((total, part) => total + (part.sport.onFoot ? (part.distanceM ?? 0) : 0), 0)
}
