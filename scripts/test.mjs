// npm test [-- vitest arguments]: installs and builds what is missing, runs the suites, ends with one line of numbers.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt } from './lib/built.mjs'
import { root } from './lib/files.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { countReport, finish } from './lib/report.mjs'

ensureInstalled()
await ensureBuilt()
const folder = mkdtempSync(join(tmpdir(), 'garminsync-test-'))
const report = join(folder, 'report.json')
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit' },
)
const counts = countReport(existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null, status === 0)
rmSync(folder, { recursive: true, force: true })
finish(counts)
