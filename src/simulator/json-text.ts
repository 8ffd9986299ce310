/** A whole number of any length inside a JSON value; printed bare, every digit kept. */
export type BareInteger = number | `\u0001${string}`

/** An id as Garmin prints ids: a number without quotation marks, even where a double would round it. */
export function bareInteger(id: string): BareInteger {
  const value = Number(id)
  return Number.isSafeInteger(value) ? value : `\u0001${id}`
}

/** `JSON.stringify`, with the bare integers printed as such. */
export function toJsonText(value: unknown): string {
  const text = JSON.stringify(value)
  return text.includes('\\u0001') ? text.replace(/"\\u0001(\d+)"/g, '$1') : text
}
