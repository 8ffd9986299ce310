import { uuidFrom } from '../auth/jwt.ts'
import { type DayTruth, devices, person, type WellnessTruth } from '../life/index.ts'
import { instantText } from '../texts.ts'
import { bodyBatteryEvents, endLocal, pct, qualifier } from './day-shapes.ts'

/** The row of a day in `userDailySummaryV2Scalar` (graphql-shapes.json). */
export function dailySummaryV2(day: DayTruth, w: WellnessTruth) {
  const { stress, bodyBattery } = w
  const spo2At = w.spo2?.hours.at(-1)?.[0] ?? null
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
      activityEvents: bodyBatteryEvents(day).map((event) => ({
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
    hydration: {
      goalInMl: day.hydration.goalMl,
      goalInFractionalMl: day.hydration.goalMl,
      consumedInMl: day.hydration.intakeMl,
      consumedInFractionalMl: day.hydration.intakeMl,
    },
    respiration: {
      avgValue: w.respirationAvg,
      maxValue: w.respirationMax,
      minValue: w.respirationMin,
      latestValue: w.respirationAvg,
      latestTimestampGmt: instantText(day.startUtc + day.elapsedS * 1000 - 180_000),
    },
    pulseOx: {
      avgValue: w.spo2?.avg ?? null,
      minValue: w.spo2?.low ?? null,
      latestValue: w.spo2?.latest ?? null,
      latestTimestampGmt: spo2At === null ? null : instantText(spo2At),
      latestTimestampLocal: spo2At === null ? null : instantText(spo2At + day.startOffsetS * 1000),
      avgAltitudeInMeters: null,
    },
    jetLag: {},
  }
}
