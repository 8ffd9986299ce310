import { type DeveloperField, DeveloperFields } from './developer-fields.ts'
import { LayoutList } from './layout-list.ts'
import { RowList } from './row-list.ts'
import { type FitMessage, FitTable } from './table.ts'
import { type BreakKind, type Found, isFitHeader, Walker } from './walker.ts'

/** `reject`: not FIT at all. `partial`: the structure breaks, what came before is good. `crc_mismatch`: whole, checksum wrong. */
export type FitStatus = 'ok' | 'partial' | 'crc_mismatch' | 'reject'

/** Why a file is not `ok`. */
export type FitErrorKind = BreakKind | 'bad_file_crc' | 'empty' | 'not_fit' | 'too_large'

/** What is wrong with a file, if anything; a value, never an error. */
export interface FitVerdict {
  readonly status: FitStatus
  /** Null for `ok`. */
  readonly errorKind: FitErrorKind | null
}

export interface FitFile extends FitVerdict {
  /** Data messages for each global message number, over all chained parts. */
  readonly messagesByNumber: ReadonlyMap<number, number>
  /** The messages that hold something, by global number, ascending. */
  readonly tables: ReadonlyMap<number, FitTable>
  /** Developer fields, in the order in which the file describes or uses them. */
  readonly developerFields: readonly DeveloperField[]
  /** Chained parts; 1 for most files. */
  readonly parts: number
  /** A header without a data size, as recorders leave it that lost power, was read to the end of the bytes. */
  readonly recovered: boolean
  /** All messages one by one, in file order. */
  messages(): Generator<FitMessage>
}

export interface DecodeOptions {
  /** Global message numbers to read; the others are only counted. Default: all. */
  readonly keep?: ReadonlySet<number>
}

/** Far above every file seen (a day on the bike with all sensors: 10 MB); what is larger was not made by a watch. */
export const mostBytes = 256 * 1024 * 1024
/** Bounds what a hostile file of tiny messages can cost: 16 bytes each. */
export const mostMessages = 5_000_000

/**
 * Reads a FIT file of any quality, chained parts included: everything before a break is kept, and what is wrong is a value
 * (`status`, `errorKind`). The bytes must stay as they are while tables are read from them.
 */
export function decodeFit(bytes: Uint8Array, options: DecodeOptions = {}): FitFile {
  if (bytes.length === 0) return rejected('empty')
  if (bytes.length > mostBytes) return rejected('too_large')
  if (!isFitHeader(bytes)) return rejected('not_fit')
  const developer = new DeveloperFields()
  const walker = new Walker({ developer, keep: options.keep ?? null, mostMessages })
  const found: Found = { rows: new RowList(), layouts: new LayoutList(), counts: new Map() }
  walker.walk(bytes, found, true)
  return {
    ...verdictOf(walker),
    ...tablesOf(bytes, found, developer),
    parts: walker.parts,
    recovered: walker.recovered,
  }
}

export function verdictOf(walker: Walker): FitVerdict {
  const errorKind = walker.broken ?? (walker.recovered ? 'trailing_garbage' : null)
  if (errorKind !== null) return { status: 'partial', errorKind }
  return walker.crcMismatch ? { status: 'crc_mismatch', errorKind: 'bad_file_crc' } : { status: 'ok', errorKind: null }
}

export function rejected(errorKind: 'empty' | 'not_fit' | 'too_large'): FitFile {
  return {
    status: 'reject',
    errorKind,
    messagesByNumber: new Map(),
    tables: new Map(),
    developerFields: [],
    parts: 0,
    recovered: false,
    *messages() {},
  }
}

/** Sorts what was found by message number. */
export function tablesOf(
  bytes: Uint8Array,
  { rows, layouts, counts }: Found,
  developer: DeveloperFields,
): Pick<FitFile, 'messagesByNumber' | 'tables' | 'developerFields' | 'messages'> {
  const layoutsOf = new Map<number, number[]>()
  const localLayouts = new Int32Array(layouts.count)
  for (let layout = 0; layout < layouts.count; layout++) {
    const message = layouts.message(layout)
    const known = layoutsOf.get(message) ?? []
    if (known.length === 0) layoutsOf.set(message, known)
    localLayouts[layout] = known.length
    known.push(layout)
  }
  const numbers = [...layoutsOf.keys()].sort((a, b) => a - b)
  const tableOf = new Map(numbers.map((number, index) => [number, index]))
  const tableOfLayout = Int32Array.from(localLayouts, (_, layout) => tableOf.get(layouts.message(layout))!)
  // Counting sort: rows of one number side by side, in file order.
  const starts = new Uint32Array(numbers.length + 1)
  for (let row = 0; row < rows.length; row++) starts[tableOfLayout[rows.layouts[row]!]! + 1]!++
  for (let table = 1; table < starts.length; table++) starts[table]! += starts[table - 1]!
  const next = starts.slice()
  const sorted = {
    offsets: new Uint32Array(rows.length),
    clocks: new Uint32Array(rows.length),
    layouts: new Uint32Array(rows.length),
  }
  for (let row = 0; row < rows.length; row++) {
    const to = next[tableOfLayout[rows.layouts[row]!]!]!++
    sorted.offsets[to] = rows.offsets[row]!
    sorted.clocks[to] = rows.clocks[row]!
    sorted.layouts[to] = rows.layouts[row]!
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const source = { view, layouts, developer: developer.all, localLayouts }
  const tables = new Map<number, FitTable>()
  for (const [index, number] of numbers.entries()) {
    const [from, to] = [starts[index]!, starts[index + 1]!]
    const part = {
      offsets: sorted.offsets.subarray(from, to),
      clocks: sorted.clocks.subarray(from, to),
      layouts: sorted.layouts.subarray(from, to),
    }
    tables.set(number, new FitTable(source, number, layoutsOf.get(number)!, part))
  }
  return {
    messagesByNumber: new Map([...counts].sort(([a], [b]) => a - b)),
    tables,
    developerFields: developer.all,
    messages: () => inFileOrder([...tables.values()]),
  }
}

/** Merges the tables by where their messages lie. */
function* inFileOrder(tables: readonly FitTable[]): Generator<FitMessage> {
  const total = tables.reduce((sum, table) => sum + table.rows, 0)
  // Place in the file × table, as one number that sorts: offsets take 28 bits, tables 16.
  const order = new Float64Array(total)
  let next = 0
  for (const [index, table] of tables.entries())
    for (let row = 0; row < table.rows; row++) order[next++] = table.offsetOf(row) * 65536 + index
  order.sort()
  const rows = new Uint32Array(tables.length)
  for (const place of order) {
    const index = place % 65536
    yield tables[index]!.message(rows[index]!++)
  }
}
