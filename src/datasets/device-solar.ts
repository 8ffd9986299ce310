import { addDays, defineDataset, type Row } from '../domain/index.ts'
import { objectOf, toReading, unexpected } from './reading/answer.ts'
import { offsetSeconds } from './reading/times.ts'
import { deviceSolarTable } from './tables/index.ts'

const name = 'device_solar'
/** The cap of the range is unknown (RANGES section 1); the web page shows a month at most. */
const days = 28

export const deviceSolar = defineDataset({
  name,
  title: 'Solar intake of devices with a panel, from four weeks before it is first asked for',
  group: 'profile',
  settlesAfterDays: 0,
  everyDays: 7,
  optIn: 'costly',
  tables: [deviceSolarTable],
  unproven: true,
  version: 1,
  source: 'DATA section 2, P',
  forms: [
    {
      name: 'weeks',
      per: { kind: 'item', of: 'devices', only: 'solar', asOf: 'today' },
      request: (target) =>
        target.kind !== 'item' || target.asOf === undefined
          ? null
          : {
              method: 'GET',
              path: `/web-gateway/solar/${encodeURIComponent(target.id)}/${addDays(target.asOf, 1 - days)}/${target.asOf}`,
              query: { singleDayView: false },
              expects: 'json',
            },
      read: (answer, target) => {
        if (target.kind !== 'item') throw unexpected(name, 'not asked for a device')
        const notes = new Set<string>()
        const found = objectOf(answer, name, notes)
        const daily = found?.object('deviceSolarInput').list('solarDailyDataDTOs') ?? []
        const rows = new Map<number, Row>()
        for (const reading of daily.flatMap((day) => day.list('solarInputReadings'))) {
          const at = reading.instant('readingTimestampGmt')
          if (at === null) reading.note('a reading without readingTimestampGmt')
          else
            rows.set(at, {
              device_id: target.id,
              at_utc: at,
              offset_s: offsetSeconds(reading, 'readingTimestampLocal', 'readingTimestampGmt'),
              utilization_pct: reading.real('solarUtilization'),
              gain_ms: reading.int('activityTimeGainMs'),
            })
        }
        // Present even without readings: the panel may see light next week.
        const content = found === null ? null : (answer.json ?? null)
        return toReading([{ item: target.id, day: null, content, rows: { device_solar: [...rows.values()] } }], notes)
      },
    },
  ],
})
