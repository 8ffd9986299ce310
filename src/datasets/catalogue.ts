import type { DatasetDefinition, TableDefinition } from '../domain/index.ts'
import { activityCount } from './activity-count.ts'
import { activityExerciseSets } from './activity-exercise-sets.ts'
import { activityHrZones } from './activity-hr-zones.ts'
import { activityLegs } from './activity-legs.ts'
import { activityList } from './activity-list.ts'
import { activityOriginal } from './activity-original.ts'
import { activityPowerZones } from './activity-power-zones.ts'
import { activitySplits } from './activity-splits.ts'
import { activitySummary } from './activity-summary.ts'
import { activityTypedSplits } from './activity-typed-splits.ts'
import { activityTypes } from './activity-types.ts'
import { activityWeather } from './activity-weather.ts'
import { badgesAvailable } from './badges-available.ts'
import { badgesEarned } from './badges-earned.ts'
import { bloodPressure } from './blood-pressure.ts'
import { bodyBatteryDaily } from './body-battery-daily.ts'
import { bodyBatteryEvents } from './body-battery-events.ts'
import { bodyBatteryReport } from './body-battery-report.ts'
import { calendar } from './calendar.ts'
import { caloriesDaily } from './calories-daily.ts'
import { challengesAdhoc } from './challenges-adhoc.ts'
import { challengesAvailable } from './challenges-available.ts'
import { challengesBadge } from './challenges-badge.ts'
import { challengesOpen } from './challenges-open.ts'
import { challengesVirtual } from './challenges-virtual.ts'
import { courses } from './courses.ts'
import { cyclingAbility } from './cycling-ability.ts'
import { dailySummary } from './daily-summary.ts'
import { dayEvents } from './day-events.ts'
import { deviceLastUsed } from './device-last-used.ts'
import { deviceSettings } from './device-settings.ts'
import { deviceSolar } from './device-solar.ts'
import { devices } from './devices.ts'
import { enduranceScore } from './endurance-score.ts'
import type { ReadFitActivity, ReadFitWellness } from './fit-files.ts'
import { fitnessAge } from './fitness-age.ts'
import { floorsDaily } from './floors-daily.ts'
import { floorsSamples } from './floors-samples.ts'
import { ftp } from './ftp.ts'
import { gear } from './gear.ts'
import { gearActivities } from './gear-activities.ts'
import { gearDefaults } from './gear-defaults.ts'
import { gearStats } from './gear-stats.ts'
import { goals } from './goals.ts'
import { golfScorecardDetail } from './golf-scorecard-detail.ts'
import { golfScorecards } from './golf-scorecards.ts'
import { healthSnapshot } from './health-snapshot.ts'
import { healthSnapshotSamples } from './health-snapshot-samples.ts'
import { healthStatus } from './health-status.ts'
import { heartRateDaily } from './heart-rate-daily.ts'
import { heartRateSamples } from './heart-rate-samples.ts'
import { heartRateZones } from './heart-rate-zones.ts'
import { hillScore } from './hill-score.ts'
import { hrv } from './hrv.ts'
import { hrvDaily } from './hrv-daily.ts'
import { hydrationDaily } from './hydration-daily.ts'
import { intensityMinutesDaily } from './intensity-minutes-daily.ts'
import { intensityMinutesWeekly } from './intensity-minutes-weekly.ts'
import { intensitySamples } from './intensity-samples.ts'
import { lactateThreshold } from './lactate-threshold.ts'
import { lactateThresholdHeartRate } from './lactate-threshold-heart-rate.ts'
import { lifestyleLog } from './lifestyle-log.ts'
import { loadBalance } from './load-balance.ts'
import { maxMetrics } from './max-metrics.ts'
import { menstrual } from './menstrual.ts'
import { naps } from './naps.ts'
import { nutrition } from './nutrition.ts'
import { personalInformation } from './personal-information.ts'
import { personalRecordTypes } from './personal-record-types.ts'
import { personalRecords } from './personal-records.ts'
import { powerZones } from './power-zones.ts'
import { pregnancy } from './pregnancy.ts'
import { primaryTrainingDevice } from './primary-training-device.ts'
import { profile } from './profile.ts'
import { profileSettings } from './profile-settings.ts'
import { racePredictions } from './race-predictions.ts'
import { respirationDaily } from './respiration-daily.ts'
import { respirationSamples } from './respiration-samples.ts'
import { runningEconomy } from './running-economy.ts'
import { runningTolerance } from './running-tolerance.ts'
import { sleep } from './sleep.ts'
import { sleepSamples } from './sleep-samples.ts'
import { sleepScoreDaily } from './sleep-score-daily.ts'
import { spo2Daily } from './spo2-daily.ts'
import { spo2Samples } from './spo2-samples.ts'
import { stepsSamples } from './steps-samples.ts'
import { stepsWeekly } from './steps-weekly.ts'
import { stressDaily } from './stress-daily.ts'
import { stressSamples } from './stress-samples.ts'
import { stressWeekly } from './stress-weekly.ts'
import { syncTimestamp } from './sync-timestamp.ts'
import { trainingPlanAdaptive } from './training-plan-adaptive.ts'
import { trainingPlanPhased } from './training-plan-phased.ts'
import { trainingPlans } from './training-plans.ts'
import { trainingReadiness } from './training-readiness.ts'
import { trainingStatus } from './training-status.ts'
import { upcomingEvents } from './upcoming-events.ts'
import { userSettings } from './user-settings.ts'
import { weight } from './weight.ts'
import { wellnessFit } from './wellness-fit.ts'
import { workoutDetail } from './workout-detail.ts'
import { workoutSchedule } from './workout-schedule.ts'
import { workouts } from './workouts.ts'

