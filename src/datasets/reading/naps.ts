import type { LocalDate, Row } from '../../domain/index.ts'
import type { Fields } from './fields.ts'

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
    const minutes = nap.int('napStartTimeOffset')
    rows.push({
      date: nap.day('calendarDate') ?? day,
      start_utc: start,
      end_utc: end,
      // Minutes here, milliseconds in body battery events (SCHEMA-HINTS section 2).
      offset_s: minutes === null ? null : minutes * 60,
      total_s: nap.int('napTimeSec') ?? (end === null ? null : Math.round((end - start) / 1000)),
      source: nap.int('napSource'),
      feedback: nap.text('napFeedback'),
    })
  }
  return rows
}
