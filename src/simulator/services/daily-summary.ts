import { uuidFrom } from '../auth/jwt.ts'
import { bareInteger } from '../json-text.ts'
import { type DayTruth, devices, person, type WellnessTruth } from '../life/index.ts'
import { instantText } from '../texts.ts'

const pct = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((10_000 * part) / whole) / 100)
const qualifier = (avg: number) => (avg <= 25 ? 'CALM' : avg <= 40 ? 'BALANCED' : 'STRESSFUL')

/** Wall clock at the end of what is known of the day; on a day of travel that is the clock of the place of arrival. */
function endLocal(day: DayTruth): number {
  const over = day.startUtc + day.elapsedS * 1000 >= day.endUtc
  return day.startUtc + (day.elapsedS + (over ? day.endOffsetS : day.startOffsetS)) * 1000
}

/** Body battery events of the day: the night, and what was done. */
function events(day: DayTruth) {
  const night = day.sleep
    ? [
        {
          eventType: 'SLEEP',
          startUtc: day.sleep.startUtc,
          offsetS: day.sleep.startOffsetS,
          durationMs: day.sleep.endUtc - day.sleep.startUtc,
          impact: day.wellness?.bodyBattery.duringSleep ?? 0,
          activity: null,
        },
      ]
    : []
  const done = day.activities
    .filter((activity) => !activity.manual && !activity.twinOf)
    .map((activity) => ({
      eventType: 'ACTIVITY',
      startUtc: activity.startUtc,
      offsetS: activity.offsetS,
      durationMs: Math.round(activity.elapsedS * 1000),
      impact: -Math.round(activity.timerS / 400),
      activity,
    }))
  return [...night, ...done]
}

