import { createFitWriter, type FitWriter, fitTime } from '../fit-writer.ts'
import { type DaySamples, type DayTruth, devices, heartRateStepMs, stressStepMs } from '../life/index.ts'
import { fileTypes, fit, garmin } from './messages.ts'

const stages = { awake: 1, light: 2, deep: 3, rem: 4 } as const
const statuses = { NONE: 0, LOW: 2, UNBALANCED: 3, BALANCED: 4 } as const
const walking = 6

/** Number in the names of a day's files: grows with time, is not an activity id (SCHEMA-HINTS section 6). */
function numberOf(day: DayTruth, kind: number): number {
  return 400_000_000_000 + day.epochDay * 1000 + kind
}

/**
 * What the watch uploaded for a day, by name: monitoring always, sleep, HRV and metrics where there are some. Null when it
 * uploaded nothing.
 */
export function wellnessFiles(
  day: DayTruth,
  samples: DaySamples,
  hrvReadings: readonly (readonly [number, number])[],
): Readonly<Record<string, Uint8Array>> | null {
  if (!day.wellness) return null
  const files: Record<string, Uint8Array> = { [`${numberOf(day, 1)}_WELLNESS.fit`]: monitoring(day, samples) }
  if (day.sleep) files[`${numberOf(day, 2)}_SLEEP_DATA.fit`] = sleep(day)
  if (day.hrv) files[`${numberOf(day, 3)}_HRV_STATUS.fit`] = hrv(day, hrvReadings)
  if (day.wellness.vo2max !== null) files[`${numberOf(day, 4)}_METRICS.fit`] = metrics(day)
  return files
}

function begin(type: number, utcMs: number): FitWriter {
  const writer = createFitWriter()
  const { id, product, firmware } = devices.watch
  writer.add(fit.fileId, type, garmin, product, id, fitTime(utcMs), null)
  writer.add(fit.deviceInfo, fitTime(utcMs), 0, id, garmin, product, Math.round(Number(firmware) * 100))
  return writer
}

function monitoring(day: DayTruth, samples: DaySamples): Uint8Array {
  const { wellness, startUtc } = day
  const writer = begin(fileTypes.wellness, startUtc)
  if (!wellness) return writer.finish()
  const start = fitTime(startUtc)
  const end = start + day.elapsedS
  writer.add(fit.monitoringInfo, start, start + day.startOffsetS, Math.round(wellness.kcalBmr))
  writer.add(fit.monitoringResting, end, wellness.hrResting7d, wellness.hrResting)
  // Totals so far at every sixth of the day, heart rates in between. The last totals stand at the end of the day: a real
  // watch writes them at the midnight that follows (SCHEMA-HINTS section 6).
  for (let part = 1; part <= 6; part++) {
    const share = (total: number) => Math.round((total * part) / 6)
    const [from, to] = [(day.elapsedS * (part - 1)) / 6, (day.elapsedS * part) / 6]
    writeHeartRates(writer, start, samples, from, to)
    const counts = [share(wellness.steps), share(wellness.distanceM * 100), share(wellness.kcalActive)]
    writer.add(fit.monitoringTotals, start + Math.round(to), walking, ...counts, share(wellness.activeS * 1000))
  }
  for (let index = 0; index < samples.stress.length; index += 2) {
    const level = samples.bodyBattery[index] ?? 255
    const at = start + (index * stressStepMs) / 1000
    writer.add(fit.stress, samples.stress[index] ?? -1, at, level === 255 ? null : level)
  }
  for (let hour = 0; hour * 3600 < day.elapsedS; hour++) {
    const rate = hour < 6 ? wellness.respirationAvg - 1 : wellness.respirationAvg
    writer.add(fit.respiration, start + hour * 3600, rate * 100)
  }
  return writer.finish()
}

/** Every second sample, four minutes apart: one full timestamp, then the low halves that follow it. */
function writeHeartRates(writer: FitWriter, start: number, samples: DaySamples, fromS: number, toS: number): void {
  const stepS = heartRateStepMs / 1000
  let anchored = false
  for (let index = 2 * Math.ceil(fromS / stepS / 2); index * stepS < toS; index += 2) {
    const bpm = samples.heartRate[index] ?? 0
    if (bpm === 0) continue
    const at = start + index * stepS
    if (anchored) writer.add(fit.monitoringHeartRate, at & 0xffff, bpm)
    else writer.add(fit.monitoringAnchor, at, bpm)
    anchored = true
  }
}

function sleep(day: DayTruth): Uint8Array {
  const night = day.sleep
  const writer = begin(fileTypes.sleep, night?.startUtc ?? day.startUtc)
  if (!night) return writer.finish()
  const start = fitTime(night.startUtc)
  writer.add(fit.sleepInfo, start, start + night.startOffsetS, 60)
  for (const span of night.stages) writer.add(fit.sleepLevel, fitTime(span.startUtc), stages[span.stage])
  writer.add(fit.sleepAssessment, night.score, night.awakeCount, night.averageStress * 100)
  writer.add(fit.sleepEnd, fitTime(night.endUtc))
  return writer.finish()
}

function hrv(day: DayTruth, readings: readonly (readonly [number, number])[]): Uint8Array {
  const { hrv: truth } = day
  const writer = begin(fileTypes.hrv, day.sleep?.startUtc ?? day.startUtc)
  if (!truth) return writer.finish()
  for (const [at, value] of readings) writer.add(fit.hrvValue, fitTime(at), value * 128)
  const ms = (value: number | null | undefined) => (value === null || value === undefined ? null : value * 128)
  const averages = [ms(truth.weeklyAvg), ms(truth.lastNightAvg), ms(truth.lastNight5MinHigh)]
  const baseline = [ms(truth.baseline?.lowUpper), ms(truth.baseline?.balancedLow), ms(truth.baseline?.balancedUpper)]
  writer.add(fit.hrvStatus, fitTime(truth.createdUtc), ...averages, ...baseline, statuses[truth.status])
  return writer.finish()
}

function metrics(day: DayTruth): Uint8Array {
  const at = day.activities.at(-1)?.uploadedUtc ?? day.startUtc
  const writer = begin(fileTypes.metrics, at)
  writer.add(fit.maxMet, fitTime(at), Math.round((day.wellness?.vo2max ?? 0) * 10), 1, 0)
  return writer.finish()
}
