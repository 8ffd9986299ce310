import type { DatasetDefinition, TableDefinition } from '../domain/index.ts'
import { activityList } from './activity-list.ts'
import { activityOriginal } from './activity-original.ts'
import { bodyBatteryEvents } from './body-battery-events.ts'
import { dailySummary } from './daily-summary.ts'
import { dayEvents } from './day-events.ts'
import { deviceLastUsed } from './device-last-used.ts'
import { devices } from './devices.ts'
import type { ReadFitSummary } from './fit-summary.ts'
import { floorsSamples } from './floors-samples.ts'
import { heartRateSamples } from './heart-rate-samples.ts'
import { hrv } from './hrv.ts'
import { hrvDaily } from './hrv-daily.ts'
import { intensitySamples } from './intensity-samples.ts'
import { naps } from './naps.ts'
import { profile } from './profile.ts'
import { respirationSamples } from './respiration-samples.ts'
import { sleep } from './sleep.ts'
import { spo2Samples } from './spo2-samples.ts'
import { stepsSamples } from './steps-samples.ts'
import { stressSamples } from './stress-samples.ts'
import { weight } from './weight.ts'
import { wellnessFit } from './wellness-fit.ts'
import { workoutDetail } from './workout-detail.ts'
import { workouts } from './workouts.ts'

export interface CatalogueDependencies {
  readonly readFitSummary: ReadFitSummary
}

/** Every dataset there is; those that others depend on come before them. */
export function createCatalogue({ readFitSummary }: CatalogueDependencies): readonly DatasetDefinition[] {
  return [
    profile,
    devices,
    deviceLastUsed,
    activityList,
    activityOriginal(readFitSummary),
    dailySummary,
    hrvDaily,
    weight,
    sleep,
    wellnessFit,
    heartRateSamples,
    stressSamples,
    respirationSamples,
    spo2Samples,
    stepsSamples,
    floorsSamples,
    intensitySamples,
    hrv,
    bodyBatteryEvents,
    naps,
    dayEvents,
    workouts,
    workoutDetail,
  ]
}

/** Every table that the catalogue fills, once. */
export function tablesOf(catalogue: readonly DatasetDefinition[]): readonly TableDefinition[] {
  return [...new Map(catalogue.flatMap(({ tables }) => tables).map((table) => [table.name, table])).values()]
}
