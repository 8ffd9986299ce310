/** `2026-01-07T06:00:00.0`: UTC or wall clock without a zone mark, as most answers write it (SCHEMA-HINTS section 2). */
export function instantText(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}.0`
}

/** `2026-01-08 14:10:21`, as list rows write it. */
export function listText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
}

/** A number with the noise of single precision, as Garmin prints most measured values. */
export function single(value: number): number
export function single(value: number | null): number | null
export function single(value: number | null): number | null {
  return value === null ? null : Math.fround(value)
}
