// The store's suite on newer lines of Node, which bring their own SQLite (`node:sqlite`, our fallback provider).
// They come from the package registry as plain packages without install scripts, into a folder outside the checkout.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './lib/files.mjs'
import { npm } from './lib/install.mjs'
import { countReport, finish, sum } from './lib/report.mjs'

const folder = mkdtempSync(join(tmpdir(), 'garminsync-node-'))
const system = process.platform === 'win32' ? 'win' : process.platform
const packageName = `node-${system === 'darwin' && process.arch === 'arm64' ? 'bin-' : ''}${system}-${process.arch}`
const lines = ['22', '24'].filter((line) => line !== process.versions.node.split('.')[0])

/** @param {string} line @returns {string | null} path of the program, or null when it cannot be had here */
function obtain(line) {
  const prefix = join(folder, line)
  npm(['install', '--prefix', prefix, '--no-save', '--ignore-scripts', '--loglevel=error', `${packageName}@${line}`], {
    cwd: folder,
    timeout: 300_000,
  })
  const program = join(prefix, 'node_modules', packageName, 'bin', system === 'win' ? 'node.exe' : 'node')
  return existsSync(program) ? program : null
}

const results = lines.map((line) => {
  const program = obtain(line)
  if (program === null) {
    console.log(`Node ${line}: LEFT OUT, the registry does not give ${packageName}@${line} here.`)
    return { passed: 0, failed: 0, skipped: 1 }
  }
  console.log(`Node ${line}: the store's suite`)
  const report = join(folder, `${line}.json`)
  const { status } = spawnSync(
    program,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      'src/store',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    { cwd: root, stdio: 'inherit' },
  )
  return countReport(existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null, status === 0)
})
rmSync(folder, { recursive: true, force: true })
finish(sum(results))
