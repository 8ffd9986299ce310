/** Marks of a ledger entry as they are stored: words with a space between them; null where there are none. */
export function toMarks(marks: readonly string[]): string | null {
  return marks.length === 0 ? null : [...new Set(marks)].sort().join(' ')
}

export function fromMarks(stored: string | null): string[] {
  return stored === null ? [] : stored.split(' ')
}
