import { endOfJsonString } from '../../domain/index.ts'

/** Most that a JSON text may hold. A page of 1,000 activities has about 200,000 values, 4 levels deep. */
export interface JsonBounds {
  /** Objects and lists within each other. */
  readonly depth: number
  /** Objects, lists and members: each costs memory however short its text is. */
  readonly values: number
}
export const jsonBounds: JsonBounds = { depth: 60, values: 1_000_000 }

const quote = 0x22
const comma = 0x2c

/** What is too much about a JSON text, in words; null when nothing is. Looked at before it is parsed. */
export function excessOf(text: string, bounds = jsonBounds): string | null {
  let depth = 0
  let values = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === quote) {
      at = endOfJsonString(text, at)
    } else if (code === comma) {
      values++
    } else if (code === 0x7b || code === 0x5b) {
      values++
      if (++depth > bounds.depth) return `nested over ${bounds.depth} deep`
    } else if (code === 0x7d || code === 0x5d) {
      depth--
    }
    if (values > bounds.values) return `over ${bounds.values} values`
  }
  return null
}