/** The REST form of a day (daily-summary.json). Without wellness data the values are null and `includesWellnessData` false. */
export function dailySummary(day: DayTruth) {
  const w = day.wellness
  const of = <T>(read: (wellness: WellnessTruth) => T): T | null => (w ? read(w) : null)
  const stress = w?.stress ?? null
  const total = stress?.totalS ?? 0
  return {
    userProfileId: person.profileId,
    totalKilocalories: of((x) => x.kcalTotal),
    activeKilocalories: of((x) => x.kcalActive),
    bmrKilocalories: of((x) => x.kcalBmr),
    wellnessKilocalories: of((x) => x.kcalTotal),
    burnedKilocalories: null,
    consumedKilocalories: null,
    remainingKilocalories: null,
    totalSteps: of((x) => x.steps),
    netCalorieGoal: null,
    totalDistanceMeters: of((x) => x.distanceM),
    wellnessDistanceMeters: of((x) => x.distanceM),
    wellnessActiveKilocalories: of((x) => x.kcalActive),
    netRemainingKilocalories: of((x) => x.kcalActive),
    userDailySummaryId: person.profileId,
    calendarDate: day.date,
    rule: { typeId: 2, typeKey: 'private' },
    uuid: w ? uuidFrom('day', day.date).replaceAll('-', '') : null,
    dailyStepGoal: of((x) => x.stepGoal),
    wellnessStartTimeGmt: instantText(day.startUtc),
    wellnessStartTimeLocal: instantText(day.startUtc + day.startOffsetS * 1000),
    wellnessEndTimeGmt: instantText(day.startUtc + day.elapsedS * 1000),
    wellnessEndTimeLocal: instantText(endLocal(day)),
    durationInMilliseconds: day.elapsedS * 1000,
    wellnessDescription: null,
    highlyActiveSeconds: of((x) => x.highlyActiveS),
    activeSeconds: of((x) => x.activeS),
    sedentarySeconds: of((x) => x.sedentaryS),
    sleepingSeconds: of((x) => x.sleepingS),
    includesWellnessData: w !== null,
    includesActivityData: day.activities.length > 0,
    includesCalorieConsumedData: false,
    privacyProtected: false,
    moderateIntensityMinutes: of((x) => x.moderateMin),
    vigorousIntensityMinutes: of((x) => x.vigorousMin),
    floorsAscendedInMeters: of((x) => Math.round(x.floorsUp * 3048) / 1000),
    floorsDescendedInMeters: of((x) => Math.round(x.floorsDown * 3048) / 1000),
    floorsAscended: of((x) => x.floorsUp),
    floorsDescended: of((x) => x.floorsDown),
    intensityMinutesGoal: 150,
    userFloorsAscendedGoal: 10,
    minHeartRate: of((x) => x.hrMin),
    maxHeartRate: of((x) => x.hrMax),
    restingHeartRate: of((x) => x.hrResting),
    lastSevenDaysAvgRestingHeartRate: of((x) => x.hrResting7d),
    source: w ? 'GARMIN' : null,
    averageStressLevel: stress ? stress.avg : null,
    maxStressLevel: stress ? stress.max : null,
    stressDuration: stress ? stress.lowS + stress.mediumS + stress.highS : null,
    restStressDuration: stress ? stress.restS : null,
    activityStressDuration: stress ? stress.activityS : null,
    uncategorizedStressDuration: stress ? stress.uncategorizedS : null,
    totalStressDuration: stress ? total : null,
    lowStressDuration: stress ? stress.lowS : null,
    mediumStressDuration: stress ? stress.mediumS : null,
    highStressDuration: stress ? stress.highS : null,
    stressPercentage: stress ? pct(stress.lowS + stress.mediumS + stress.highS, total) : null,
    restStressPercentage: stress ? pct(stress.restS, total) : null,
    activityStressPercentage: stress ? pct(stress.activityS, total) : null,
    uncategorizedStressPercentage: stress ? pct(stress.uncategorizedS, total) : null,
    lowStressPercentage: stress ? pct(stress.lowS, total) : null,
    mediumStressPercentage: stress ? pct(stress.mediumS, total) : null,
    highStressPercentage: stress ? pct(stress.highS, total) : null,
    stressQualifier: stress ? qualifier(stress.avg) : null,
    measurableAwakeDuration: of((x) => total - x.sleepingS),
    measurableAsleepDuration: of((x) => x.sleepingS),
    lastSyncTimestampGMT: null,
    minAvgHeartRate: of((x) => x.hrMin + 1),
    maxAvgHeartRate: of((x) => x.hrMax - 3),
    bodyBatteryChargedValue: of((x) => x.bodyBattery.charged),
    bodyBatteryDrainedValue: of((x) => x.bodyBattery.drained),
    bodyBatteryHighestValue: of((x) => x.bodyBattery.high),
    bodyBatteryLowestValue: of((x) => x.bodyBattery.low),
    bodyBatteryMostRecentValue: of((x) => x.bodyBattery.latest),
    bodyBatteryDuringSleep: of((x) => x.bodyBattery.duringSleep),
    bodyBatteryAtWakeTime: of((x) => x.bodyBattery.atWake),
    bodyBatteryVersion: w ? 3.0 : null,
    abnormalHeartRateAlertsCount: null,
    averageSpo2: null,
    lowestSpo2: null,
    latestSpo2: null,
    latestSpo2ReadingTimeGmt: null,
    latestSpo2ReadingTimeLocal: null,
    averageMonitoringEnvironmentAltitude: w ? 42.0 : null,
    restingCaloriesFromActivity: null,
    bodyBatteryActivityEventList: events(day).map((event) => ({
      eventType: event.eventType,
      eventStartTimeGmt: instantText(event.startUtc).slice(0, 19),
      timezoneOffset: event.offsetS * 1000,
      durationInMilliseconds: event.durationMs,
      bodyBatteryImpact: event.impact,
      feedbackType: 'NONE',
      shortFeedback: 'NONE',
      deviceId: devices.watch.id,
      activityName: event.activity?.name ?? null,
      activityType: event.activity?.sport.typeKey ?? null,
      activityId: event.activity ? bareInteger(event.activity.id) : null,
      eventUpdateTimeGmt: instantText(event.startUtc + event.durationMs + 60_000).slice(0, 19),
    })),
    avgWakingRespirationValue: of((x) => x.respirationAvg),
    highestRespirationValue: of((x) => x.respirationMax),
    lowestRespirationValue: of((x) => x.respirationMin),
    latestRespirationValue: of((x) => x.respirationAvg),
    latestRespirationTimeGMT: w ? instantText(day.startUtc + day.elapsedS * 1000 - 180_000) : null,
    respirationAlgorithmVersion: w ? 200 : null,
  }
}

