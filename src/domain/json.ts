/** What a JSON text can hold. Whole numbers that a double cannot hold exactly are texts of digits (see `parseJson`). */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const longDigits = /\d{16,}/g
const aroundNumber = /[\s[\]{},:]/

/**
 * Parses JSON with exact ids: a whole number of 16 or more digits that a double cannot hold becomes a text of its
 * digits. Other answers take `JSON.parse` unchanged. @throws SyntaxError
 */
export function parseJson(text: string): Json {
  return JSON.parse(quoteLongNumbers(text))
}

function quoteLongNumbers(text: string): string {
  const pieces: string[] = []
  let copied = 0
  let outside = 0
  for (const { 0: digits, index } of text.matchAll(longDigits)) {
    const start = text[index - 1] === '-' ? index - 1 : index
    const end = index + digits.length
    // Digits of a fraction are the usual case.
    if (!(isAround(text[start - 1]) && isAround(text[end])) || Number.isSafeInteger(Number(digits))) continue
    // From string to string: digits within one stay as they are.
    for (let open = text.indexOf('"', outside); open !== -1 && open < start; open = text.indexOf('"', outside))
      outside = endOfJsonString(text, open) + 1
    if (outside > start) continue
    pieces.push(text.slice(copied, start), '"', text.slice(start, end), '"')
    copied = end
  }
  return pieces.length === 0 ? text : pieces.join('') + text.slice(copied)
}

function isAround(character: string | undefined): boolean {
  return character === undefined || aroundNumber.test(character)
}

/** Where the closing quote of the string is that opens at `start`; the end of the text when there is none. */
export function endOfJsonString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let slashes = 0
    while (text[at - 1 - slashes] === '\\') slashes++
    if (slashes % 2 === 0) return at
  }
  return text.length
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
