// npm run soak [-- --inputs N] [--seed N] [--record]: feeds that many damaged and invented FIT files to the decoder. No
// exception, no hang over a second, no memory over ten times the input and 50 MB. With --record the run is noted in
// docs/fit-soak.md. Inputs that made it stumble are
// written to .soak/: they may be made of files that are not ours, so a test builds the like of them from its own.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../lib/files.mjs'
import { ensureInstalled } from '../lib/install.mjs'
import { finish } from '../lib/report.mjs'

ensureInstalled()
const { loadSource } = await import('../lib/load-source.mjs')
const { fuzz } = /** @type {typeof import('../../tests/fit/fuzz.ts')} */ (await loadSource('tests/fit/fuzz.ts'))

const words = process.argv.slice(2)
/** @param {string} name @param {number} otherwise */
const numberOf = (name, otherwise) => (words.includes(name) ? Number(words[words.indexOf(name) + 1]) : otherwise)
const seed = numberOf('--seed', Date.now() % 2 ** 32)
const inputs = numberOf('--inputs', 10_000_000)
const shared = pathToFileURL(join(root, '../shared/fit/'))
const corpus = existsSync(shared) ? shared : null

console.log(
  `${inputs} inputs, seed ${seed}, ${corpus === null ? 'our own files only' : 'with the files of ../shared/fit'}`,
)
const started = performance.now()
const result = await fuzz({
  seed,
  inputs,
  corpus,
  onProgress: (done) => {
    const at = Math.round((performance.now() - started) / 1000)
    if (done % 100_000 === 0) console.log(`${done} inputs after ${at} s`)
  },
})
const seconds = Math.round((performance.now() - started) / 1000)
for (const { input, what, bytes } of result.faults.slice(0, 20)) {
  console.log(`input ${input} (${bytes.length} bytes): ${what}`)
  mkdirSync(join(root, '.soak'), { recursive: true })
  writeFileSync(join(root, `.soak/${seed}-${input}.fit`), bytes)
}
const { slowestMs, mostMb, faults, files } = result
console.log(
  `${inputs} inputs (${Math.round(result.bytes / 1e6)} MB) in ${seconds} s: ${faults.length} faults, slowest ${slowestMs} ms, at most ${mostMb} MB beyond 10 × the input`,
)
if (words.includes('--record')) record()
finish({
  passed: faults.length === 0 ? 1 : 0,
  failed: faults.length,
  skipped: 0,
  failures: faults.map(({ input, what }) => `npm run soak, seed ${seed}, input ${input}: ${what}`),
})

function record() {
  const path = join(root, 'docs/fit-soak.md')
  const head = [
    '# Runs of `npm run soak`',
    '',
    'Damaged and invented FIT files, fed to the decoder: no exception, no hang over a second, no memory over ten times the input',
    'and 50 MB. A seed gives the same inputs again.',
    '',
    '| date | inputs | seed | files they are made of | seconds | faults | slowest | memory beyond 10 × the input | Node, machine |',
    '|---|---|---|---|---|---|---|---|---|',
    '',
  ].join('\n')
  const cells = [
    new Date().toISOString().slice(0, 10),
    inputs.toLocaleString('en'),
    seed,
    files,
    seconds,
    faults.length,
    `${slowestMs} ms`,
    `${mostMb} MB`,
    `${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}`,
  ]
  const before = existsSync(path) ? readFileSync(path, 'utf8') : head
  writeFileSync(path, `${before.trimEnd()}\n| ${cells.join(' | ')} |\n`)
}
