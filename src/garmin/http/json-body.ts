import { isObject, type Json, parseJson } from '../../domain/index.ts'

/** The body as a JSON object, or null when it is anything else. */
export function jsonObjectOf(text: string): { [key: string]: Json } | null {
  const value = jsonOf(text)
  return isObject(value) ? value : null
}

/** The body as JSON with exact ids; undefined when it is not JSON. */
export function jsonOf(text: string): Json | undefined {
  try {
    return parseJson(text)
  } catch {
    // Not JSON is an answer here; the caller says what it means.
    return undefined
  }
}
