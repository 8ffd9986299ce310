import type { LocalDate, Row } from '../../domain/index.ts'
import type { Fields } from './fields.ts'
import { givenOffsetSeconds } from './times.ts'

/** Naps of a day, from their own service or from the sleep of that day (`dailyNapDTOS`); both are one form. */
export function toNaps(naps: readonly Fields[], day: LocalDate): Row[] {
  const rows: Row[] = []
  for (const nap of naps) {
    const start = nap.instant('napStartTimestampGMT')
    if (start === null) {
      nap.note('a nap without start')
      continue
    }
    const end = nap.instant('napEndTimestampGMT')
    rows.push({
      date: nap.day('calendarDate') ?? day,
      start_utc: start,
      end_utc: end,
      // Minutes here, milliseconds in body battery events (SCHEMA-HINTS section 2).
      offset_s: givenOffsetSeconds(nap, 'napStartTimeOffset', 60),
      seconds: nap.int('napTimeSec'),
      source: nap.int('napSource'),
      feedback: nap.text('napFeedback'),
      device_id: nap.id('deviceId'),
    })
  }
  return rows
}
