import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { fail } from '../domain/index.ts'

/** The API takes no more; the largest known file has a tenth of it. */
const maxBytes = 60_000
/** Files in which other tools keep a session (AUTH section 7); whatever else lies in a folder is not read. */
const known = [
  'oauth1_token.json',
  'oauth2_token.json',
  'garmin_tokens.json',
  '.garmin_tokens.json',
  'native-oauth2.json',
]

/** What a session file holds; of a folder, its token files as one document. Only read, never touched. @throws usage.value */
export async function readSessionFile(path: string): Promise<string> {
  try {
    const about = await stat(path)
    if (!about.isDirectory()) return await readBounded(path)
    const names = (await readdir(path)).filter((name) => known.includes(name))
    if (names.length === 0) throw unusable(`${path} holds no token file that is known (${known.join(', ')}).`)
    const files = await Promise.all(names.map(async (name) => [name, await readBounded(join(path, name))] as const))
    return JSON.stringify({ files: Object.fromEntries(files) })
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    // A path that a person mistook for its content could be a token: it is not repeated.
    if (code === 'ENAMETOOLONG')
      throw unusable('PATH is a file or a folder, not what it holds; - reads standard input.')
    if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) throw unusable(`PATH cannot be read (${code}).`)
    throw cause
  }
}

/** Everything on standard input. @throws usage.value */
export async function readSessionStream(stream: Readable): Promise<string> {
  let read = ''
  stream.setEncoding('utf8')
  for await (const chunk of stream) {
    read += String(chunk)
    if (read.length > maxBytes) throw tooLarge()
  }
  if (read.trim() === '') throw unusable('Standard input held nothing.')
  return read
}

async function readBounded(path: string): Promise<string> {
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.alloc(maxBytes + 1)
    let size = 0
    for (;;) {
      const { bytesRead } = await file.read(buffer, size, buffer.length - size)
      size += bytesRead
      if (size > maxBytes) throw tooLarge()
      if (bytesRead === 0) return buffer.subarray(0, size).toString('utf8')
    }
  } finally {
    await file.close()
  }
}

const unusable = (detail: string) => fail('usage.value', { detail, command: 'auth import' })
const tooLarge = () => unusable('That is too large for a session.')
