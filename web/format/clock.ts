/** Formats are made once for each locale and zone: making one costs more than a thousand uses. */
const made = new Map<string, Intl.DateTimeFormat>()

function formatOf(options: Intl.DateTimeFormatOptions, locale: string | undefined): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = made.get(key) ?? new Intl.DateTimeFormat(locale, options)
  made.set(key, known)
  return known
}

/** `18:12`: an instant (UTC ms) on the wall clock of the reader, or of `timeZone`. */
export function clockTime(at: number, options: { locale?: string; timeZone?: string } = {}): string {
  const { locale, timeZone } = options
  return formatOf(
    { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...(timeZone && { timeZone }) },
    locale,
  ).format(at)
}

/** `18:12`, on another day `Mon 23 Nov 18:12`. */
export function clockTimeOrDay(at: number, now: number, options: { locale?: string; timeZone?: string } = {}): string {
  const { locale, timeZone } = options
  const zone = timeZone === undefined ? {} : { timeZone }
  const day = formatOf({ year: 'numeric', month: '2-digit', day: '2-digit', ...zone }, 'en-CA')
  const time = clockTime(at, options)
  if (day.format(at) === day.format(now)) return time
  return `${formatOf({ weekday: 'short', day: 'numeric', month: 'short', ...zone }, locale).format(at)} ${time}`
}

/** `42 s`, `4:12`, `1 h 57 min`: time that is left, never below zero. */
export function timeLeft(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  const minutes = Math.ceil(seconds / 60)
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
