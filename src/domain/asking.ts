import type { Json } from './json.ts'
import type { LocalDate } from './local-date.ts'

/** What a request needs to know of the account. */
export interface AccountNames {
  /** `displayName` of the profile; null for a new account that has none yet. */
  readonly displayName: string | null
  /** `profileId`. */
  readonly profileId: string
}

type QueryValue = string | number | boolean

/** A request to Garmin's data API; the client adds host, token and headers. */
export interface GarminRequest {
  readonly method: 'GET' | 'POST'
  /** Absolute path with its variables filled in and encoded. */
  readonly path: string
  /** A list is a name that is repeated. */
  readonly query?: Readonly<Record<string, QueryValue | readonly QueryValue[]>>
  readonly body?: Json
  readonly expects: 'json' | 'bytes'
}

/** Names and values of a query in their order, as they are sent. */
export function queryPairs({ query = {} }: Pick<GarminRequest, 'query'>): [name: string, value: string][] {
  return Object.entries(query).flatMap(([name, values]) =>
    (Array.isArray(values) ? values : [values]).map((value): [string, string] => [name, String(value)]),
  )
}

/** Days (inclusive), an item, a page, or nothing in particular: what one request is about. */
export type Target =
  /** `part`: one of the several requests that together are the snapshot. `asOf`: the person's day, where the form wants it. */
  | { readonly kind: 'account'; readonly part?: string; readonly asOf?: LocalDate }
  | { readonly kind: 'range'; readonly start: LocalDate; readonly end: LocalDate }
  | { readonly kind: 'day'; readonly day: LocalDate }
  | { readonly kind: 'page'; readonly start: number; readonly limit: number; readonly asOf?: LocalDate }
  | { readonly kind: 'item'; readonly id: string; readonly day: LocalDate | null; readonly asOf?: LocalDate }

/** How a dataset is asked for. */
export type Per =
  /**
   * A snapshot of the account; with `parts`, one request for each of them (goals: active, future, past). `asOf`: the request
   * names the person's day, so the target does.
   */
  | { readonly kind: 'account'; readonly parts?: readonly string[]; readonly asOf?: 'today' }
  | PerRange
  /**
   * Only days on which `gate`, a range dataset, shows data; null = every day. `recentDays`: only the newest so many, since a
   * request for each day of a history is dear; the older ones stay open.
   */
  | { readonly kind: 'day'; readonly gate: string | null; readonly recentDays?: number }
  /** A list in offset pages; `firstStart` 1 for services that count from 1 (default 0). `asOf`: as for a snapshot. */
  | { readonly kind: 'page'; readonly limit: number; readonly firstStart?: 0 | 1; readonly asOf?: 'today' }
  | PerItem

/** Several days in one request, both ends included. */
export interface PerRange {
  readonly kind: 'range'
  /** The longest span that Garmin answers (RANGES section 1). */
  readonly maxDays: number
  /** `month`: each window is one whole calendar month. */
  readonly align?: 'month'
  /** How far into the future it reaches (schedules). Default 0. */
  readonly aheadDays?: number
  /**
   * Only days on which this other range dataset shows data are wanted; windows are asked for once its history is known
   * and reach over the gaps between. For short spans, whose search for the beginning of a history would cost many requests.
   */
  readonly gate?: string
  /** Goes back as far as measured days and activities do, once that is known, and is no search for anything older. */
  readonly reach?: 'history'
}

/** One request for each present item of `of`, another dataset: once, or again whenever that item changed. */
export interface PerItem {
  readonly kind: 'item'
  readonly of: string
  readonly whenChanged?: boolean
  /** Only items that bear this mark, or one of these (`ReadItem.marks`). */
  readonly only?: string | readonly string[]
  /** Not the item itself is asked for, but what its marks of this beginning name: `leg:17` is the item 17. */
  readonly each?: string
  /** Not for items that bear this mark: they are empty, with the mark as the reason. */
  readonly except?: string
  /** For items that bear this mark a 500 says that there is nothing, after the usual tries. */
  readonly noneAt500?: string
  /** The request names the person's day, so the target does. */
  readonly asOf?: 'today'
}
