import { nothing, thinSpace } from './number.ts'

type Seconds = number | null | undefined
const pad = (value: number) => String(value).padStart(2, '0')
const isSpan = (seconds: Seconds): seconds is number => typeof seconds === 'number' && Number.isFinite(seconds)

/** A night or a sum, to the minute: `7 h 24`, `47 min`, `1 h`. */
export function toHours(seconds: Seconds): string {
  if (!isSpan(seconds)) return nothing
  const minutes = Math.round(Math.abs(seconds) / 60)
  const sign = seconds < 0 && minutes > 0 ? '−' : ''
  const hours = Math.floor(minutes / 60)
  if (hours === 0) return `${sign}${minutes}${thinSpace}min`
  const rest = minutes % 60
  return `${sign}${hours}${thinSpace}h${rest === 0 ? '' : `${thinSpace}${pad(rest)}`}`
}

/** What a stopwatch shows: `52:41`, `1:18:00`, `0:07`. */
export function toStopwatch(seconds: Seconds): string {
  if (!isSpan(seconds)) return nothing
  const whole = Math.round(Math.abs(seconds))
  const sign = seconds < 0 && whole > 0 ? '−' : ''
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  return hours === 0 ? `${sign}${minutes}:${pad(rest)}` : `${sign}${hours}:${pad(minutes)}:${pad(rest)}`
}

/** How long something takes or took: `0.4 s`, `4 s`, `15 min`, `1 h 57 min`, `3 d 4 h`. */
export function toWait(seconds: Seconds): string {
  if (!isSpan(seconds)) return nothing
  const span = Math.max(0, seconds)
  if (span < 0.95) return `${(Math.round(span * 10) / 10).toFixed(1)}${thinSpace}s`
  if (span < 89.5) return `${Math.round(span)}${thinSpace}s`
  const minutes = Math.round(span / 60)
  if (minutes < 60) return `${minutes}${thinSpace}min`
  if (minutes < 48 * 60) return two(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
  const hours = Math.round(minutes / 60)
  return two(Math.floor(hours / 24), 'd', hours % 24, 'h')
}

function two(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return `${large}${thinSpace}${largeUnit}${small === 0 ? '' : ` ${small}${thinSpace}${smallUnit}`}`
}
