/** What kind of code is typed: digits of Garmin's, or the letters and digits of a pair code. */
export type CodeKind = 'digits' | 'letters'

/** What of typed or pasted text belongs to a code: spaces, dashes and everything else are left out. */
export function toCode(text: string, kind: CodeKind, length: number): string {
  const kept = kind === 'digits' ? text.replace(/\D/g, '') : text.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return kept.slice(0, length)
}
