import type { ActivityDetailJson } from '../../../src/contract/index.ts'
import { isLocalDate, type LocalDate } from '../../../src/domain/index.ts'
import type { Format } from '../../format/format.ts'
import { typeWord } from '../../format/sport.ts'
import { clockWithOffset } from '../../format/time.ts'
import { en } from '../../words/en.ts'

/** The person's own day of it; null where the wall clock is not known. */
export function placeOfDay({ start_local }: ActivityDetailJson): LocalDate | null {
  const day = typeof start_local === 'string' ? start_local.slice(0, 10) : null
  return isLocalDate(day) ? day : null
}

/** `Running, Thursday 19 November 2026, 18:02 to 19:20 (+01:00). 4 °C, wind 3 m/s`. */
export function lineOf(activity: ActivityDetailJson, format: Format): string {
  const { type_key, start_utc, offset_s, elapsed_s, weather } = activity
  const day = placeOfDay(activity)
  const parts = [typeWord(type_key)]
  if (day !== null) parts.push(`${format.day.weekday(day, 'long')} ${format.day.long(day)}`)
  if (start_utc !== null && offset_s !== null) {
    const start = Date.parse(start_utc)
    const end = elapsed_s === null ? '' : ` ${en.activity.until} ${clockWithOffset(start + elapsed_s * 1000, offset_s)}`
    parts.push(`${clockWithOffset(start, offset_s)}${end} (${offsetText(offset_s)})`)
  }
  const head = parts.join(', ')
  if (typeof weather?.temp_c !== 'number') return head
  const degrees = format.temperature(weather.temp_c)
  const wind = typeof weather.wind_mps === 'number' ? format.number(weather.wind_mps) : null
  const text = format.withUnit(degrees.value, degrees.unit)
  return `${head}. ${wind === null ? text : en.activity.weather(text, wind)}`
}

function offsetText(seconds: number): string {
  const minutes = Math.abs(Math.round(seconds / 60))
  const pad = (value: number) => String(value).padStart(2, '0')
  return `${seconds < 0 ? '−' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
}
