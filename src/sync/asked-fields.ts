import type { Json } from '../domain/index.ts'

/** What a reader looked for in an answer: paths such as `dailySleepDTO.sleepLevels[].startGMT`. */
export interface AskedFields {
  /** The same answer, watched. */
  readonly json: Json
  /** Looked for, and there at least once (`null` counts as there). */
  found(): readonly string[]
  /** Looked for, and never there. */
  missing(): readonly string[]
}

/**
 * Watches which fields a reader looks for: what a reader expects is told by the reader itself, so that there is no second
 * description of it to grow old.
 */
export function watchFields(json: Json): AskedFields {
  const asked = new Map<string, boolean>()
  const note = (path: string, there: boolean) => asked.set(path, there || (asked.get(path) ?? false))
  const watched = watch(json, '', note)
  const pathsThat = (there: boolean) => [...asked].flatMap(([path, found]) => (found === there ? [path] : [])).sort()
  return { json: watched, found: () => pathsThat(true), missing: () => pathsThat(false) }
}

function watch(value: Json, path: string, note: (path: string, there: boolean) => void): Json {
  if (typeof value !== 'object' || value === null) return value
  const inList = Array.isArray(value)
  const pathOf = (key: string) => (inList ? `${path}[]` : path === '' ? key : `${path}.${key}`)
  // Elements of a list are not fields.
  const see = (key: string | symbol) => {
    if (!inList && typeof key === 'string') note(pathOf(key), Object.hasOwn(value, key))
  }
  return new Proxy(value as object, {
    get: (target, key, receiver) => {
      const found: unknown = Reflect.get(target, key, receiver)
      if (typeof key === 'symbol' || !Object.hasOwn(target, key)) {
        // Methods that every object has are nobody's fields.
        if (found === undefined) see(key)
        return found
      }
      see(key)
      return watch(found as Json, pathOf(key), note)
    },
    has: (target, key) => {
      see(key)
      return Reflect.has(target, key)
    },
    getOwnPropertyDescriptor: (target, key) => {
      see(key)
      return Reflect.getOwnPropertyDescriptor(target, key)
    },
  }) as Json
}
