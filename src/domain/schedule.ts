import type { Instant } from './instant.ts'

/** When an account is kept current by itself. Times are `HH:MM` on the wall clock of `zone`. */
export interface Schedule {
  readonly enabled: boolean
  /** Minutes from one look for news to the next; 5 to 1440. A look costs two requests when there is none. */
  readonly every_min: number
  /** When everything is looked over again. */
  readonly nightly_at: string
  /** No looks for news from here … */
  readonly quiet_from: string | null
  /** … to here; over midnight where it is earlier. Both or neither. */
  readonly quiet_to: string | null
  /** IANA zone. */
  readonly zone: string
}

/** A run that is due: a look for news, or the nightly pass over everything. */
export interface NextRun {
  readonly at: Instant
  readonly kind: 'probe' | 'nightly'
}

/** What a schedule waits for besides the time: nothing, a sign-in, or Garmin's permission to ask again. */
export type ScheduleWait = 'sign-in' | 'garmin' | null

/** RANGES 5(b): two requests when nothing is new, so that half an hour is both current and polite. */
export const defaultSchedule = {
  enabled: true,
  every_min: 30,
  nightly_at: '03:30',
  quiet_from: null,
  quiet_to: null,
} as const satisfies Omit<Schedule, 'zone'>

const wallTime = /^([01]\d|2[0-3]):[0-5]\d$/

/** What is wrong with a schedule, as `field: what`; null when nothing is. */
export function scheduleProblem(schedule: Schedule): string | null {
  const { every_min, nightly_at, quiet_from, quiet_to, zone } = schedule
  if (!Number.isInteger(every_min) || every_min < 5 || every_min > 1440)
    return 'every_min: it must be a whole number from 5 to 1440'
  if (!wallTime.test(nightly_at)) return 'nightly_at: write it as 03:30'
  if (quiet_from !== null && !wallTime.test(quiet_from)) return 'quiet_from: write it as 23:00'
  if (quiet_to !== null && !wallTime.test(quiet_to)) return 'quiet_to: write it as 06:00'
  if ((quiet_from === null) !== (quiet_to === null)) return 'quiet_to: quiet hours need a start and an end'
  if (quiet_from !== null && quiet_from === quiet_to) return 'quiet_to: it must differ from quiet_from'
  return isZone(zone) ? null : 'zone: it is no time zone, such as Europe/Berlin'
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
