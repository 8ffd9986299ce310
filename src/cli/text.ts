import { type Instant, type LocalDate, parseLocalDate } from '../domain/index.ts'

const nothing = '–'

/** A moment in the reader's own time: `2026-01-31 08:05`. */
export function localTime(at: Instant | string | number | null): string {
  if (at === null) return nothing
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return String(at)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`
}

/** The day it is on this machine. */
export function localDay(at: Instant): LocalDate {
  return parseLocalDate(localTime(at).slice(0, 10))
}

/** What a clock on the wall showed where it happened: an instant and its offset from UTC in seconds. */
export function wallTime(utc: string | null, offsetSeconds: number | null): string {
  if (utc === null) return nothing
  const ms = Date.parse(utc)
  return new Date(ms + (offsetSeconds ?? 0) * 1000).toISOString().slice(0, 16).replace('T', ' ')
}

/** `48 s`, `12 min`, `3 h 5 min`, `2 d 4 h`; rounded down, never more than two parts. */
export function duration(seconds: number | null): string {
  if (seconds === null) return nothing
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole} s`
  const minutes = Math.floor(whole / 60)
  if (minutes < 60) return whole % 60 && minutes < 10 ? `${minutes} min ${whole % 60} s` : `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`
  const days = Math.floor(hours / 24)
  return hours % 24 ? `${days} d ${hours % 24} h` : `${days} d`
}

/** Time of a sport as watches show it: `1:02:05`, `42:10`. */
export function clockTime(seconds: number | null): string {
  if (seconds === null) return nothing
  const whole = Math.round(seconds)
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}

/** `10.42 km`, `800 m`. */
export function distance(meters: number | null): string {
  if (meters === null) return nothing
  return meters < 1000 ? `${Math.round(meters)} m` : `${(meters / 1000).toFixed(2)} km`
}

/** `12,345`, with at most one digit after the point. (Intl would cost more than everything else that is printed.) */
export function count(value: number | null): string {
  if (value === null) return nothing
  const [whole = '0', fraction] = String(Math.round(value * 10) / 10).split('.')
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`)
}

/** A number with its unit, or a dash. */
export function measure(value: number | null | undefined, unit: string): string {
  return value === null || value === undefined ? nothing : `${count(value)} ${unit}`
}

/** `1.2 MB`. */
export function bytes(size: number): string {
  if (size < 1000) return `${size} B`
  return size < 1e6 ? `${(size / 1e3).toFixed(0)} kB` : `${(size / 1e6).toFixed(1)} MB`
}

/** `1 request`, `2 requests`. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`
}

/**
 * A text from elsewhere on one line, without anything that a terminal would obey: an activity may be called anything.
 */
export function plain(value: string | null): string {
  if (value === null) return nothing
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach the terminal
  return value.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ').trim()
}

const two = (value: number) => String(value).padStart(2, '0')
