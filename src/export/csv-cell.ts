/**
 * A text as one cell. What a spreadsheet would take for a formula (`=`, `+`, `-`, `@`, a tab or a line break in front) gets an
 * apostrophe before it, so that a name that somebody else gave cannot run anything where the file is opened.
 */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
