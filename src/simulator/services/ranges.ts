import { daysBetween, eachDay, type LocalDate, minDate } from '../../domain/index.ts'
import type { DayTruth } from '../life/index.ts'
import { badRequest, type Reply } from '../reply.ts'
import { dayOf, type ServiceRequest, type World } from '../routing.ts'

export interface Range {
  readonly start: LocalDate
  readonly end: LocalDate
}

/** Both days of a range, or the refusal: days must exist, be in order, and not be further apart than Garmin answers. */
export function readRange(
  start: string | null | undefined,
  end: string | null | undefined,
  known: number,
  request: ServiceRequest,
  { recorder, options }: World,
): Range | Reply {
  const maxDays = Math.min(known, options.longestRangeDays ?? known)
  const [from, to] = [dayOf(start), dayOf(end)]
  if (from === null || to === null) return badRequest('Invalid date, expected yyyy-MM-dd')
  if (to < from) return badRequest('startDate must not be after endDate')
  if (daysBetween(from, to) + 1 > maxDays) {
    recorder.violation('range-too-long', request.path, `${daysBetween(from, to) + 1} days, ${maxDays} are allowed`)
    return badRequest(`Date range exceeds the maximum of ${maxDays} days`)
  }
  return { start: from, end: to }
}

export function isReply(value: Range | Reply): value is Reply {
  return 'status' in value
}

/** Days of the range that the life has, oldest first; none of the future. */
export function* daysIn({ life }: World, { start, end }: Range): Generator<DayTruth> {
  const first = start < life.firstDay ? life.firstDay : start
  const last = minDate(end, life.today())
  if (first > last) return
  for (const date of eachDay(first, last)) yield life.day(date)
}

/** A day outside the life is a day without data, not an error. */
export function isAlive({ life }: World, date: LocalDate): boolean {
  return date >= life.firstDay && date <= life.today()
}

/** Whether Garmin's archive has put the samples of that day away (DATA section 5). */
export function isArchived({ archive }: World, date: LocalDate): boolean {
  return archive.holds(date)
}

/** Somebody else's name is refused; left out it means the person of the token (DATA section 1). */
export function isForeign({ vars }: ServiceRequest, { displayName }: World): boolean {
  return vars.dn !== undefined && vars.dn !== '' && vars.dn !== displayName
}
