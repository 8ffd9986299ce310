import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { WebFile, WebFiles } from '../api/index.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
}

/** Where the build put the dashboard: beside the parts of the program; seen from the sources, in `dist`. */
const places = [new URL('../web/', import.meta.url), new URL('../../dist/web/', import.meta.url)]

/**
 * The dashboard's files. The folder is listed once and only what stood there is served, so no address leads out of it; a
 * file is read when it is first asked for, and kept: all of them are smaller than one picture.
 */
export function createWebFolder(folders: readonly string[] = places.map((place) => fileURLToPath(place))): WebFiles {
  let listing: Promise<Map<string, string>> | null = null
  const read = new Map<string, Promise<WebFile>>()
  return {
    find: async (path) => {
      listing ??= firstListed(folders)
      const listed = await listing
      const at = listed.get(path)
      const type = types[extname(path)]
      if (at === undefined || type === undefined) return null
      let file = read.get(path)
      if (file === undefined) {
        file = readForms(path, type, listed)
        read.set(path, file)
      }
      return file.catch(() => {
        // Gone, or not readable now: what lies there is looked at anew, as after an update beneath a running server.
        read.delete(path)
        listing = null
        return null
      })
    },
  }
}

/** Names in the first folder that is there → where they lie; none at all where the dashboard was not built. */
async function firstListed(folders: readonly string[]): Promise<Map<string, string>> {
  for (const folder of folders) {
    const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => null)
    if (entries === null || !entries.some(({ name }) => name === 'index.html')) continue
    return new Map(
      entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
        .map((path) => [relative(folder, path).split(sep).join('/'), path]),
    )
  }
  return new Map()
}

async function readForms(path: string, type: string, listed: ReadonlyMap<string, string>): Promise<WebFile> {
  const bytesOf = async (name: string) => {
    const at = listed.get(name)
    return at === undefined ? undefined : new Uint8Array(await readFile(at))
  }
  const [identity, gzip, br] = await Promise.all([bytesOf(path), bytesOf(`${path}.gz`), bytesOf(`${path}.br`)])
  if (identity === undefined) throw new Error(`${path} was not listed`)
  return {
    path,
    type,
    hash: createHash('sha256').update(identity).digest('base64url').slice(0, 22),
    forms: { identity, ...(gzip && { gzip }), ...(br && { br }) },
  }
}
