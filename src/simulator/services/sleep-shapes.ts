import { type DayTruth, devices, type NapTruth, type NightTruth, person, type WellnessTruth } from '../life/index.ts'
import { instantText } from '../texts.ts'

const codes = { deep: 0, light: 1, rem: 2, awake: 3 } as const
const quality = (score: number) => (score >= 90 ? 'EXCELLENT' : score >= 80 ? 'GOOD' : score >= 60 ? 'FAIR' : 'POOR')
const percent = (part: number, whole: number) => Math.round((100 * part) / whole)

/** Stages of the night: 0 deep, 1 light, 2 REM, 3 awake (SCHEMA-HINTS trap 3). */
export function sleepLevels(night: NightTruth) {
  return night.stages.map(({ startUtc, endUtc, stage }) => ({
    startGMT: instantText(startUtc),
    endGMT: instantText(endUtc),
    activityLevel: codes[stage],
  }))
}

/** The night itself (sleep-day.json, and graphql-shapes.json for what newer watches add). */
export function sleepDto(day: DayTruth, night: NightTruth | null, pkAsText = false) {
  const profile = pkAsText ? String(person.profileId) : person.profileId
  if (!night) return emptyDto(day, profile)
  const napS = day.naps.reduce((sum, nap) => sum + (nap.endUtc - nap.startUtc) / 1000, 0)
  const share = (part: number, low: number, high: number) => ({
    value: percent(part, night.totalS),
    qualifierKey: quality(night.score),
    optimalStart: low,
    optimalEnd: high,
    idealStartInSeconds: Math.round((night.totalS * low) / 100),
    idealEndInSeconds: Math.round((night.totalS * high) / 100),
  })
  return {
    id: night.startUtc,
    userProfilePK: profile,
    calendarDate: day.date,
    sleepTimeSeconds: night.totalS,
    napTimeSeconds: napS,
    sleepWindowConfirmed: true,
    sleepWindowConfirmationType: 'enhanced_confirmed_final',
    sleepStartTimestampGMT: night.startUtc,
    sleepEndTimestampGMT: night.endUtc,
    sleepStartTimestampLocal: night.startUtc + night.startOffsetS * 1000,
    sleepEndTimestampLocal: night.endUtc + night.endOffsetS * 1000,
    autoSleepStartTimestampGMT: null,
    autoSleepEndTimestampGMT: null,
    sleepQualityTypePK: null,
    sleepResultTypePK: null,
    unmeasurableSleepSeconds: 0,
    deepSleepSeconds: night.deepS,
    lightSleepSeconds: night.lightS,
    remSleepSeconds: night.remS,
    awakeSleepSeconds: night.awakeS,
    deviceRemCapable: true,
    retro: false,
    sleepFromDevice: true,
    averageRespirationValue: night.averageRespiration,
    lowestRespirationValue: night.averageRespiration - 5,
    highestRespirationValue: night.averageRespiration + 4,
    awakeCount: night.awakeCount,
    avgSleepStress: night.averageStress,
    ageGroup: 'ADULT',
    sleepScoreFeedback: 'POSITIVE_CONTINUOUS',
    sleepScoreInsight: 'NONE',
    sleepScorePersonalizedInsight: 'NONE',
    sleepScores: {
      totalDuration: { qualifierKey: quality(night.score), optimalStart: 28800.0, optimalEnd: 28800.0 },
      stress: { qualifierKey: 'GOOD', optimalStart: 0.0, optimalEnd: 15.0 },
      awakeCount: { qualifierKey: 'GOOD', optimalStart: 0.0, optimalEnd: 1.0 },
      overall: { value: night.score, qualifierKey: quality(night.score) },
      remPercentage: share(night.remS, 21, 31),
      restlessness: { qualifierKey: 'EXCELLENT', optimalStart: 0.0, optimalEnd: 5.0 },
      lightPercentage: share(night.lightS, 30, 64),
      deepPercentage: share(night.deepS, 16, 33),
    },
    sleepVersion: 2,
    sleepNeed: sleepNeed(day, profile),
    nextSleepNeed: sleepNeed(day, profile),
    ...(day.naps.length > 0 ? { dailyNapDTOS: day.naps.map((nap) => napDto(day, nap, profile)) } : {}),
  }
}

