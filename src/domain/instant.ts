/** A moment: whole milliseconds since 1970-01-01T00:00:00Z. In JSON it is an RFC 3339 text in UTC. */
export type Instant = number & { readonly __brand: 'Instant' }

/** A source of the present moment, passed in wherever time matters. */
export type Clock = () => Instant

export const systemClock: Clock = () => Date.now() as Instant

export function toInstant(ms: number): Instant {
  return Math.round(ms) as Instant
}

/** `2026-01-31T08:00:00.000Z`; null stays null. */
export function toRfc3339(at: Instant): string
export function toRfc3339(at: Instant | null): string | null
export function toRfc3339(at: Instant | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}

/** Reads an RFC 3339 text with a zone; null when it is not one. */
export function parseRfc3339(text: string): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/.test(text)) return null
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? null : (ms as Instant)
}

const garminText = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(\.\d{1,9})?(?: ?(?:GMT|UTC|Z))?$/

/**
 * Garmin's UTC texts without a zone mark: `2026-01-07T06:00:00.0`, `2026-01-08 14:10:21`, `2023-09-29 01:58:19.113 GMT`
 * (SCHEMA-HINTS section 2, recordings). Null when the text has another form.
 */
export function parseGarminGmt(text: unknown): Instant | null {
  if (typeof text !== 'string') return null
  const match = garminText.exec(text)
  if (!match) return null
  const ms = Date.parse(`${match[1]}T${match[2]}${(match[3] ?? '').slice(0, 4)}Z`)
  return Number.isNaN(ms) ? null : (ms as Instant)
}
