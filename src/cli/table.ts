import type { Colors } from './output.ts'
import { plain } from './text.ts'
import { clip, displayWidth } from './text-width.ts'

export interface Column<R> {
  readonly title: string
  readonly cell: (row: R) => string
  readonly right?: boolean
  /** May be cut where the terminal is too narrow; one column of a table at most. */
  readonly flexible?: boolean
}

/** Rows as lines with aligned columns, no wider than `width`; the heading is dim. */
export function table<R>(
  rows: readonly R[],
  columns: readonly Column<R>[],
  options: { readonly width: number; readonly colors: Colors },
): readonly string[] {
  if (rows.length === 0) return []
  const cells = rows.map((row) => columns.map((column) => plain(column.cell(row))))
  const titles = columns.map((column) => column.title)
  const widths = columns.map((_, at) => Math.max(...[titles, ...cells].map((line) => displayWidth(line[at]!))))
  const gaps = 2 * (columns.length - 1)
  const excess = widths.reduce((sum, width) => sum + width, gaps) - options.width
  const flexible = columns.findIndex((column) => column.flexible)
  if (excess > 0 && flexible >= 0) widths[flexible] = Math.max(8, widths[flexible]! - excess)
  const line = (texts: readonly string[]) =>
    texts
      .map((text, at) => pad(text, widths[at]!, columns[at]!.right === true))
      .join('  ')
      .trimEnd()
  return [options.colors.dim(line(titles)), ...cells.map(line)]
}

/** Names and values below each other, values aligned. */
export function pairs(entries: readonly (readonly [string, string])[], colors: Colors): readonly string[] {
  const width = Math.max(0, ...entries.map(([name]) => displayWidth(name)))
  return entries.map(([name, value]) => `${colors.dim(pad(name, width, false))}  ${plain(value)}`)
}

function pad(text: string, width: number, right: boolean): string {
  const cut = clip(text, width)
  const space = ' '.repeat(Math.max(0, width - displayWidth(cut)))
  return right ? space + cut : cut + space
}
