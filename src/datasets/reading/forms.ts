import type { AccountNames, Answer, Form, GarminRequest, LocalDate, ReadItem, Reading } from '../../domain/index.ts'
import { toReading } from './answer.ts'

/** A question for JSON by its address. */
export function get(path: string, query?: NonNullable<GarminRequest['query']>): GarminRequest {
  return { method: 'GET', path, ...(query === undefined ? {} : { query }), expects: 'json' }
}

export interface Range {
  readonly start: LocalDate
  readonly end: LocalDate
}

/** The items of an answer, or also what it says of other datasets. */
type Found = readonly ReadItem[] | Pick<Reading, 'items' | 'also'>

export interface RangeFormOptions {
  readonly name: string
  /** Longest span that Garmin answers, both ends included (RANGES section 1). */
  readonly maxDays: number
  /** The range dataset that shows on which days there is something: for short spans, whose search would be dear. */
  readonly gate?: string
  /** It goes back as far as the history that others show, and searches for nothing older. */
  readonly reach?: 'history'
  /** Null when it cannot be asked for this account. */
  readonly request: (range: Range, account: AccountNames) => GarminRequest | null
  readonly read: (answer: Answer, notes: Set<string>) => Found
}

/** Many days in one request. */
export function rangeForm({ name, maxDays, gate, reach, request, read }: RangeFormOptions): Form {
  return {
    name,
    per: {
      kind: 'range',
      maxDays,
      ...(gate === undefined ? {} : { gate }),
      ...(reach === undefined ? {} : { reach }),
    },
    request: (target, account) => (target.kind === 'range' ? request(target, account) : null),
    read: (answer) => reading((notes) => read(answer, notes)),
  }
}

export interface DayFormOptions {
  readonly name: string
  /** The range dataset that shows on which days there is something. */
  readonly gate: string
  /** Only the newest so many days. */
  readonly recentDays?: number
  readonly request: (day: LocalDate, account: AccountNames) => GarminRequest | null
  /** `asked` is null only where the caller does not know it. */
  readonly read: (answer: Answer, notes: Set<string>, asked: LocalDate | null) => readonly ReadItem[]
}

/** One day a request. */
export function dayForm({ name, gate, recentDays, request, read }: DayFormOptions): Form {
  return {
    name,
    per: { kind: 'day', gate, ...(recentDays === undefined ? {} : { recentDays }) },
    request: (target, account) => (target.kind === 'day' ? request(target.day, account) : null),
    read: (answer, target) => reading((notes) => read(answer, notes, target.kind === 'day' ? target.day : null)),
  }
}

function reading(read: (notes: Set<string>) => Found): Reading {
  const notes = new Set<string>()
  const found = read(notes)
  const { items, also } = 'items' in found ? found : { items: found }
  return { ...toReading(items, notes), ...(also === undefined ? {} : { also }) }
}
