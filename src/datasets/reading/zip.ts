import { crc32 } from 'node:zlib'
import { type Entry, fromBuffer, type ZipFile } from 'yauzl'
import { type Failure, fail, isFailure } from '../../domain/index.ts'

/** A file out of an archive. The name is for people: it is never used as a path. */
export interface ZipMember {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Largest that is unpacked. A day's archive holds 10 to 40 files (WELLNESS-MESSAGES section 1), a long ride 10 MB. */
export interface ZipLimits {
  readonly entries: number
  readonly bytes: number
  /** Unpacked bytes for each packed one, once `ratioFrom` bytes are passed: FIT and XML stay below 30. */
  readonly ratio: number
  readonly ratioFrom: number
}
export const zipLimits: ZipLimits = { entries: 1000, bytes: 64 * 2 ** 20, ratio: 200, ratioFrom: 2 ** 20 }

/**
 * Unpacks an archive in memory, one member after the other; folders and empty members are left out.
 * @throws garmin.unexpected-answer when it is damaged (each member's checksum is checked), garmin.too-large
 */
export async function unzip(bytes: Uint8Array, dataset: string, limits = zipLimits): Promise<ZipMember[]> {
  const tooLarge = (detail: string) => fail('garmin.too-large', { dataset, detail })
  const zip = await open(bytes).catch((cause: unknown) => {
    throw damaged(dataset, cause)
  })
  if (zip.entryCount > limits.entries) throw tooLarge(`${zip.entryCount} files in one archive`)
  const members: ZipMember[] = []
  let total = 0
  try {
    for await (const entry of entries(zip)) {
      const name = nameOf(entry)
      total += entry.uncompressedSize
      if (total > limits.bytes) throw tooLarge(`over ${limits.bytes} bytes unpacked`)
      if (entry.uncompressedSize > limits.ratioFrom && entry.uncompressedSize > limits.ratio * entry.compressedSize)
        throw tooLarge('packed too tightly to be genuine')
      if (name.endsWith('/') || entry.uncompressedSize === 0) continue
      members.push({ name, bytes: await content(zip, entry) })
    }
  } catch (thrown) {
    throw damaged(dataset, thrown)
  } finally {
    zip.close()
  }
  return members
}

/** A limit that was passed is a failure already; all else comes from the unzipper. */
function damaged(dataset: string, cause: unknown): Failure {
  return isFailure(cause)
    ? cause
    : fail('garmin.unexpected-answer', { dataset, detail: 'a damaged zip archive', cause })
}

// `decodeStrings: false` leaves names as bytes: they are only shown, so a hostile one is no reason to refuse a file.
function open(bytes: Uint8Array): Promise<ZipFile> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return new Promise((resolve, reject) => {
    fromBuffer(buffer, { lazyEntries: true, autoClose: false, decodeStrings: false }, (error, zip) =>
      error ? reject(error) : resolve(zip),
    )
  })
}

async function* entries(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      zip.once('entry', resolve)
      zip.once('end', () => resolve(null))
      zip.once('error', reject)
      zip.readEntry()
    })
    zip.removeAllListeners()
    if (entry === null) return
    yield entry
  }
}

function nameOf(entry: Entry): string {
  // Typed as text, but bytes with `decodeStrings: false`.
  const name: unknown = entry.fileName
  return Buffer.isBuffer(name) ? name.toString('utf8') : String(name)
}

/** yauzl stops a member that grows beyond its declared size, so `uncompressedSize` bounds what is held: once, not twice. */
async function content(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)))
  })
  const bytes = Buffer.allocUnsafe(entry.uncompressedSize)
  let at = 0
  for await (const chunk of stream) at += (chunk as Buffer).copy(bytes, at)
  if (at !== bytes.length || crc32(bytes) !== entry.crc32)
    throw new Error(`checksum of ${entry.uncompressedSize} bytes is wrong`)
  return bytes
}
