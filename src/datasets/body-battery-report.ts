import { type Answer, defineDataset, isObject, type ReadItem, type Series } from '../domain/index.ts'
import { listIn } from './reading/day-items.ts'
import { toFieldsList } from './reading/fields.ts'
import { get, rangeForm } from './reading/forms.ts'
import { isReading, isSampleTime, positionsOf, readSamples, toSeries } from './reading/samples.ts'
import { dailySummaryTable } from './tables/index.ts'

const name = 'body_battery_report'

/**
 * Turning points of the body battery. What was charged and drained comes with the summary, the whole curve with the
 * samples, so this is for whoever wants the points alone.
 */
export const bodyBatteryReport = defineDataset({
  name,
  title: 'Body battery, turning points',
  group: 'health',
  settlesAfterDays: 3,
  everyDays: 7,
  optIn: 'costly',
  tables: [dailySummaryTable],
  version: 1,
  source: 'DATA section 4, L',
  forms: [
    rangeForm({
      name: 'range',
      // Asked by the web; the true cap is unknown (RANGES section 1).
      maxDays: 28,
      gate: 'daily_summary',
      request: ({ start, end }) =>
        get('/wellness-service/wellness/bodyBattery/reports/daily', { startDate: start, endDate: end }),
      read,
    }),
  ],
})

/** Two columns here, four in the day's samples (SCHEMA-HINTS section 5.2): positions come from the descriptors. */
function read(answer: Answer, notes: Set<string>): readonly ReadItem[] {
  return listIn(answer, name, ['bodyBatteryReports']).flatMap((json) =>
    toFieldsList([json], name, notes).flatMap((report): ReadItem[] => {
      const day = report.day('date') ?? report.day('calendarDate')
      if (day === null || !isObject(json)) {
        report.note('a day without date')
        return []
      }
      const positions = positionsOf(report.array('bodyBatteryValueDescriptorDTOList'))
      const timeAt = positions.get('timestamp') ?? 0
      const levelAt = positions.get('bodyBatteryLevel') ?? 1
      const samples = readSamples(report, 'bodyBatteryValuesArray', (row) => {
        const [at, value] = [row[timeAt], row[levelAt]]
        return isSampleTime(at) ? { at, value: isReading(value) && value >= 0 ? value : null, code: null } : null
      })
      const row = { date: day, bb_charged: report.level('charged'), bb_drained: report.level('drained') }
      if (samples.length === 0 && row.bb_charged === null && row.bb_drained === null)
        return [{ item: day, day, content: null, rows: {}, reason: 'no-values' }]
      const series: Series[] = samples.length === 0 ? [] : [toSeries('body_battery_turns', day, samples)]
      return [{ item: day, day, content: json, rows: { daily_summary: [row] }, series, richness: samples.length }]
    }),
  )
}
