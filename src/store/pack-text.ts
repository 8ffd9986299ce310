import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createDeflateRaw } from 'node:zlib'

/** Piece by piece: a list of four megabytes is never there a second time as a whole. */
const pieceLength = 65_536

/** SHA-256 of a text in UTF-8, and its length in bytes. */
export function hashText(text: string): { readonly sha256: string; readonly size: number } {
  const hash = createHash('sha256')
  let size = 0
  for (const piece of pieces(text)) {
    hash.update(piece)
    size += piece.length
  }
  return { sha256: hash.digest('hex'), size }
}

/** A text in UTF-8, deflated (raw, without a header). */
export async function deflateText(text: string): Promise<Buffer> {
  const stream = createDeflateRaw()
  const packed: Buffer[] = []
  stream.on('data', (piece: Buffer) => packed.push(piece))
  const end = once(stream, 'end')
  for (const piece of pieces(text)) if (!stream.write(piece)) await once(stream, 'drain')
  stream.end()
  await end
  return Buffer.concat(packed)
}

function* pieces(text: string): Generator<Buffer> {
  for (let start = 0; start < text.length; ) {
    let end = Math.min(start + pieceLength, text.length)
    // Two halves of one character stay together.
    if (end < text.length && isFirstHalf(text.charCodeAt(end - 1))) end--
    yield Buffer.from(text.slice(start, end), 'utf8')
    start = end
  }
}

function isFirstHalf(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff
}
