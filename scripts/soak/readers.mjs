// npm run soak -- readers [--minutes N] [--readers N] [--record]: a server fetches ten years while many watch, a third of
// them slow, a third leaving and coming back again and again. Each sees each event once and in order, and the server's
// memory stays flat: the median of the last third of the time is at most 16 MB above that of the second. With --record the
// run is noted in docs/readers-soak.md.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt } from '../lib/built.mjs'
import { root } from '../lib/files.mjs'
import { ensureInstalled } from '../lib/install.mjs'
import { finish } from '../lib/report.mjs'

ensureInstalled()
const { loadSource } = await import('../lib/load-source.mjs')
await ensureBuilt()
const { soakReaders } = /** @type {typeof import('../../tests/support/readers-soak.ts')} */ (
  await loadSource('tests/support/readers-soak.ts')
)

const words = process.argv.slice(3)
/** @param {string} name @param {number} otherwise */
const numberOf = (name, otherwise) => (words.includes(name) ? Number(words[words.indexOf(name) + 1]) : otherwise)
const minutes = numberOf('--minutes', 30)
const readers = numberOf('--readers', 200)
const mostGrowthMb = 16

console.log(`${readers} readers for about ${minutes} minutes`)
const { seconds, events, reconnects, missed, rssMb } = await soakReaders({
  minutes,
  readers,
  program: join(root, 'dist/garminsync.js'),
  onMinute: ({ minute, rssMb }) => console.log(`minute ${minute}: ${rssMb} MB`),
})
const growth = rssMb[2] - rssMb[1]
const failures = [...missed]
if (growth > mostGrowthMb) failures.push(`the server grew by ${growth} MB in the last third`)
console.log(
  `${events} events to ${readers} readers in ${seconds} s, ${reconnects} times come back: ${missed.length} missed something, memory ${rssMb.join(', ')} MB`,
)
if (words.includes('--record')) record()
finish({ passed: failures.length === 0 ? 1 : 0, failed: failures.length, skipped: 0, failures: failures.slice(0, 20) })

function record() {
  const path = join(root, 'docs/readers-soak.md')
  const head = [
    '# Runs of `npm run soak -- readers`',
    '',
    'A server fetches ten years of a simulated life while many read the events of the job: a third as fast as they come, a third',
    'pausing a second after each piece, a third leaving after three events and coming back with `Last-Event-ID`. Each has to see',
    "each event once and in order. Memory is the server's, resident: the median of each third of the time; the last may be at",
    'most 16 MB above the second.',
    '',
    '| date | readers | seconds | events | times come back | missed something | MB in each third | Node, machine |',
    '|---|---|---|---|---|---|---|---|',
    '',
  ].join('\n')
  const cells = [
    new Date().toISOString().slice(0, 10),
    readers,
    seconds,
    events.toLocaleString('en'),
    reconnects.toLocaleString('en'),
    missed.length,
    rssMb.join(', '),
    `${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}`,
  ]
  const before = existsSync(path) ? readFileSync(path, 'utf8') : head
  writeFileSync(path, `${before.trimEnd()}\n| ${cells.join(' | ')} |\n`)
}
