import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as esbuild from 'esbuild'
import { root } from './files.mjs'

/**
 * Imports a TypeScript file of the checkout, which Node 20 cannot by itself: bundled into a folder of its own inside
 * node_modules, so that packages are found, and removed again.
 * @param {string} path from the root
 * @returns {Promise<unknown>}
 */
export async function loadSource(path) {
  const folder = join(root, 'node_modules', '.cache', `garminsync-${process.pid}-${Date.now()}`)
  mkdirSync(folder, { recursive: true })
  try {
    await esbuild.build({
      absWorkingDir: root,
      entryPoints: [path],
      outfile: join(folder, 'source.mjs'),
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
      logLevel: 'warning',
    })
    return await import(pathToFileURL(join(folder, 'source.mjs')).href)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
