import { Cron } from 'croner'
import { type Instant, type NextRun, type Schedule, toInstant } from '../../domain/index.ts'

/** What a schedule goes by besides the time. */
export interface ScheduleHistory {
  /** When the newest run was asked for, by whomever; null = never. */
  readonly lastRun: Instant | null
  /** When the newest nightly one was, or since when the account is here. */
  readonly lastNightly: Instant
  /** Garmin's time limit: no run before it. */
  readonly notBefore: Instant | null
}

const minuteMs = 60_000
/** Accounts of one server, and servers of one zone, do not all ask at once. */
const nightlySpreadMs = 30 * minuteMs
/** As a share of the time between two looks. */
const probeSpread = 0.1

/**
 * When the account is to be run next. Pure. A time that has passed is given as it was: the run is made up at once.
 * @param spread the account's own fraction from 0 to 1, always the same
 */
export function nextRun(schedule: Schedule, history: ScheduleHistory, spread: number): NextRun | null {
  if (!schedule.enabled) return null
  const nightly = toInstant(nextAt(schedule.nightly_at, schedule.zone, history.lastNightly) + spread * nightlySpreadMs)
  const everyMs = schedule.every_min * minuteMs
  const probe =
    history.lastRun === null ? toInstant(0) : toInstant(history.lastRun + everyMs * (1 + probeSpread * spread))
  const loud = afterQuiet(schedule, probe)
  // A nightly pass looks for news as well, so it takes the place of a look that is due at the same time.
  const next: NextRun = nightly <= loud ? { at: nightly, kind: 'nightly' } : { at: loud, kind: 'probe' }
  const { notBefore } = history
  return notBefore !== null && next.at < notBefore ? { ...next, at: notBefore } : next
}

/** The first time after `from` at which the clocks of `zone` show `time`; 02:30 on the day it does not exist is 03:00. */
function nextAt(time: string, zone: string, from: Instant): Instant {
  const [hour, minute] = time.split(':').map(Number)
  const next = new Cron(`${minute} ${hour} * * *`, { timezone: zone, paused: true }).nextRun(new Date(from))
  return toInstant(next?.getTime() ?? from)
}

/** The moment itself, or the end of the quiet hours that it lies in. */
function afterQuiet({ quiet_from, quiet_to, zone }: Schedule, at: Instant): Instant {
  if (quiet_from === null || quiet_to === null) return at
  const wall = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at)
  const quiet = quiet_from < quiet_to ? wall >= quiet_from && wall < quiet_to : wall >= quiet_from || wall < quiet_to
  return quiet ? nextAt(quiet_to, zone, at) : at
}