/** The row of a day in `userDailySummaryV2Scalar` (graphql-shapes.json). */
export function dailySummaryV2(day: DayTruth, w: WellnessTruth) {
  const { stress, bodyBattery } = w
  const share = (seconds: number) => pct(seconds, stress.totalS) / 100
  return {
    uuid: uuidFrom('day', day.date),
    userProfilePk: String(person.profileId),
    calendarDate: day.date,
    source: 'GARMIN',
    includesWellnessData: true,
    includesActivityData: day.activities.length > 0,
    wellnessChronology: {
      startTimestampGmt: instantText(day.startUtc),
      startTimestampLocal: instantText(day.startUtc + day.startOffsetS * 1000),
      endTimestampGmt: instantText(day.startUtc + day.elapsedS * 1000),
      endTimestampLocal: instantText(endLocal(day)),
      totalDurationInMillis: day.elapsedS * 1000,
    },
    movement: {
      steps: { goal: w.stepGoal, value: w.steps, distanceInMeters: w.distanceM },
      pushes: {},
      floorsAscended: {
        goal: 10,
        value: Math.floor(w.floorsUp),
        distanceInMeters: Math.round(w.floorsUp * 3048) / 1000,
      },
      floorsDescended: { value: Math.floor(w.floorsDown), distanceInMeters: Math.round(w.floorsDown * 3048) / 1000 },
    },
    calories: {
      burnedResting: w.kcalBmr,
      burnedActive: w.kcalActive,
      burnedTotal: w.kcalTotal,
      consumedGoal: null,
      consumedValue: null,
      consumedRemaining: null,
    },
    heartRate: { minValue: w.hrMin, maxValue: w.hrMax, restingValue: w.hrResting },
    intensityMinutes: { goal: 150, moderate: w.moderateMin, vigorous: w.vigorousMin },
    stress: {
      avgLevel: stress.avg,
      maxLevel: stress.max,
      restProportion: share(stress.restS),
      activityProportion: share(stress.activityS),
      uncategorizedProportion: share(stress.uncategorizedS),
      lowStressProportion: share(stress.lowS),
      mediumStressProportion: share(stress.mediumS),
      highStressProportion: share(stress.highS),
      qualifier: qualifier(stress.avg),
      totalDurationInMillis: stress.totalS * 1000,
      restDurationInMillis: stress.restS * 1000,
      activityDurationInMillis: stress.activityS * 1000,
      uncategorizedDurationInMillis: stress.uncategorizedS * 1000,
      lowStressDurationInMillis: stress.lowS * 1000,
      mediumStressDurationInMillis: stress.mediumS * 1000,
      highStressDurationInMillis: stress.highS * 1000,
    },
    bodyBattery: {
      minValue: bodyBattery.low,
      maxValue: bodyBattery.high,
      chargedValue: bodyBattery.charged,
      drainedValue: bodyBattery.drained,
      latestValue: bodyBattery.latest,
      featureVersion: '3.0',
      activityEvents: events(day).map((event) => ({
        eventType: event.eventType,
        eventStartTimeGmt: instantText(event.startUtc),
        eventStartTimeLocal: instantText(event.startUtc + event.offsetS * 1000),
        bodyBatteryImpact: event.impact,
        feedbackType: 'NONE',
        shortFeedback: 'NONE',
        deviceId: devices.watch.id,
        durationInMillis: event.durationMs,
      })),
    },
    hydration: { goalInMl: 2800, goalInFractionalMl: 2800.0, consumedInMl: null, consumedInFractionalMl: null },
    respiration: {
      avgValue: w.respirationAvg,
      maxValue: w.respirationMax,
      minValue: w.respirationMin,
      latestValue: w.respirationAvg,
      latestTimestampGmt: instantText(day.startUtc + day.elapsedS * 1000 - 180_000),
    },
    pulseOx: {
      avgValue: null,
      minValue: null,
      latestValue: null,
      latestTimestampGmt: null,
      latestTimestampLocal: null,
      avgAltitudeInMeters: null,
    },
    jetLag: {},
  }
}
