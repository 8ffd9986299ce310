import {
  type Answer,
  defineDataset,
  type Json,
  type LocalDate,
  type Reading,
  type Row,
  type Target,
} from '../domain/index.ts'
import { objectOf, toReading, unexpected } from './reading/answer.ts'
import type { Fields } from './reading/fields.ts'
import { digest, isReading, isSampleTime, positionsOf, readSamples, type Sample, toSeries } from './reading/samples.ts'
import { checkDay, offsetSeconds } from './reading/times.ts'
import { bodyBatteryDayTable, stressDayTable } from './tables/index.ts'

const name = 'stress_samples'

/** Stress and body battery come in one answer. */
export const stressSamples = defineDataset({
  name,
  title: 'Stress and body battery through the day',
  group: 'health',
  settlesAfterDays: 1,
  insteadOf: 'wellness_fit',
  tables: [stressDayTable, bodyBatteryDayTable],
  version: 1,
  source: 'DATA section 5, R',
  forms: [
    {
      name: 'day',
      per: { kind: 'day', gate: 'daily_summary' },
      request: (target) =>
        target.kind === 'day'
          ? { method: 'GET', path: `/wellness-service/wellness/dailyStress/${target.day}`, expects: 'json' }
          : null,
      read,
    },
  ],
})

function read(answer: Answer, target: Target): Reading {
  const notes = new Set<string>()
  const asked = target.kind === 'day' ? target.day : null
  const body = objectOf(answer, name, notes)
  if (body === null) return toReading([], notes)
  if (body.raw('stressValuesArray') === undefined && body.raw('calendarDate') === undefined)
    throw unexpected(name, 'no stressValuesArray')
  checkDay(body, name, asked)
  const day = asked ?? body.day('calendarDate')
  if (day === null) return toReading([], notes)
  const stress = readStress(body)
  const battery = readBattery(body)
  const richness = digest(stress).count + digest(battery).count
  if (richness === 0) {
    // Totals without samples: Garmin has put the day into its archive (DATA section 5).
    const archived = stress.length === 0 && body.level('avgStressLevel') !== null
    const reason = archived ? 'archived' : 'no-samples'
    return toReading([{ item: day, day, content: null, rows: {}, reason }], notes)
  }
  const rows = {
    stress_day: stress.length === 0 ? [] : [stressRow(day, body, stress)],
    body_battery_day: battery.length === 0 ? [] : [batteryRow(day, battery)],
  }
  const series = [toSeries('stress', day, stress), toSeries('body_battery', day, battery)].filter(
    ({ times }) => times.length > 0,
  )
  return toReading([{ item: day, day, content: answer.json ?? null, rows, series, richness }], notes)
}

/** −1 and −2 are "no measurement": a gap with its code. */
function readStress(body: Fields): readonly Sample[] {
  const positions = positionsOf(body.array('stressValueDescriptorsDTOList'))
  const timeAt = positions.get('timestamp') ?? 0
  const valueAt = positions.get('stressLevel') ?? 1
  return readSamples(body, 'stressValuesArray', (row) => {
    const at = row[timeAt]
    const value = row[valueAt]
    if (!isSampleTime(at)) return null
    if (value === null || value === undefined) return { at, value: null, code: null }
    if (!isReading(value)) return null
    return value < 0 ? { at, value: null, code: value } : { at, value, code: null }
  })
}

/** Statuses of body battery samples as codes; plain measurements and unknown words have none. */
const batteryCodes: Readonly<Record<string, number>> = { MODELED: 1, RESET: 2 }

/** Four columns here, two in other answers: positions come from the descriptors (SCHEMA-HINTS section 5.2). */
function readBattery(body: Fields): readonly Sample[] {
  const positions = positionsOf(body.array('bodyBatteryValueDescriptorsDTOList'))
  const timeAt = positions.get('timestamp') ?? 0
  const statusAt = positions.get('bodyBatteryStatus')
  return readSamples(body, 'bodyBatteryValuesArray', (row) => {
    const levelAt = positions.get('bodyBatteryLevel') ?? (row.length > 2 ? 2 : 1)
    const at = row[timeAt]
    const level = row[levelAt]
    if (!isSampleTime(at)) return null
    const code = codeOf(row[statusAt ?? -1])
    if (level === null || level === undefined) return { at, value: null, code }
    if (!isReading(level)) return null
    return level < 0 ? { at, value: null, code: level } : { at, value: level, code }
  })
}

function codeOf(status: Json | undefined): number | null {
  return typeof status === 'string' && Object.hasOwn(batteryCodes, status) ? batteryCodes[status]! : null
}

function stressRow(day: LocalDate, body: Fields, samples: readonly Sample[]): Row {
  const { count, max, avg } = digest(samples)
  return {
    date: day,
    stress_avg: body.level('avgStressLevel') ?? (avg === null ? null : Math.round(avg)),
    stress_max: body.level('maxStressLevel') ?? max,
    sample_count: count,
    gap_count: samples.length - count,
    day_start_utc: body.instant('startTimestampGMT'),
    day_end_utc: body.instant('endTimestampGMT'),
    offset_start_s: offsetSeconds(body, 'startTimestampLocal', 'startTimestampGMT'),
  }
}

function batteryRow(day: LocalDate, samples: readonly Sample[]): Row {
  const { count, min, max } = digest(samples)
  const measured = samples.filter(({ value }) => value !== null)
  return {
    date: day,
    bb_high: max,
    bb_low: min,
    bb_first: measured[0]?.value ?? null,
    bb_last: measured.at(-1)?.value ?? null,
    sample_count: count,
    gap_count: samples.length - count,
  }
}
