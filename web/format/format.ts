import { dayInZone, type Instant, type LocalDate } from '../../src/domain/index.ts'
import { createDayFormat, type DayFormat } from './day.ts'
import { createMeasureFormat, type MeasureFormat, type UnitSystem } from './measure.ts'
import { createNumberFormat, type NumberFormat } from './number.ts'
import { toSize } from './size.ts'
import { createTimeFormat, type TimeFormat } from './time.ts'

/** Who reads: language, units of the account, and the zone on whose clock instants are told. */
export interface Reader {
  readonly locale: string
  readonly units: UnitSystem
  /** IANA name. */
  readonly timeZone: string
}

/** Every way in which a value is written; made once for a reader. Pages take it from `useFormat()`. */
export interface Format extends NumberFormat, MeasureFormat, TimeFormat {
  readonly reader: Reader
  readonly day: DayFormat
  size(bytes: number | null | undefined): string
  /** The calendar day of an instant in the reader's zone. */
  dayOf(atMs: number): LocalDate
  /** `today 18:12`, `Sun 22:12`, `14 Nov 22:12`. */
  moment(atMs: number, nowMs: number): string
}

export function createFormat(reader: Reader): Format {
  const number = createNumberFormat(reader.locale)
  const day = createDayFormat(reader.locale)
  const time = createTimeFormat(reader.timeZone)
  const dayOf = (atMs: number) => dayInZone(atMs as Instant, reader.timeZone)
  return {
    reader,
    ...number,
    ...createMeasureFormat(reader.units, number),
    ...time,
    day,
    size: (bytes) => toSize(bytes, number),
    dayOf,
    moment: (atMs, nowMs) => `${day.near(dayOf(atMs), dayOf(nowMs))} ${time.clock(atMs)}`,
  }
}
