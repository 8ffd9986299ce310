import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { filesUnder, root } from './files.mjs'

/** The largest that all code and style of the dashboard may be, gzipped, without the map (issue 7: 120 KB). */
export const webBudgetBytes = 120 * 1024

/**
 * @typedef {object} WebBuild
 * @property {Map<string, Uint8Array>} files path below dist/web → bytes, squeezed forms included
 * @property {string[]} modules what was bundled, as paths from the root
 * @property {{ path: string, gzip: number, modules: string[] }[]} parts code and style, with their gzipped sizes
 */

/** Bundles web/ for browsers; the same sources give the same bytes. @returns {Promise<WebBuild>} */
export async function buildWeb() {
  const { build } = await import('vite')
  // Vite wants a folder of its own for what it keeps between builds; we keep nothing.
  const cacheDir = mkdtempSync(join(tmpdir(), 'garminsync-vite-'))
  // Vite takes this from the surroundings; a build that a test run starts would be one for developing.
  const before = process.env.NODE_ENV
  process.env.NODE_ENV = 'production'
  try {
    const result = await build({
      root: join(root, 'web'),
      configFile: false,
      envDir: false,
      logLevel: 'warn',
      cacheDir,
      oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
      build: {
        write: false,
        target: 'es2022',
        modulePreload: { polyfill: false },
        assetsInlineLimit: 0,
        reportCompressedSize: false,
        copyPublicDir: false,
        // One style sheet squeezes better than twenty small ones, and none is waited for later.
        cssCodeSplit: false,
      },
    })
    const { output } = /** @type {import('vite').Rollup.RollupOutput} */ (Array.isArray(result) ? result[0] : result)
    return collect(output)
  } finally {
    if (before === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = before
    rmSync(cacheDir, { recursive: true, force: true })
  }
}

/**
 * @param {import('vite').Rollup.RollupOutput['output']} outputs
 * @returns {WebBuild}
 */
function collect(outputs) {
  /** @type {Map<string, Uint8Array>} */
  const files = new Map()
  const modules = new Set()
  const parts = []
  for (const path of filesUnder('web/public'))
    files.set(path.slice('web/public/'.length), readFileSync(join(root, path)))
  for (const output of outputs) {
    const bytes = Buffer.from(output.type === 'chunk' ? output.code : output.source)
    files.set(output.fileName, bytes)
    const own = output.type === 'chunk' ? output.moduleIds.flatMap(pathOf) : []
    for (const path of own) modules.add(path)
    if (/\.(js|css)$/.test(output.fileName))
      parts.push({ path: output.fileName, gzip: gzipSync(bytes, { level: 9 }).length, modules: own })
  }
  for (const [path, bytes] of [...files]) for (const [name, squeezed] of squeeze(path, bytes)) files.set(name, squeezed)
  return { files, modules: [...modules].sort(), parts }
}

/** Virtual modules have no path. @param {string} id @returns {string[]} */
function pathOf(id) {
  const path = id.replaceAll('\\', '/').split('?')[0] ?? ''
  const from = root.replaceAll('\\', '/')
  return path.startsWith(from) ? [path.slice(from.length)] : []
}

/**
 * The forms that a browser may take instead, where they are smaller.
 * @param {string} path @param {Uint8Array} bytes @returns {[string, Uint8Array][]}
 */
function squeeze(path, bytes) {
  if (!/\.(js|css|html|svg|webmanifest)$/.test(path)) return []
  /** @type {[string, Uint8Array][]} */
  const forms = [
    [`${path}.gz`, gzipSync(bytes, { level: 9 })],
    [`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })],
  ]
  return forms.filter(([, form]) => form.length < bytes.length)
}
