import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesUnder, hashOf, isTest, root } from './files.mjs'

/** What esbuild saw and made, with the stamp of the sources; for the checks, not published. */
export const metaPath = 'dist/meta.json'

/** Changes whenever a build could come out differently. */
export function sourceStamp() {
  const sources = ['src', 'web'].flatMap(filesUnder).filter((path) => !isTest(path))
  const tools = ['scripts/build.mjs', 'scripts/lib/web-build.mjs']
  return hashOf([...sources, 'package.json', 'package-lock.json', ...tools])
}

/**
 * The record of the last build, or null when there is none.
 * @returns {(import('esbuild').Metafile & { stamp: string, files: string[], web: import('./web-build.mjs').WebBuild['parts'] }) | null}
 */
export function readMeta() {
  const path = join(root, metaPath)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null
}

/** Builds unless the sources are those of the last build and all of its files are there. */
export async function ensureBuilt() {
  const meta = readMeta()
  if (meta?.stamp === sourceStamp() && meta.files.every((path) => existsSync(join(root, path)))) return
  const { build } = await import('../build.mjs')
  await build()
}
