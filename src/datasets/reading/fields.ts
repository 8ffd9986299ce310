import {
  type Id64,
  type Instant,
  isLocalDate,
  isObject,
  type Json,
  type LocalDate,
  parseGarminGmt,
  parseRfc3339,
  toId64,
} from '../../domain/index.ts'

const largestInt = 2 ** 31 - 1
/** End of the year 9999: the last moment that RFC 3339 can write. */
const lastInstant = 253_402_300_799_999

/**
 * An object of an answer, read softly: a missing key and `null` give null; a value of another type gives null and a
 * note that names the field's path, never its value. Unknown keys are normal (SCHEMA-HINTS section 5.16).
 */
export class Fields {
  readonly #value: { readonly [key: string]: Json }
  readonly #path: string
  readonly #notes: Set<string>

  constructor(value: { readonly [key: string]: Json }, path: string, notes: Set<string>) {
    this.#value = value
    this.#path = path
    this.#notes = notes
  }

  /** The object as it came. */
  toJson(): { readonly [key: string]: Json } {
    return this.#value
  }
  raw(key: string): Json | undefined {
    return Object.hasOwn(this.#value, key) ? this.#value[key] : undefined
  }
  /** The object as it came, for columns that keep it whole. */
  all(): Json {
    return this.#value
  }
  keys(): readonly string[] {
    return Object.keys(this.#value)
  }

  /** Any finite number; a number written as text counts too (seen for SpO2 averages). */
  real(key: string): number | null {
    return this.#read(key, 'a number', toNumber)
  }
  /** A whole number: `2252.0` and 56.4 are rounded. */
  int(key: string): number | null {
    return this.#read(key, 'a whole number', (value) => {
      const number = toNumber(value)
      return number === null || Math.abs(number) > largestInt ? null : Math.round(number) + 0
    })
  }
  /** A whole number of which Garmin writes −1 and −2 for "no measurement" (SCHEMA-HINTS section 5.1). */
  level(key: string): number | null {
    const value = this.int(key)
    return value === null || value < 0 ? null : value
  }
  text(key: string): string | null {
    return this.#read(key, 'a text', (value) => (typeof value === 'string' ? value : null))
  }
  flag(key: string): boolean | null {
    return this.#read(key, 'true or false', (value) => (typeof value === 'boolean' ? value : null))
  }
  id(key: string): Id64 | null {
    return this.#read(key, 'an id', toId64)
  }
  day(key: string): LocalDate | null {
    return this.#read(key, 'a day', (value) => (isLocalDate(value) ? value : null))
  }
  /** A moment in any of Garmin's forms: UTC text without a zone, RFC 3339, or milliseconds. */
  instant(key: string): Instant | null {
    return this.#read(key, 'a moment', toMoment)
  }
  /** A wall clock, as if it were UTC: only for the difference to the UTC twin (SCHEMA-HINTS section 2). */
  wallClock(key: string): number | null {
    return this.#read(key, 'a local time', toMoment)
  }

  /** The object under `key`; an empty one when there is none. */
  object(key: string): Fields {
    const value = this.#read(key, 'an object', (found) => (isObject(found) ? found : null))
    return new Fields(value ?? {}, `${this.#path}.${key}`, this.#notes)
  }
  /** The objects of the list under `key`; other elements are left out with a note. */
  list(key: string): readonly Fields[] {
    return toFieldsList(this.array(key), `${this.#path}.${key}`, this.#notes)
  }
  array(key: string): readonly Json[] {
    return this.#read(key, 'a list', (value) => (Array.isArray(value) ? value : null)) ?? []
  }

  note(text: string): void {
    this.#notes.add(`${this.#path}: ${text}`)
  }

  #read<T>(key: string, expected: string, convert: (value: Json) => T | null): T | null {
    const value = this.raw(key)
    if (value === undefined || value === null) return null
    const converted = convert(value)
    if (converted === null) this.#notes.add(`${this.#path}.${key}: not ${expected}`)
    return converted
  }
}

/** Elements of a list as fields; paths end in `[]`, so that one oddity is noted once for a whole list. */
export function toFieldsList(values: readonly Json[], path: string, notes: Set<string>): readonly Fields[] {
  const items: Fields[] = []
  for (const value of values) {
    if (isObject(value)) items.push(new Fields(value, `${path}[]`, notes))
    else notes.add(`${path}[]: not an object`)
  }
  return items
}

function toNumber(value: Json): number | null {
  const number = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

function toMoment(value: Json): Instant | null {
  const ms =
    typeof value === 'string'
      ? (parseGarminGmt(value) ?? parseRfc3339(value))
      : typeof value === 'number'
        ? value
        : null
  return ms !== null && ms >= 0 && ms <= lastInstant ? (Math.round(ms) as Instant) : null
}
