/** What a JSON text can hold. Whole numbers that a double cannot hold exactly are texts of digits (see `parseJson`). */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const longDigits = /\d{16,}/
// A string, or a number with its fraction and exponent: strings are stepped over so that digits in them stay as they are.
const token = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g
const wholeNumber = /^-?\d{16,}$/

/**
 * Parses JSON with exact ids: a whole number of 16 or more digits that a double cannot hold becomes a text of its
 * digits. Other answers take `JSON.parse` unchanged. @throws SyntaxError
 */
export function parseJson(text: string): Json {
  if (!longDigits.test(text)) return JSON.parse(text)
  return JSON.parse(
    text.replace(token, (part) => (wholeNumber.test(part) && !Number.isSafeInteger(Number(part)) ? `"${part}"` : part)),
  )
}

/** One spelling for equal values: keys sorted, no white space. Made for hashing and comparing, not for keeping. */
export function toCanonicalJson(value: Json | undefined): string {
  if (value === undefined || value === null || typeof value !== 'object') return JSON.stringify(value ?? null)
  if (Array.isArray(value)) return `[${value.map(toCanonicalJson).join(',')}]`
  const keys = Object.keys(value).sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${toCanonicalJson(value[key])}`).join(',')}}`
}

export function isObject(value: unknown): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