function sleepNeed(day: DayTruth, profile: string | number) {
  return {
    userProfilePk: profile,
    calendarDate: day.date,
    deviceId: devices.watch.id,
    timestampGmt: instantText(day.startUtc),
    baseline: 480,
    actual: day.activities.length > 0 ? 500 : 480,
    feedback: 'NO_CHANGE_NO_ADJUSTMENTS',
    trainingFeedback: 'NO_CHANGE',
    sleepHistoryAdjustment: 'NO_CHANGE',
    hrvAdjustment: 'NO_CHANGE',
    napAdjustment: 'NO_CHANGE',
    displayedForTheDay: true,
    preferredActivityTracker: true,
  }
}

function napDto(day: DayTruth, nap: NapTruth, profile: string | number) {
  return {
    userProfilePK: profile,
    deviceId: devices.watch.id,
    calendarDate: day.date,
    napTimeSec: (nap.endUtc - nap.startUtc) / 1000,
    napStartTimestampGMT: instantText(nap.startUtc),
    napEndTimestampGMT: instantText(nap.endUtc),
    napFeedback: 'IDEAL_TIMING_IDEAL_DURATION_LOW_NEED',
    napSource: 1,
    // Minutes here (SCHEMA-HINTS section 2).
    napStartTimeOffset: nap.offsetS / 60,
    napEndTimeOffset: nap.offsetS / 60,
  }
}

const nulls = [
  'sleepTimeSeconds',
  'napTimeSeconds',
  'sleepWindowConfirmed',
  'sleepWindowConfirmationType',
  'sleepStartTimestampGMT',
  'sleepEndTimestampGMT',
  'sleepStartTimestampLocal',
  'sleepEndTimestampLocal',
  'autoSleepStartTimestampGMT',
  'autoSleepEndTimestampGMT',
  'sleepQualityTypePK',
  'sleepResultTypePK',
  'unmeasurableSleepSeconds',
  'deepSleepSeconds',
  'lightSleepSeconds',
  'remSleepSeconds',
  'awakeSleepSeconds',
]

/** A night without sleep: the object is there, its values are null (DATA section 1). Naps of the day stay. */
function emptyDto(day: DayTruth, profile: string | number) {
  return {
    id: null,
    userProfilePK: profile,
    calendarDate: day.date,
    ...Object.fromEntries(nulls.map((name) => [name, null])),
    deviceRemCapable: null,
    retro: null,
    sleepFromDevice: null,
    sleepVersion: null,
    ...(day.naps.length > 0 ? { dailyNapDTOS: day.naps.map((nap) => napDto(day, nap, profile)) } : {}),
  }
}

/** Values of one night in the range form (DATA section 4, `sleep_daily`). */
export function sleepStats(day: DayTruth, night: NightTruth, wellness: WellnessTruth) {
  return {
    sleepScore: night.score,
    sleepScoreQuality: quality(night.score),
    totalSleepTimeInSeconds: night.totalS,
    deepTime: night.deepS,
    lightTime: night.lightS,
    remTime: night.remS,
    awakeTime: night.awakeS,
    gmtSleepStartTimeInMillis: night.startUtc,
    gmtSleepEndTimeInMillis: night.endUtc,
    localSleepStartTimeInMillis: night.startUtc + night.startOffsetS * 1000,
    localSleepEndTimeInMillis: night.endUtc + night.endOffsetS * 1000,
    sleepNeed: 480,
    restingHeartRate: wellness.hrResting,
    avgHeartRate: night.averageHr,
    avgOvernightHrv: day.hrv?.lastNightAvg ?? null,
    hrvStatus: day.hrv?.status ?? null,
    respiration: night.averageRespiration,
    spO2: null,
    skinTempC: null,
    bodyBatteryChange: wellness.bodyBattery.duringSleep,
  }
}
