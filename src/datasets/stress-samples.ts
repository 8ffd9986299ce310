import { defineDataset, type Json, type LocalDate, type Row } from '../domain/index.ts'
import { type DayOfSamples, sampleForm } from './reading/day-form.ts'
import type { Fields } from './reading/fields.ts'
import { digest, measured, positionsOf, readColumn, readSamples, type Sample, toSeries } from './reading/samples.ts'
import { dayBounds } from './reading/times.ts'
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
    sampleForm({
      dataset: name,
      gate: 'daily_summary',
      path: (day) => `/wellness-service/wellness/dailyStress/${day}`,
      keys: ['stressValuesArray', 'bodyBatteryValuesArray'],
      read,
    }),
  ],
})

function read(body: Fields, day: LocalDate): DayOfSamples {
  const columns = [['timestamp', 0] as const, ['stressLevel', 1] as const] as const
  const stress = readColumn(body, 'stressValuesArray', 'stressValueDescriptorsDTOList', ...columns)
  const battery = readBattery(body)
  return {
    rows: {
      stress_day: stress.length === 0 ? [] : [stressRow(day, body, stress)],
      body_battery_day: battery.length === 0 ? [] : [batteryRow(day, battery)],
    },
    series: [toSeries('stress', day, stress), toSeries('body_battery', day, battery)],
    hasTotals: stress.length === 0 && body.level('avgStressLevel') !== null,
  }
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
    const sample = measured(row[timeAt], row[levelAt])
    return sample && { ...sample, code: sample.code ?? codeOf(row[statusAt ?? -1]) }
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
    stress_max: body.level('maxStressLevel') ?? whole(max),
    sample_count: count,
    gap_count: samples.length - count,
    ...dayBounds(body),
  }
}

/** Levels are whole; an answer gone wrong may hold something else. */
function whole(level: number | null): number | null {
  return level === null || !Number.isSafeInteger(Math.round(level)) ? null : Math.round(level)
}

function batteryRow(day: LocalDate, samples: readonly Sample[]): Row {
  const { count, min, max } = digest(samples)
  const measured = samples.filter(({ value }) => value !== null)
  return {
    date: day,
    bb_high: whole(max),
    bb_low: whole(min),
    bb_first: whole(measured[0]?.value ?? null),
    bb_last: whole(measured.at(-1)?.value ?? null),
    sample_count: count,
    gap_count: samples.length - count,
  }
}
