import { defineDataset, type LocalDate, parseGarminGmt } from '../domain/index.ts'
import { type DayOfSamples, sampleForm } from './reading/day-form.ts'
import type { Fields } from './reading/fields.ts'
import {
  bucketSeconds,
  digest,
  measured,
  positionsOf,
  readColumn,
  readSamples,
  sumOf,
  toSeries,
} from './reading/samples.ts'
import { dayBounds } from './reading/times.ts'
import { floorsDayTable } from './tables/index.ts'

const name = 'floors_samples'

export const floorsSamples = defineDataset({
  name,
  title: 'Floors through the day',
  group: 'health',
  settlesAfterDays: 1,
  insteadOf: 'wellness_fit',
  tables: [floorsDayTable],
  version: 1,
  source: 'DATA section 5, L',
  forms: [
    sampleForm({
      dataset: name,
      gate: 'heart_rate_samples',
      path: (day) => `/wellness-service/wellness/floorsChartData/daily/${day}`,
      keys: ['floorValuesArray'],
      read,
    }),
  ],
})

/** Whole floors a quarter of an hour; the day's summary counts fractions, so the sums differ (SCHEMA-HINTS section 5.5). */
function read(body: Fields, day: LocalDate): DayOfSamples {
  const column = (key: string, at: number) =>
    readColumn(body, 'floorValuesArray', 'floorsValueDescriptorDTOList', ['startTimeGMT', 0], [key, at])
  const up = column('floorsAscended', 2)
  const down = column('floorsDescended', 3)
  const positions = positionsOf(body.array('floorsValueDescriptorDTOList'))
  const ends = readSamples(body, 'floorValuesArray', (row) => {
    const end = row[positions.get('endTimeGMT') ?? 1]
    return measured(row[positions.get('startTimeGMT') ?? 0], parseGarminGmt(end) ?? end)
  })
  const row = {
    date: day,
    floors_up: sumOf(up),
    floors_down: sumOf(down),
    bucket_count: digest(up).count,
    bucket_s: bucketSeconds(
      up,
      ends.map(({ value, at }) => value ?? at),
    ),
    ...dayBounds(body),
  }
  return {
    rows: { floors_day: [row] },
    series: [toSeries('floors_up', day, up), toSeries('floors_down', day, down)],
    hasTotals: false,
  }
}
