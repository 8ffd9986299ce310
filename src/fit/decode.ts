import { setImmediate } from 'node:timers/promises'
import { type BreakKind, type FitMessage, FitReader, isFitHeader } from './reader.ts'

/** `reject`: not FIT at all. `partial`: the structure breaks, what came before is good. `crc_mismatch`: whole, checksum wrong. */
export type FitStatus = 'ok' | 'partial' | 'crc_mismatch' | 'reject'

export interface FitFile {
  readonly status: FitStatus
  /** Why it is not `ok`, in the terms of the corpus; null for `ok`. */
  readonly errorKind: BreakKind | 'bad_file_crc' | 'empty' | 'not_fit' | 'too_large' | null
  /** Data messages for each global message number, over all chained parts. */
  readonly messagesByNumber: ReadonlyMap<number, number>
  /** The messages asked for, in file order. */
  readonly messages: readonly FitMessage[]
}

export interface DecodeOptions {
  /** Global message numbers to read; the others are only counted. Default: all. */
  readonly keep?: ReadonlySet<number>
}

/** Far above every file seen (a day on the bike with all sensors: 10 MB); what is larger was not made by a watch. */
const mostBytes = 256 * 1024 * 1024
const mostMessages = 5_000_000
/** Other work gets its turn this often: about every 10 ms. */
const messagesPerTurn = 20_000

/** Reads a FIT file of any quality: what is wrong with it is a value (`status`), never an error. */
export async function decode(bytes: Uint8Array, options: DecodeOptions = {}): Promise<FitFile> {
  if (bytes.length === 0) return rejected('empty')
  if (bytes.length > mostBytes) return rejected('too_large')
  if (!isFitHeader(bytes)) return rejected('not_fit')
  const keep = options.keep ?? null
  const reader = new FitReader(bytes, keep)
  const messages: FitMessage[] = []
  const messagesByNumber = new Map<number, number>()
  for (let read = 1; ; read++) {
    const message = reader.next()
    if (message === null) break
    messagesByNumber.set(message.number, (messagesByNumber.get(message.number) ?? 0) + 1)
    if (keep === null || keep.has(message.number)) messages.push(message)
    if (read >= mostMessages) {
      reader.broken = 'too_many_messages'
      break
    }
    if (read % messagesPerTurn === 0) await setImmediate()
  }
  if (reader.broken !== null) return { status: 'partial', errorKind: reader.broken, messagesByNumber, messages }
  if (reader.crcMismatch) return { status: 'crc_mismatch', errorKind: 'bad_file_crc', messagesByNumber, messages }
  return { status: 'ok', errorKind: null, messagesByNumber, messages }
}

function rejected(errorKind: 'empty' | 'not_fit' | 'too_large'): FitFile {
  return { status: 'reject', errorKind, messagesByNumber: new Map(), messages: [] }
}
