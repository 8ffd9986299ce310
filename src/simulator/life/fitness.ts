import { form, type Genes, vo2max } from './body.ts'
import { person } from './person.ts'
import { clamp, draw, noise } from './random.ts'
import type { ActivityTruth, DayTruth, FitnessTruth, ReadinessTruth } from './types.ts'

const minuteMs = 60_000

/** What the activities of a day did to the body. */
export interface DayLoad {
  readonly lowAerobic: number
  readonly highAerobic: number
  readonly anaerobic: number
  readonly ascentM: number
}

/** Loads by epoch day; a second recording of the same hour does not tire anybody. */
export function loadsOf(activities: readonly ActivityTruth[]): ReadonlyMap<string, DayLoad> {
  const loads = new Map<string, DayLoad>()
  for (const activity of activities) {
    if (activity.twinOf || activity.trainingLoad === null) continue
    const before = loads.get(activity.date) ?? { lowAerobic: 0, highAerobic: 0, anaerobic: 0, ascentM: 0 }
    const zones = activity.zoneSeconds ?? [1, 0, 0, 0, 0]
    const all = zones.reduce((sum, seconds) => sum + seconds, 0) || 1
    const share = (from: number, to: number) =>
      ((activity.trainingLoad ?? 0) * zones.slice(from, to).reduce((sum, seconds) => sum + seconds, 0)) / all
    loads.set(activity.date, {
      lowAerobic: before.lowAerobic + share(0, 3),
      highAerobic: before.highAerobic + share(3, 4),
      anaerobic: before.anaerobic + share(4, 5),
      ascentM: before.ascentM + (activity.ascentM ?? 0),
    })
  }
  return loads
}

/** What Garmin makes of a day on which the watch was worn. `recent` are the loads of that day and the 27 before, newest first. */
export function fitnessOf(genes: Genes, day: DayTruth, recent: readonly (DayLoad | null)[]): FitnessTruth {
  const total = (load: DayLoad | null) => (load ? load.lowAerobic + load.highAerobic + load.anaerobic : 0)
  const sum = (days: number, read: (load: DayLoad | null) => number) =>
    recent.slice(0, days).reduce((all, load) => all + read(load), 0)
  const acuteLoad = Math.round(sum(7, total))
  const chronicLoad = Math.round(sum(28, total) / 4)
  const ratio = chronicLoad === 0 ? 0 : Math.round((10 * acuteLoad) / chronicLoad) / 10
  const oxygen = vo2max(genes, day.epochDay)
  const endurance = Math.round(4600 + 22 * (oxygen - 40) ** 1.6 + chronicLoad)
  const strength = Math.round(clamp(4 + sum(28, (load) => load?.ascentM ?? 0) / 90, 1, 60))
  const hillEndurance = Math.round(clamp(oxygen - 20, 1, 60))
  // Faster by three seconds a kilometre with each point of VO2max; a longer race is run more slowly.
  const race = (km: number, slower: number) => Math.round(km * (265 - 3 * (oxygen - 48)) * slower)
  const age = new Date(day.startUtc).getUTCFullYear() - Number(person.birthDate.slice(0, 4))
  const fitnessAge = Math.round(10 * (age - (oxygen - 42) * 0.9)) / 10
  return {
    acuteLoad,
    chronicLoad,
    ratio,
    ...statusOf(ratio),
    trend: form(day.epochDay) > form(day.epochDay - 14) ? 3 : 2,
    balance: {
      lowAerobic: Math.round(1e4 * sum(28, (load) => load?.lowAerobic ?? 0)) / 1e4,
      highAerobic: Math.round(1e4 * sum(28, (load) => load?.highAerobic ?? 0)) / 1e4,
      anaerobic: Math.round(1e4 * sum(28, (load) => load?.anaerobic ?? 0)) / 1e4,
    },
    vo2max: oxygen,
    endurance,
    hill: { overall: Math.round((strength + hillEndurance) / 2), strength, endurance: hillEndurance },
    races: { k5: race(5, 1), k10: race(10, 1.045), half: race(21.0975, 1.11), marathon: race(42.195, 1.19) },
    // Found now and then, after a hard run or ride.
    lactate: day.epochDay % 37 === 5 ? { speedMps: Math.round(1000 * (oxygen / 13.4)) / 1000, hr: 168 } : null,
    ftpW: day.epochDay % 45 === 7 ? 214 : null,
    fitnessAge: { now: fitnessAge, achievable: Math.round(10 * (fitnessAge - 1.4)) / 10, chronological: age },
    impact: { acute: Math.round(acuteLoad * 0.6), tolerance: Math.round(chronicLoad * 0.8 + 40) },
    readiness: readinessOf(genes, day, acuteLoad, ratio),
  }
}

/** Numbers and phrases as recorded (training-status.json). */
function statusOf(ratio: number) {
  if (ratio < 0.6) return { statusCode: 5, phrase: 'RECOVERY_2' }
  return ratio > 1.1 ? { statusCode: 7, phrase: 'PRODUCTIVE_6' } : { statusCode: 4, phrase: 'MAINTAINING_2' }
}

/** The morning value, and one after each thing done; newest first, as Garmin lists them. */
function readinessOf(genes: Genes, day: DayTruth, acuteLoad: number, ratio: number): readonly ReadinessTruth[] {
  const { sleep } = day
  if (!sleep) return []
  const rested = sleep.score - 6 * Math.max(0, ratio - 1) + 6 * (noise(genes.seed, day.epochDay, draw.readiness) - 0.5)
  const snapshots: ReadinessTruth[] = [
    {
      atUtc: sleep.endUtc + 4 * minuteMs,
      offsetS: sleep.endOffsetS,
      score: Math.round(clamp(rested, 1, 100)),
      recoveryMin: Math.round(clamp(ratio * 300, 0, 4000)),
      context: 'AFTER_WAKEUP_RESET',
      acuteLoad,
    },
  ]
  for (const activity of day.activities) {
    if (activity.manual || activity.twinOf || activity.startUtc < sleep.endUtc) continue
    const before = snapshots[0]!
    snapshots.unshift({
      ...before,
      atUtc: Math.max(before.atUtc + 1000, activity.startUtc + Math.round(activity.elapsedS) * 1000 + 2 * minuteMs),
      score: Math.round(clamp(before.score - activity.timerS / 240, 1, 100)),
      recoveryMin: before.recoveryMin + Math.round(activity.timerS / 6),
      context: 'AFTER_POST_EXERCISE_RESET',
    })
  }
  return snapshots
}

/** Resting heart rate that is usual for the person at that time of the year, bpm. */
export function usualRestingHr(epochDay: number): readonly [low: number, high: number] {
  const middle = Math.round(51 - 2.5 * form(epochDay))
  return [middle - 5, middle + 5]
}
