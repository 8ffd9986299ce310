import {
  addDays,
  archivedReason,
  type DatasetDefinition,
  daysBetween,
  type Instant,
  type LedgerMark,
  type LocalDate,
  maxDate,
} from '../domain/index.ts'
import { notOffered } from './not-offered.ts'
import type { PlanInput, Reason } from './plan-types.ts'

const dayMs = 86_400_000
/** Nightly passes run a little earlier or later than 24 hours apart. */
const earlyMs = 4 * 3_600_000

/** True when a deep pass is under way that looks this dataset over again, last asked about at `askedAt`. */
export function isLookedOver(dataset: DatasetDefinition, input: PlanInput, askedAt: Instant): boolean {
  if (!input.deep.has(dataset.group)) return false
  if (!dataset.everyDays) return true
  return input.epoch - askedAt >= dataset.everyDays * dayMs - earlyMs
}

/**
 * True for days that came since the dataset was last looked over, while it is not looked over again: they wait, so that a
 * dataset of every seven days costs nothing on the six others, and the turn of a day nothing while the watch is silent.
 */
export function waitingDays(
  dataset: DatasetDefinition,
  input: PlanInput,
  last: LocalDate,
): (day: LocalDate) => boolean {
  if (input.chosen?.datasets.has(dataset.name)) return () => false
  const newest = dataset.everyDays || input.quiet ? input.ledger.newest(dataset.name, last) : null
  if (newest === null || newest.day === null || isLookedOver(dataset, input, newest.asked_at)) return () => false
  const since = maxDate(newest.day, addDays(input.today, -Math.ceil((input.epoch - newest.asked_at) / dayMs) - 1))
  return (day) => day > since
}

/** What Garmin was found not to answer at all is tried again after so many days. */
const triedAgainDays = 7

/** True for what waits because Garmin did not know the request. */
function waitsForOffer({ deep, epoch }: PlanInput, { group }: DatasetDefinition, entry: LedgerMark): boolean {
  const isOld = epoch - entry.asked_at >= triedAgainDays * dayMs - earlyMs
  return entry.reason === notOffered && entry.state === 'empty' && !(isOld && deep.has(group))
}

/** Why a day is asked for; null when it is not. */
export function reasonForDay(
  dataset: DatasetDefinition,
  input: PlanInput,
  day: LocalDate,
  entry: LedgerMark | undefined,
): Reason | null {
  if (entry === undefined) return 'missing'
  if (entry.asked_at >= input.epoch || waitsForOffer(input, dataset, entry)) return null
  if (entry.state === 'failed' || entry.attempts > 0) return 'failed'
  // What Garmin has put away comes back only when it is requested (`reload.ts`).
  if (entry.reason === archivedReason && entry.state === 'empty') return null
  if (!isLookedOver(dataset, input, entry.asked_at)) return null
  if (daysBetween(day, input.today) < (dataset.trailingDays ?? 0)) return 'trailing'
  return entry.settled ? null : 'provisional'
}

/** Why an item is asked for: once, as soon as it is there, since a file may follow its activity a little later. */
export function reasonForItem(
  dataset: DatasetDefinition,
  input: PlanInput,
  entry: LedgerMark | undefined,
): Reason | null {
  if (entry === undefined) return 'missing'
  if (entry.asked_at >= input.epoch || waitsForOffer(input, dataset, entry)) return null
  if (entry.state === 'failed' || entry.attempts > 0) return 'failed'
  if (!isLookedOver(dataset, input, entry.asked_at)) return null
  if (entry.state === 'empty' && !entry.settled) return 'provisional'
  // Only a dataset that says how often is asked again for items that are known.
  return dataset.everyDays !== undefined && entry.state === 'present' ? 'snapshot' : null
}
