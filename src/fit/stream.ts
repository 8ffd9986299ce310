import { type DecodeOptions, type FitFile, type FitVerdict, tablesOf, verdictOf } from './decode.ts'
import { DeveloperFields } from './developer-fields.ts'
import { LayoutList } from './layout-list.ts'
import { RowList } from './row-list.ts'
import { type Found, Walker } from './walker.ts'

/** What a stretch of a file holds; counts and tables are of this stretch alone. */
export type FitBatch = Pick<FitFile, 'messagesByNumber' | 'tables' | 'developerFields' | 'messages'>

export interface StreamOptions extends DecodeOptions {
  /** Bytes that are gathered before they are read; memory is some four times this. Default 256 KB. */
  readonly batchBytes?: number
}

const defaultBatchBytes = 256 * 1024

/**
 * Reads a FIT file that comes in pieces, as large as it may be, in memory that does not grow with it. Gives a batch for
 * each stretch, and at the end what is wrong with the whole. Throws only what the source throws.
 */
export async function* decodeFitStream(
  source: AsyncIterable<Uint8Array>,
  options: StreamOptions = {},
): AsyncGenerator<FitBatch, FitVerdict> {
  const { keep = null, batchBytes = defaultBatchBytes } = options
  const developer = new DeveloperFields()
  const walker = new Walker({ developer, keep, mostMessages: Number.MAX_SAFE_INTEGER })
  let pieces: Uint8Array[] = []
  let size = 0
  let total = 0
  const read = (isLast: boolean): FitBatch | null => {
    const bytes = join(pieces, size)
    const found: Found = { rows: new RowList(), layouts: new LayoutList(), counts: new Map() }
    walker.startBatch()
    const done = walker.walk(bytes, found, isLast)
    const rest = bytes.slice(done)
    pieces = [rest]
    size = rest.length
    return found.counts.size === 0 ? null : tablesOf(bytes, found, developer)
  }
  for await (const piece of source) {
    pieces.push(piece)
    size += piece.length
    total += piece.length
    if (size < batchBytes) continue
    const batch = read(false)
    if (batch !== null) yield batch
    if (walker.broken === 'trailing_garbage') break
  }
  if (total === 0) return { status: 'reject', errorKind: 'empty' }
  if (walker.broken !== 'trailing_garbage') {
    const batch = read(true)
    if (batch !== null) yield batch
  }
  return walker.parts === 0 ? { status: 'reject', errorKind: 'not_fit' } : verdictOf(walker)
}

function join(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size)
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}
