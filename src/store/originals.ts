import { createHash } from 'node:crypto'
import { open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { crc32, gunzip, gzip } from 'node:zlib'
import { fail, type UserId } from '../domain/index.ts'
import { toId } from './database.ts'
import type { Dialect } from './dialects/types.ts'
import type { OriginalStore } from './types.ts'
import { ensureFolder, fileFailure, systemCode, writePrivateFile } from './vault/index.ts'

const deflate = promisify(gzip)
const unpack = promisify(gunzip)
/** CRC-32 and length of the content, at the end of a gzip file (RFC 1952). */
const trailerBytes = 8

/** Files as the devices wrote them: `<folder>/<user_id>/ab/<sha256>.<ext>.gz`, named by the hash of their content. */
export function createOriginals({ db }: Dialect, folder: string): OriginalStore {
  const made = new Set<string>()
  const folderOf = async (userId: UserId, sha256: string): Promise<string> => {
    const levels = [folder, join(folder, userId), join(folder, userId, sha256.slice(0, 2))]
    for (const level of levels) {
      if (made.has(level)) continue
      await ensureFolder(level, true)
      made.add(level)
    }
    return join(folder, userId, sha256.slice(0, 2))
  }
  return {
    write: async (userId, { bytes, extension, sha256 = createHash('sha256').update(bytes).digest('hex') }) => {
      const into = await folderOf(userId, sha256)
      const path = join(into, fileName(sha256, extension))
      if (!(await isWhole(path, bytes))) {
        await sweep(path)
        await writePrivateFile(path, await pack(bytes))
      }
      return { sha256, size: bytes.length }
    },
    read: async (userId, sha256, extension) => {
      const path = join(folder, userId, sha256.slice(0, 2), fileName(sha256, extension))
      const damaged = (what: string, cause?: unknown) => fail('store.damaged', { detail: `${path} ${what}`, cause })
      const packed = await readFile(path).catch((thrown) => {
        throw systemCode(thrown) === 'ENOENT' ? damaged('is missing') : fileFailure(thrown, path)
      })
      const bytes = await unpack(packed).catch((thrown) => {
        throw damaged('cannot be unpacked', thrown)
      })
      if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw damaged('is not what its name says')
      return bytes
    },
    list: (userId, dataset, item) =>
      db
        .selectFrom('original')
        .select(['dataset', 'item', 'name', 'sha256', 'extension', 'size'])
        .where('user_id', '=', toId(userId))
        .where('dataset', '=', dataset)
        .where('item', '=', item)
        .where('replaced_at', 'is', null)
        .orderBy('name')
        .orderBy('sha256')
        .execute(),
    counts: async (userId, datasets, item) => {
      if (datasets.length === 0) return new Map()
      const rows = await db
        .selectFrom('original')
        .select((eb) => ['dataset', eb.fn.countAll<number>().as('files')])
        .where('user_id', '=', toId(userId))
        .where('dataset', 'in', datasets)
        .where('item', '=', item)
        .where('replaced_at', 'is', null)
        .groupBy('dataset')
        .execute()
      return new Map(rows.map(({ dataset, files }) => [dataset, Number(files)]))
    },
    all: async (userId) => {
      const rows = await db
        .selectFrom('original')
        .select(['dataset', 'item', 'name', 'sha256', 'extension', 'size', 'replaced_at'])
        .where('user_id', '=', toId(userId))
        .orderBy('dataset')
        .orderBy('item')
        .orderBy('name')
        .orderBy('sha256')
        .execute()
      return rows.map(({ replaced_at, ...file }) => ({ ...file, current: replaced_at === null }))
    },
    setAside: async (userId, sha256, extension) => {
      const path = join(folder, userId, sha256.slice(0, 2), fileName(sha256, extension))
      const aside = `${path}.damaged`
      try {
        await rename(path, aside)
        return aside
      } catch (thrown) {
        if (systemCode(thrown) === 'ENOENT') return null
        throw fileFailure(thrown, path)
      }
    },
  }
}

/** Removes what a killed writer of this very file left: an account has one writer at a time. */
async function sweep(path: string): Promise<void> {
  const folder = dirname(path)
  const names = await readdir(folder)
  const left = names.filter((name) => name.startsWith(`${basename(path)}.`) && name.endsWith('.tmp'))
  for (const name of left) await rm(join(folder, name), { force: true })
}

/** Equal content gives an equal file on every system. */
async function pack(bytes: Uint8Array): Promise<Uint8Array> {
  const packed = await deflate(bytes)
  // The place of the operating system's number; 255 is "unknown".
  packed[9] = 255
  return packed
}

/** The file is there up to its last byte and holds this content: its trailer says so without unpacking. */
async function isWhole(path: string, bytes: Uint8Array): Promise<boolean> {
  const file = await open(path, 'r').catch((thrown) => {
    if (systemCode(thrown) === 'ENOENT') return null
    throw fileFailure(thrown, path)
  })
  if (file === null) return false
  try {
    const { size } = await file.stat()
    if (size <= trailerBytes) return false
    const { buffer } = await file.read(Buffer.alloc(trailerBytes), 0, trailerBytes, size - trailerBytes)
    return buffer.readUInt32LE(0) === crc32(bytes) && buffer.readUInt32LE(4) === bytes.length % 2 ** 32
  } finally {
    await file.close()
  }
}

/** @throws internal for anything that could lead out of the folder */
function fileName(sha256: string, extension: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256) || !/^[a-z0-9]{1,8}$/.test(extension))
    throw fail('internal', { detail: `"${extension}" is no extension of a file that is kept` })
  return `${sha256}.${extension}.gz`
}
