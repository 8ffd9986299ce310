import type { Streams } from './fit-activity.ts'
import type { Json } from './json.ts'
import type { LocalDate } from './local-date.ts'
import type { Row } from './table.ts'

/** What came back, already bounded and parsed. `json` is undefined when the answer had no body (204). */
export interface Answer {
  readonly status: number
  readonly json?: Json
  readonly bytes?: Uint8Array
  /** The files that it held, in place of `bytes`, when it is read again from what was kept. */
  readonly files?: readonly OriginalFile[]
}

/** One day or item out of an answer. */
export interface ReadItem {
  /** Key within the dataset: the day, an id, or `account`. */
  readonly item: string
  readonly day: LocalDate | null
  /** What is hashed to notice changes; null = the source says there is nothing. */
  readonly content: Json
  readonly rows: Readonly<Record<string, readonly Row[]>>
  /** Samples within a day, as blocks. */
  readonly series?: readonly Series[]
  /** What an activity's file holds over time; the item is its activity, and what was kept of it is replaced. */
  readonly streams?: readonly Streams[]
  /** How much it holds; 0 for an item that is always replaced. */
  readonly richness?: number
  /** Files to keep as originals, bytes as unzipped. */
  readonly files?: readonly OriginalFile[]
  /** The answer holds only a part of what belongs to the item: what it lacks is not gone (see `replaces`). */
  readonly partial?: boolean
  /** Why it is empty. */
  readonly reason?: string
  /** What the planner must know of it, kept in the ledger (`manual`: there is no file to ask for). */
  readonly marks?: readonly string[]
}

export interface OriginalFile {
  /** Name inside the archive, or what we call it. Kept for people, never used as a path. */
  readonly name: string
  /** `fit`, `tcx`, `gpx` or `bin`, by content. */
  readonly extension: string
  readonly bytes: Uint8Array
}

/** Samples of one channel on one day; times in milliseconds UTC, ascending. A null value is a gap with a known time. */
export interface Series {
  readonly channel: string
  readonly day: LocalDate
  readonly times: readonly number[]
  readonly values: readonly (number | null)[]
  /** Why single samples have no value, where the source says so (sentinel codes), aligned with `times`. */
  readonly quality?: readonly (number | null)[]
}

/** What a reader made of an answer. Days of a range that are not among `items` are empty. */
export interface Reading {
  readonly items: readonly ReadItem[]
  /**
   * What the same answer says of other datasets, by their names: it fills their ledger and their tables as if they had been
   * asked for the same days.
   */
  readonly also?: Readonly<Record<string, readonly ReadItem[]>>
  /** Oddities worth a line in the report; the data is used all the same. */
  readonly notes?: readonly string[]
  /** Page targets: how many rows the page held, to know whether another follows. */
  readonly pageRows?: number
}
