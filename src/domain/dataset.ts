import type { SyncType } from './job.ts'
import type { Json } from './json.ts'
import type { LocalDate } from './local-date.ts'
import type { Row, TableDefinition } from './table.ts'

/** What a request needs to know of the account. */
export interface AccountNames {
  /** `displayName` of the profile; null for a new account that has none yet. */
  readonly displayName: string | null
  /** `profileId`. */
  readonly profileId: string
}

/** A request to Garmin's data API; the client adds host, token and headers. */
export interface GarminRequest {
  readonly method: 'GET' | 'POST'
  /** Absolute path with its variables filled in and encoded. */
  readonly path: string
  readonly query?: Readonly<Record<string, string | number | boolean>>
  readonly body?: Json
  readonly expects: 'json' | 'bytes'
}

/** Days (inclusive), an item, a page, or nothing in particular: what one request is about. */
export type Target =
  | { readonly kind: 'account' }
  | { readonly kind: 'range'; readonly start: LocalDate; readonly end: LocalDate }
  | { readonly kind: 'day'; readonly day: LocalDate }
  | { readonly kind: 'page'; readonly start: number; readonly limit: number }
  | { readonly kind: 'item'; readonly id: string; readonly day: LocalDate | null }

/** How a dataset is asked for. */
export type Per =
  | { readonly kind: 'account' }
  /** Both ends inclusive; `maxDays` is the longest span that Garmin answers (RANGES section 1). */
  | { readonly kind: 'range'; readonly maxDays: number }
  /** Only days on which `gate`, a range dataset, shows data; null = every day. */
  | { readonly kind: 'day'; readonly gate: string | null }
  | { readonly kind: 'page'; readonly limit: number }
  /** One request for each present item of `of`, another dataset; once, or again whenever that item changed. */
  | { readonly kind: 'item'; readonly of: string; readonly whenChanged?: boolean }

/** What came back, already bounded and parsed. `json` is undefined when the answer had no body (204). */
export interface Answer {
  readonly status: number
  readonly json?: Json
  readonly bytes?: Uint8Array
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
  /** How much it holds; 0 for an item that is always replaced. */
  readonly richness?: number
  /** Files to keep as originals, bytes as unzipped. */
  readonly files?: readonly OriginalFile[]
  /** Why it is empty, or what the planner must know of it (`manual`: there is no file to ask for). */
  readonly reason?: string
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
  /** Oddities worth a line in the report; the data is used all the same. */
  readonly notes?: readonly string[]
  /** Page targets: how many rows the page held, to know whether another follows. */
  readonly pageRows?: number
}

/** One way of asking for a dataset and of reading what comes. The first form that Garmin does not refuse is used. */
export interface Form {
  /** Kept with the raw answer, so that `rebuild` reads it in the same way. */
  readonly name: string
  readonly per: Per
  /** Null when it cannot be asked for this account (no display name, for instance). */
  request(target: Target, account: AccountNames): GarminRequest | null
  /**
   * Pure. Called for 200 answers; 204 and Garmin's JSON 404 mean empty before it comes here.
   * @throws garmin.unexpected-answer when the answer cannot be read at all.
   */
  read(answer: Answer, target: Target): Reading | Promise<Reading>
}

export interface DatasetDefinition {
  /** snake_case id, as in DATA.md, everywhere. */
  readonly name: string
  readonly title: string
  /** The sync type that fetches it (besides `all`). */
  readonly group: Exclude<SyncType, 'all' | 'import'>
  readonly forms: readonly [Form, ...Form[]]
  /** Days after which a day's answer is final; younger ones are provisional. */
  readonly settlesAfterDays: number
  /** Range datasets: how far back a deep pass asks again, because people and watches change the past. */
  readonly trailingDays?: number
  /** Asked only for days or items where this other dataset turned out empty. */
  readonly insteadOf?: string
  readonly tables: readonly TableDefinition[]
  /** A table of which an answer shows everything within its window: rows that are gone upstream are marked deleted. */
  readonly mirrors?: string
  /**
   * Tables whose rows belong to one item each (the stages of a night, the steps of a workout), told by their first key
   * column: when the item changed, rows that it no longer brings are marked deleted.
   */
  readonly replaces?: readonly string[]
  /** Raised when `read` changes: tables are rebuilt from raw answers. */
  readonly version: number
  /** Where the knowledge comes from: section of DATA.md and evidence letter. */
  readonly source: string
}

export function defineDataset(dataset: DatasetDefinition): DatasetDefinition {
  return dataset
}