export interface CatalogueDependencies {
  readonly readFitActivity: ReadFitActivity
  readonly readFitWellness: ReadFitWellness
}

/** Every dataset there is; those that others depend on come before them. */
export function createCatalogue({
  readFitActivity,
  readFitWellness,
}: CatalogueDependencies): readonly DatasetDefinition[] {
  return [
    profile,
    devices,
    deviceLastUsed,
    userSettings,
    profileSettings,
    personalInformation,
    heartRateZones,
    powerZones,
    deviceSettings,
    primaryTrainingDevice,
    deviceSolar,
    syncTimestamp,
    personalRecords,
    personalRecordTypes,
    goals,
    badgesEarned,
    badgesAvailable,
    challengesBadge,
    challengesOpen,
    challengesVirtual,
    challengesAvailable,
    challengesAdhoc,
    golfScorecards,
    golfScorecardDetail,
    activityTypes,
    activityCount,
    activityList,
    activityOriginal(readFitActivity),
    activitySummary,
    activityLegs,
    activityExerciseSets,
    activityWeather,
    activitySplits,
    activityTypedSplits,
    activityHrZones,
    activityPowerZones,
    gear,
    gearDefaults,
    gearActivities,
    gearStats,
    courses,
    dailySummary,
    stressDaily,
    bodyBatteryDaily,
    respirationDaily,
    hydrationDaily,
    floorsDaily,
    intensityMinutesDaily,
    heartRateDaily,
    caloriesDaily,
    stepsWeekly,
    stressWeekly,
    intensityMinutesWeekly,
    sleepScoreDaily,
    bodyBatteryReport,
    hrvDaily,
    sleep,
    trainingReadiness,
    trainingStatus,
    maxMetrics,
    loadBalance,
    weight,
    bloodPressure,
    healthStatus,
    spo2Daily,
    racePredictions,
    enduranceScore,
    hillScore,
    fitnessAge,
    lactateThreshold,
    lactateThresholdHeartRate,
    ftp,
    runningTolerance,
    runningEconomy,
    cyclingAbility,
    menstrual,
    pregnancy,
    nutrition,
    lifestyleLog,
    wellnessFit(readFitWellness),
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
    healthSnapshot,
    healthSnapshotSamples,
    sleepSamples,
    workouts,
    workoutDetail,
    calendar,
    workoutSchedule,
    trainingPlans,
    trainingPlanPhased,
    trainingPlanAdaptive,
    upcomingEvents,
  ]
}

/** Every table that the catalogue fills, once. */
export function tablesOf(catalogue: readonly DatasetDefinition[]): readonly TableDefinition[] {
  return [...new Map(catalogue.flatMap(({ tables }) => tables).map((table) => [table.name, table])).values()]
}
