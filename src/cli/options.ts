import { fail, isId64, type LocalDate, parseDayWord } from '../domain/index.ts'

/** What a parser of a typed word may look at. */
export interface ParseContext {
  /** How the word's place is called: `--from`, `DAY`. */
  readonly name: string
  /** Path of the command: `sync`. */
  readonly command: string
  /** The day it is on this machine; what `-30d` counts from. */
  readonly today: LocalDate
}
export type Parse<T> = (text: string, context: ParseContext) => T

/** An option without a value: there or not. */
export interface FlagOption {
  readonly kind: 'flag'
  readonly about: string
  readonly short?: string
}
/** An option with a value; undefined where it was not given. */
export interface ValueOption<T> {
  readonly kind: 'value'
  /** Stands for the value in the help: `DAY`. */
  readonly label: string
  readonly about: string
  readonly short?: string
  readonly parse: Parse<T>
}
// biome-ignore format: one line says it
export type OptionTable = Readonly<Record<string, FlagOption | ValueOption<unknown>>>
export type OptionValues<O extends OptionTable> = {
  readonly [Name in keyof O]: O[Name] extends ValueOption<infer T> ? T | undefined : boolean
}

/** A word by its position, in the order of the table. */
export interface Argument<T, Required extends boolean = boolean> {
  /** `DAY` */
  readonly label: string
  readonly about: string
  readonly required: Required
  readonly parse: Parse<T>
}
export type ArgumentTable = Readonly<Record<string, Argument<unknown>>>
export type ArgumentValues<A extends ArgumentTable> = {
  readonly [Name in keyof A]: A[Name] extends Argument<infer T, true>
    ? T
    : A[Name] extends Argument<infer T>
      ? T | undefined
      : never
}

export const flag = (about: string, short?: string): FlagOption => ({
  kind: 'flag',
  about,
  ...(short === undefined ? {} : { short }),
})

export const option = <T>(label: string, about: string, parse: Parse<T>, short?: string): ValueOption<T> => ({
  kind: 'value',
  label,
  about,
  parse,
  ...(short === undefined ? {} : { short }),
})

export const required = <T>(label: string, about: string, parse: Parse<T>): Argument<T, true> => ({
  label,
  about,
  required: true,
  parse,
})
export const optional = <T>(label: string, about: string, parse: Parse<T>): Argument<T, false> => ({
  label,
  about,
  required: false,
  parse,
})

/** Says what is wrong with a value, with the command whose help explains it. */
export const wrongValue = (context: ParseContext, detail: string) =>
  fail('usage.value', { detail, command: context.command })

/** Any text but the empty one. */
export const text: Parse<string> = (value, context) => {
  if (value.trim() === '') throw wrongValue(context, `${context.name} is empty.`)
  return value
}

/** A day as it was typed, which is what the API gets: the account's own zone says what `today` is. */
export interface DayWord {
  readonly word: string
  /** The day it is by this machine's clock, for checks before anything is asked. */
  readonly date: LocalDate
}

/** A day as people write it: `2026-01-31`, `today`, `-30d`. @throws usage.date */
export const day: Parse<DayWord> = (value, { today }) => ({ word: value.trim(), date: parseDayWord(value, today) })

/** @throws usage.range when the range ends before it starts */
export function checkRange(from: DayWord | undefined, to: DayWord | undefined): void {
  if (from && to && to.date < from.date) throw fail('usage.range', { from: from.date, to: to.date })
}

/** A whole number from `least` to `most`. */
export const wholeNumber =
  (least: number, most: number): Parse<number> =>
  (value, context) => {
    const count = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN
    if (count >= least && count <= most) return count
    throw wrongValue(context, `${context.name} takes a whole number from ${least} to ${most}, not "${value}".`)
  }

/** How many rows: a number, or `all` (Infinity). */
export const rowLimit: Parse<number> = (value, context) => {
  if (value === 'all') return Number.POSITIVE_INFINITY
  if (/^[1-9]\d{0,9}$/.test(value)) return Number(value)
  throw wrongValue(context, `${context.name} takes a number from 1, or "all", not "${value}".`)
}

/** One of some words. */
export const oneOf =
  <const T extends string>(words: readonly T[]): Parse<T> =>
  (value, context) => {
    const found = words.find((word) => word === value)
    if (found !== undefined) return found
    throw wrongValue(context, `${context.name} is one of ${words.join(', ')}, not "${value}".`)
  }

/** An id of up to 64 bits, kept as its digits. An id that cannot exist is reported as one that does not. */
export const id =
  (missing: 'activity.not-found' | 'workout.not-found'): Parse<string> =>
  (value) => {
    if (isId64(value)) return value
    throw fail(missing, { value })
  }

const unitMs = { s: 1000, m: 60_000, h: 3_600_000 } as const

/** A length of time: `90s`, `15m`, `2h`; in milliseconds. Zero is allowed: do not wait at all. */
export const duration: Parse<number> = (value, context) => {
  const match = /^(\d{1,6})(s|m|h)$/.exec(value)
  if (!match)
    throw wrongValue(context, `${context.name} takes a length of time such as 90s, 15m or 2h, not "${value}".`)
  return Number(match[1]) * unitMs[match[2] as keyof typeof unitMs]
}
