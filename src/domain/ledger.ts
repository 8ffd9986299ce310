import type { Instant } from './instant.ts'
import type { LocalDate } from './local-date.ts'

/** What is known of one day or item at the source. No entry at all = missing: never asked. */
export type LedgerState = 'present' | 'empty' | 'failed'

export interface LedgerEntry {
  readonly dataset: string
  /** The day, or the id of the item, or `account` for a snapshot. */
  readonly item: string
  /** The day it belongs to in the person's life; null where it has none. */
  readonly day: LocalDate | null
  readonly state: LedgerState
  /** Not settled = provisional: younger than the dataset's settling time when it was asked, so it is asked again. */
  readonly settled: boolean
  readonly asked_at: Instant
  /** When its content last became different. */
  readonly changed_at: Instant
  /** SHA-256 of the canonical content of this item; null when there is none. */
  readonly hash: string | null
  /** How much the kept answer holds (samples, fields); a poorer answer never replaces a richer one. */
  readonly richness: number
  /** Why it is empty or failed, as a code or a short word; null otherwise. */
  readonly reason: string | null
  /** Failures in a row. */
  readonly attempts: number
  /** What the planner must know of the item (`ReadItem.marks`). */
  readonly marks: readonly string[]
}

/** What the planner must know of an entry: all but what a new answer is compared with. */
export type LedgerMark = Omit<LedgerEntry, 'hash' | 'richness'>

/**
 * Why a day is empty whose samples Garmin has put away: its totals are there, the samples are not (DATA section 5). It is
 * not settled: they come back on request.
 */
export const archivedReason = 'archived'

/** An entry as it is written after one asking: nothing is known beside what is said. */
export function ledgerEntry(
  about: Pick<LedgerEntry, 'dataset' | 'item' | 'day' | 'state' | 'settled' | 'asked_at'> & Partial<LedgerEntry>,
): LedgerEntry {
  return { changed_at: about.asked_at, hash: null, richness: 0, reason: null, attempts: 0, marks: [], ...about }
}

/** The item that stands for a list or a snapshot as a whole: when it was read, or that it could not be. Never counted. */
export const wholeList = 'list'

/** The item that stands for one part of a snapshot (`Per` account, `parts`), or for the whole where it has none. */
export function wholeListOf(part: string | undefined): string {
  return part === undefined ? wholeList : `${wholeList}/${part}`
}

export function isWholeList({ item, day }: Pick<LedgerEntry, 'item' | 'day'>): boolean {
  return day === null && (item === wholeList || item.startsWith(`${wholeList}/`))
}

/** One line of `coverage`: counts are of days or items. `provisional` counts those of the others that are not settled. */
export interface Coverage {
  readonly dataset: string
  readonly first_day: LocalDate | null
  readonly last_day: LocalDate | null
  readonly present: number
  readonly empty: number
  readonly provisional: number
  readonly failed: number
  readonly missing: number
}
