import { type FitWellness, fitEpochSeconds, type WellnessSamples } from '../../domain/index.ts'
import { messagesOf, numberAt, timeAt } from '../activity/fields.ts'
import { decodeFit, type FitFile } from '../decode.ts'
import { lastNumber, leastTime, rawNumbers } from '../raw-numbers.ts'
import { readCounts } from './counts.ts'
import { monitoringTimes } from './monitoring-times.ts'
import { assessment, hrvSummary, napEvent, readNight, skinTemperature } from './night.ts'
import { readSampleField, type SampleField, toSamples } from './sample-list.ts'

const [fileId, monitoring, monitoringInfo, restingHeart, sleepInfo] = [0, 55, 103, 211, 273]
const heartRateField = 27
const restingKcalField = 5

/** Messages, fields and scales: WELLNESS-MESSAGES sections 2 to 5. */
const sampleFields: readonly SampleField[] = [
  { channel: 'stress', message: 227, field: 0, time: 1, scale: 1, lowest: 0 },
  { channel: 'body_battery', message: 227, field: 3, time: 1, scale: 1, lowest: 0 },
  { channel: 'respiration', message: 297, field: 0, time: 253, scale: 100, lowest: 0.01 },
  { channel: 'spo2', message: 269, field: 0, time: 253, scale: 1, lowest: 1 },
  { channel: 'hrv', message: 371, field: 0, time: 253, scale: 128, lowest: 0.01 },
  { channel: 'sleep_level', message: 275, field: 0, time: 253, scale: 1, lowest: 0 },
  { channel: 'skin_temp_deviation', message: 398, field: 1, time: 253, scale: 1, lowest: Number.NEGATIVE_INFINITY },
]
const wanted = new Set([
  fileId,
  monitoring,
  monitoringInfo,
  restingHeart,
  sleepInfo,
  assessment,
  hrvSummary,
  skinTemperature,
  napEvent,
  ...sampleFields.map(({ message }) => message),
])

/** What is measured through day and night. Never throws for its content; see `status`. */
export function readFitWellness(bytes: Uint8Array): FitWellness {
  const file = decodeFit(bytes, { keep: wanted })
  const [id] = messagesOf(file, fileId)
  const resting = file.tables.get(restingHeart)
  const counted = file.tables.get(monitoring)
  const info = file.tables.get(monitoringInfo)
  return {
    status: file.status,
    errorKind: file.errorKind,
    fileType: id === undefined ? null : numberAt(id, 0),
    timeCreated: id === undefined ? null : timeAt(id, 4),
    offsets: readOffsets(file),
    restingHeartRate: resting === undefined ? null : lastNumber(rawNumbers(resting, 1)),
    restingHeartRate7d: resting === undefined ? null : lastNumber(rawNumbers(resting, 0)),
    samples: [heartRate(file), ...sampleFields.map((field) => ofField(file, field))].filter(
      (samples): samples is WellnessSamples => samples !== null && samples.times.length > 0,
    ),
    counts: counted === undefined ? [] : readCounts(counted),
    restingKcal: info === undefined ? null : lastNumber(rawNumbers(info, restingKcalField)),
    ...readNight(file),
  }
}

function ofField(file: FitFile, field: SampleField): WellnessSamples | null {
  const table = file.tables.get(field.message)
  return table === undefined ? null : readSampleField(table, field)
}

/** No heart beats 0 times a minute: 0 is a gap. */
function heartRate(file: FitFile): WellnessSamples | null {
  const table = file.tables.get(monitoring)
  if (table?.column(heartRateField) === undefined || table.column(heartRateField) === null) return null
  return toSamples('heart_rate', monitoringTimes(table), rawNumbers(table, heartRateField), 1, 1)
}

/** Local time stands beside UTC in two messages and nowhere else: 103 (field 0) and 273 (field 2). */
function readOffsets(file: FitFile): FitWellness['offsets'] {
  const offsets: { at: number; seconds: number }[] = []
  for (const [message, field] of [
    [monitoringInfo, 0],
    [sleepInfo, 2],
  ] as const)
    for (const one of messagesOf(file, message)) {
      const [at, local] = [numberAt(one, 253), numberAt(one, field)]
      if (at === null || local === null || at < leastTime || Math.abs(local - at) > furthest) continue
      offsets.push({ at: (at + fitEpochSeconds) * 1000, seconds: Math.round((local - at) / quarter) * quarter })
    }
  return offsets.sort((a, b) => a.at - b.at)
}

/** Zones lie within 14 hours of UTC, on whole quarters of an hour. */
const furthest = 15 * 3600
const quarter = 900
