// npm run bench [NAME] [-- --quick] [-- --summary]: one JSON line a measure (none with --summary: only the page is made), results kept in bench/results/, summed up in
// docs/performance.md. Names and goals are those of the measures in bench/.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem, type } from 'node:os'
import { join } from 'node:path'
import { pageBy, table } from './docs/markdown.mjs'
import { ensureBuilt } from './lib/built.mjs'
import { root } from './lib/files.mjs'
import { ensureInstalled } from './lib/install.mjs'

/**
 * What one measure came to. `goal` in words, as in the list of goals; `met` is judged by the measure itself.
 * @typedef {{ measure: string, ours: number, peer: number | null, floor: number | null, goal: string, met: boolean,
 *   unit: string, about: string, details?: Record<string, unknown> }} Finding
 * @typedef {{ quick: boolean, sources: import('../bench/sources.ts').Sources }} BenchContext
 * @typedef {{ names: string[], run: (context: BenchContext) => Promise<Finding[]> }} Measure
 */

ensureInstalled()
await ensureBuilt()
const { loadSource } = await import('./lib/load-source.mjs')
const sources = /** @type {import('../bench/sources.ts').Sources} */ (await loadSource('bench/sources.ts'))
const words = process.argv.slice(2)
const quick = words.includes('--quick')
const wanted = words.filter((word) => !word.startsWith('-')).map((word) => word.toUpperCase())

/** @type {Measure[]} */
const measures = (
  await Promise.all(
    [
      'nothing-new',
      'kill-and-resume',
      'memory',
      'rate-limited',
      'start-up',
      'economy',
      'time-at-150-ms',
      'fit-decode',
      'fit-import',
      'fit-memory',
      'fit-wellness',
      'api-answers',
      'api-while-busy',
      'dashboard',
      'intraday',
    ].map((name) => import(`../bench/${name}.mjs`)),
  )
).map((module) => module.measure)
const known = measures.flatMap((each) => each.names)
const unknown = wanted.find((name) => !known.includes(name))
if (unknown) {
  console.error(`There is no measure ${unknown}; there are ${known.join(', ')}.`)
  process.exit(2)
}

const machine = {
  date: new Date().toISOString().slice(0, 10),
  node: process.version,
  system: `${type()} ${release().split('-')[0]}, ${process.arch}`,
  processor: `${cpus().length} × ${cpus()[0]?.model.trim()}`,
  memory_gb: Math.round(totalmem() / 2 ** 30),
}
for (const each of words.includes('--summary') ? [] : measures) {
  if (wanted.length > 0 && !each.names.some((name) => wanted.includes(name))) continue
  for (const finding of await each.run({ quick, sources })) report(finding)
}
writeFileSync(join(root, 'docs/performance.md'), summary())

/** @param {Finding} finding */
function report({ measure, ours, peer, floor, goal, met, unit, about, details }) {
  const ratio = (/** @type {number | null} */ other) => (other ? Math.round((ours / other) * 1000) / 1000 : null)
  const line = { measure, ours, peer, floor, ratio_peer: ratio(peer), ratio_floor: ratio(floor), goal, met }
  console.log(JSON.stringify(line))
  if (!met) process.exitCode = 1
  mkdirSync(join(root, 'bench/results'), { recursive: true })
  const name = measure.replace(/\W+/g, '-')
  writeFileSync(
    join(root, `bench/results/${name}.json`),
    `${JSON.stringify({ ...line, unit, about, quick, ...machine, details: details ?? {} }, null, 2)}\n`,
  )
}

/** The page over all results that are kept, from whatever day. */
function summary() {
  const folder = join(root, 'bench/results')
  const results = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .sort()
        .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))
    : []
  const machines = [
    ...new Set(
      results.map((each) => `${each.date}: ${each.processor}, ${each.memory_gb} GB, ${each.system}, Node ${each.node}`),
    ),
  ]
  return pageBy(
    'scripts/bench.mjs (npm run bench) from bench/results/',
    'Performance',
    'Measured with `npm run bench`; ours beside a floor (the least that does the work) and a peer where there is one. Exact ' +
      'counts are goals as written; times drift with the machine, so a goal in milliseconds is scaled by the floor of the ' +
      'same run.',
    table(
      ['measure', 'what', 'ours', 'floor', 'peer', 'goal', 'met', 'on'],
      results.map((each) => [
        each.measure,
        each.about,
        `${each.ours} ${each.unit}`,
        each.floor === null ? '–' : `${each.floor} ${each.unit}`,
        each.peer === null ? '–' : `${each.peer} ${each.unit}`,
        each.goal,
        each.met ? 'yes' : '**no**',
        each.date,
      ]),
    ),
    machines.map((each) => `- ${each}`).join('\n'),
  )
}
