import { type DayTruth, devices, type FitnessTruth, person } from '../life/index.ts'
import { instantText } from '../texts.ts'

/** GraphQL writes profile numbers as texts, REST as numbers (graphql-shapes.json beside the recordings). */
export const profileNumber = (asText: boolean) => (asText ? String(person.profileId) : person.profileId)

/** Snapshots of a day, newest first (training-readiness.json). */
export function readinessRows(day: DayTruth, fitness: FitnessTruth, asText = false) {
  const { sleep, hrv } = day
  return fitness.readiness.map(({ atUtc, offsetS, score, recoveryMin, context, acuteLoad }) => ({
    userProfilePK: profileNumber(asText),
    calendarDate: day.date,
    timestamp: instantText(atUtc),
    timestampLocal: instantText(atUtc + offsetS * 1000),
    deviceId: devices.watch.id,
    level: score >= 75 ? 'HIGH' : score >= 50 ? 'MODERATE' : score >= 25 ? 'LOW' : 'POOR',
    feedbackLong: 'MOD_RT_MOD_SS_GOOD',
    feedbackShort: score >= 50 ? 'RECOVERED_AND_READY' : 'HIGH_RECOVERY_NEEDS',
    score,
    sleepScore: sleep?.score ?? null,
    sleepScoreFactorPercent: sleep ? Math.round(sleep.score * 0.92) : null,
    sleepScoreFactorFeedback: 'GOOD',
    recoveryTime: recoveryMin,
    recoveryTimeFactorPercent: Math.max(1, 100 - Math.round(recoveryMin / 44)),
    recoveryTimeFactorFeedback: recoveryMin < 1000 ? 'GOOD' : 'MODERATE',
    acwrFactorPercent: Math.max(1, 100 - Math.round(40 * Math.abs(fitness.ratio - 1))),
    acwrFactorFeedback: 'GOOD',
    acuteLoad,
    stressHistoryFactorPercent: 82,
    stressHistoryFactorFeedback: 'GOOD',
    hrvFactorPercent: hrv?.status === 'BALANCED' ? 96 : 61,
    hrvFactorFeedback: hrv?.status === 'BALANCED' ? 'GOOD' : 'MODERATE',
    hrvWeeklyAverage: hrv?.weeklyAvg ?? null,
    sleepHistoryFactorPercent: 78,
    sleepHistoryFactorFeedback: 'GOOD',
    validSleep: true,
    inputContext: context,
    primaryActivityTracker: true,
    recoveryTimeChangePhrase: context === 'AFTER_WAKEUP_RESET' ? 'NO_CHANGE_SLEEP' : null,
    sleepHistoryFactorFeedbackPhrase: null,
    hrvFactorFeedbackPhrase: null,
    stressHistoryFactorFeedbackPhrase: null,
    acwrFactorFeedbackPhrase: null,
    recoveryTimeFactorFeedbackPhrase: null,
    sleepScoreFactorFeedbackPhrase: null,
  }))
}

/** Status of the watch on a day (training-status.json); only the newest answer says since when. */
export function statusRow(day: DayTruth, fitness: FitnessTruth, sinceDate: string | null = null) {
  return {
    calendarDate: day.date,
    sinceDate,
    weeklyTrainingLoad: null,
    trainingStatus: fitness.statusCode,
    timestamp: day.startUtc + day.elapsedS * 1000,
    deviceId: devices.watch.id,
    loadTunnelMin: null,
    loadTunnelMax: null,
    loadLevelTrend: null,
    sport: 'RUNNING',
    subSport: 'GENERIC',
    fitnessTrendSport: 'RUNNING',
    fitnessTrend: fitness.trend,
    trainingStatusFeedbackPhrase: fitness.phrase,
    trainingPaused: false,
    acuteTrainingLoadDTO: {
      acwrPercent: Math.round(fitness.ratio * 43),
      acwrStatus: fitness.ratio < 0.8 ? 'LOW' : fitness.ratio > 1.5 ? 'HIGH' : 'OPTIMAL',
      acwrStatusFeedback: 'FEEDBACK_2',
      dailyTrainingLoadAcute: fitness.acuteLoad,
      maxTrainingLoadChronic: fitness.chronicLoad * 1.5,
      minTrainingLoadChronic: fitness.chronicLoad * 0.8,
      dailyTrainingLoadChronic: fitness.chronicLoad,
      dailyAcuteChronicWorkloadRatio: fitness.ratio,
    },
    primaryTrainingDevice: true,
  }
}

export const recordedDevices = [
  {
    deviceId: devices.watch.id,
    imageURL: 'https://res.garmin.com/en/products/010-02809-10/v/c1_01_md.png',
    deviceName: devices.watch.name,
    category: 0,
  },
]

/** Load of four weeks by kind. */
export function balanceRow(day: DayTruth, { balance, chronicLoad }: FitnessTruth) {
  return {
    calendarDate: day.date,
    deviceId: devices.watch.id,
    monthlyLoadAerobicLow: balance.lowAerobic,
    monthlyLoadAerobicHigh: balance.highAerobic,
    monthlyLoadAnaerobic: balance.anaerobic,
    monthlyLoadAerobicLowTargetMin: Math.round(chronicLoad * 0.9),
    monthlyLoadAerobicLowTargetMax: Math.round(chronicLoad * 2.1),
    monthlyLoadAerobicHighTargetMin: Math.round(chronicLoad * 1.3),
    monthlyLoadAerobicHighTargetMax: Math.round(chronicLoad * 2.5),
    monthlyLoadAnaerobicTargetMin: 0,
    monthlyLoadAnaerobicTargetMax: Math.round(chronicLoad * 1.2),
    trainingBalanceFeedbackPhrase: 'BALANCED',
    primaryTrainingDevice: true,
  }
}

/** Home lies low and is never hot, so there is nothing to get used to. */
export function acclimationRow(day: DayTruth) {
  return {
    calendarDate: day.date,
    altitudeAcclimationDate: day.date,
    previousAltitudeAcclimationDate: day.date,
    heatAcclimationDate: day.date,
    previousHeatAcclimationDate: day.date,
    altitudeAcclimation: 0,
    previousAltitudeAcclimation: 0,
    heatAcclimationPercentage: 0,
    previousHeatAcclimationPercentage: 0,
    heatTrend: null,
    altitudeTrend: null,
    currentAltitude: 38,
    previousAltitude: 38,
    acclimationPercentage: 0,
    previousAcclimationPercentage: 0,
    altitudeAcclimationLocalTimestamp: `${day.date}T00:00:00.0`,
  }
}

/** Days on which a run changed it. */
export function maxMetricsRow(day: DayTruth, asText = false) {
  const precise = day.wellness?.vo2max ?? null
  if (precise === null) return null
  const userId = profileNumber(asText)
  return { userId, generic: vo2maxPart(day.date, precise), cycling: null, heatAltitudeAcclimation: acclimationRow(day) }
}

export const vo2maxPart = (calendarDate: string, precise: number) => ({
  calendarDate,
  vo2MaxPreciseValue: precise,
  vo2MaxValue: Math.round(precise),
  fitnessAge: null,
  fitnessAgeDescription: null,
  maxMetCategory: 0,
})
