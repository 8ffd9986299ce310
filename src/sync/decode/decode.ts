import { createHash } from 'node:crypto'
import type { DatasetDefinition, LedgerEntry, LocalDate, OriginalFile, ReadItem, Row } from '../../domain/index.ts'
import { type PackedSeries, type PackedStreams, packSeries, packStreams } from '../../store/index.ts'
import { type Answered, readAnswer } from '../read-answer.ts'

/** A file of an answer with the hash that names it. */
export type HashedFile = OriginalFile & { readonly sha256: string }

/** What an answer holds of one day or item, ready to be written; plain values, so that it can come from another thread. */
export interface DecodedItem {
  readonly item: string
  readonly rows: Readonly<Record<string, readonly Row[]>>
  readonly series: readonly PackedSeries[]
  /** Null where the answer is none that holds streams; without parts where it holds none any more. */
  readonly streams: PackedStreams | null
  readonly files: readonly HashedFile[]
  readonly partial: boolean
}

/** What the ledger may learn, with the data that belongs to it; null where there is none. */
export interface DecodedFinding {
  readonly entry: LedgerEntry
  readonly item: DecodedItem | null
}

/** An answer, read: everything that comes of it whatever is known already. */
export interface Decoded {
  /** By dataset; the one that was asked for comes first. */
  readonly parts: readonly { readonly dataset: string; readonly findings: readonly DecodedFinding[] }[]
  readonly notes: readonly string[]
  readonly pageRows: number | null
}

/**
 * Turns an answer into what can be kept of it: unpacked, parsed, read, packed. `today` is the person's day.
 * @throws what the form's reader throws; sync.too-heavy where time or memory is limited; interrupted
 */
export type Decode = (answered: Answered, today: LocalDate, signal?: AbortSignal) => Promise<Decoded>

/** Decodes where it is called. `catalogue`: every dataset that an answer may fill. */
export function createInlineDecode(catalogue: readonly DatasetDefinition[]): Decode {
  return async (answered, today) => {
    const { parts, notes, pageRows } = await readAnswer(answered, catalogue, today)
    const decoded: Decoded['parts'][number][] = []
    for (const { dataset, findings } of parts) {
      const ready: DecodedFinding[] = []
      for (const { entry, item } of findings)
        ready.push({ entry, item: item === null ? null : await toDecodedItem(dataset.name, item) })
      decoded.push({ dataset: dataset.name, findings: ready })
    }
    return { parts: decoded, notes, pageRows }
  }
}

async function toDecodedItem(dataset: string, { item, rows, ...more }: ReadItem): Promise<DecodedItem> {
  const series = (more.series ?? []).map((one) => ({ ...one, dataset, quality: one.quality ?? null }))
  const streams = more.streams === undefined ? [] : await packStreams([{ activityId: item, streams: more.streams }])
  return {
    item,
    rows,
    series: packSeries(series),
    streams: streams[0] ?? null,
    files: (more.files ?? []).map((file) => ({ ...file, sha256: hashOf(file.bytes) })),
    partial: more.partial === true,
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
