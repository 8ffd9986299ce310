import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/** Builds the thread that decodes from the sources, as they are now. */
export async function buildDecodeWorker(): Promise<{ url: URL; clear(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'garminsync-worker-'))
  const root = join(import.meta.dirname, '../..')
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  const file = join(folder, 'worker.mjs')
  await build({
    entryPoints: [join(root, 'src/sync/decode/worker.ts')],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  })
  return { url: pathToFileURL(file), clear: () => rm(folder, { recursive: true, force: true }) }
}
