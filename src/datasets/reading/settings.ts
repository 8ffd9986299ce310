import { isObject, type Json, toCanonicalJson } from '../../domain/index.ts'

export interface Setting {
  readonly name: string
  readonly value: string
}

/** No service of Garmin's nests its settings deeper. */
const deepest = 5

/**
 * Every value of an object by its name, nested ones joined by dots: for services of which only a few fields are known.
 * Lists are one value, as JSON; what is null is left out.
 */
export function toSettings(json: Json): Setting[] {
  const found = new Map<string, string>()
  const walk = (value: Json, path: string, depth: number): void => {
    if (value === null) return
    if (!isObject(value) || depth > deepest) {
      if (path !== '') found.set(path, typeof value === 'object' ? toCanonicalJson(value) : String(value))
      return
    }
    for (const [key, inner] of Object.entries(value))
      walk(inner, path === '' ? toSnake(key) : `${path}.${toSnake(key)}`, depth + 1)
  }
  walk(json, '', 0)
  return [...found].map(([name, value]) => ({ name, value }))
}

/** `autoSyncFrequency` is `auto_sync_frequency`; a name without letters stays what it is. */
function toSnake(key: string): string {
  const snake = key.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()
  return snake === '' ? '_' : snake
}
