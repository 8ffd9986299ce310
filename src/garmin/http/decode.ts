import { promisify } from 'node:util'
import zlib from 'node:zlib'
import { fail } from '../../domain/index.ts'

const gunzip = promisify<Uint8Array, zlib.ZlibOptions, Buffer>(zlib.gunzip)
const inflate = promisify<Uint8Array, zlib.ZlibOptions, Buffer>(zlib.inflate)
const inflateRaw = promisify<Uint8Array, zlib.ZlibOptions, Buffer>(zlib.inflateRaw)
const unbrotli = promisify<Uint8Array, zlib.BrotliOptions, Buffer>(zlib.brotliDecompress)

/** What we say we read. */
export const acceptEncoding = 'gzip, deflate, br'

const decoders: Readonly<Record<string, (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Buffer>>> =
  {
    gzip: gunzip,
    'x-gzip': gunzip,
    br: unbrotli,
    // "deflate" means zlib (RFC 9110 8.4.1.2), but bare deflate is about as common.
    deflate: (bytes, options) => ((bytes[0] ?? 0) % 16 === 8 ? inflate(bytes, options) : inflateRaw(bytes, options)),
  }

/**
 * Undoes a Content-Encoding; never makes more than `maxBytes`.
 * @throws garmin.too-large; garmin.unreachable when the body is cut off or of a coding that nobody asked for.
 */
export async function decodeBody(body: Buffer, coding: string | null, maxBytes: number): Promise<Buffer> {
  if (coding === null || body.length === 0) return body
  const codings = coding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')
  if (codings.length > 2) throw fail('garmin.unreachable', { detail: 'the answer is coded in an unknown way' })
  let decoded = body
  for (const name of codings.reverse()) {
    const decoder = decoders[name]
    if (!decoder) throw fail('garmin.unreachable', { detail: 'the answer is coded in an unknown way' })
    try {
      decoded = await decoder(decoded, { maxOutputLength: maxBytes })
    } catch (error) {
      if (error instanceof RangeError || (error instanceof Error && 'code' in error && error.code === tooLarge))
        throw fail('garmin.too-large', { dataset: 'a request', detail: `over ${maxBytes} bytes` })
      throw fail('garmin.unreachable', { detail: 'the answer was cut off' })
    }
  }
  return decoded
}
const tooLarge = 'ERR_BUFFER_TOO_LARGE'
