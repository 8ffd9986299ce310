// A7: a back-fill that is killed at random points and resumed, beside one that is left alone.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createProgram } from './program.mjs'
import { contentOf, difference } from './store-content.mjs'

/** @typedef {import('../src/simulator/index.ts').Simulator} Simulator */

/** Requests in flight at once; the default pace opens one connection. */
const connections = 1

/** @type {import('../scripts/bench.mjs').Measure} */
export const measure = {
  names: ['A7'],
  async run({ quick, sources }) {
    const kills = quick ? 15 : 50
    // The same moment for both lives, so that their answers are equal byte for byte.
    const moment = Date.now()
    const now = () => moment
    const from = ['--from', quick ? '-120d' : '-1y']
    const calm = await withHome(sources, now, async (simulator, home) => {
      const program = createProgram(simulator, home)
      await program.signIn()
      simulator.forget()
      await program.run(['sync', ...from])
      return { asked: questions(simulator), content: contentOf(home) }
    })
    const total = [...calm.asked.values()].reduce((sum, count) => sum + count, 0)
    const troubled = await withHome(sources, now, async (simulator, home) => {
      const program = createProgram(simulator, home)
      await program.signIn()
      simulator.forget()
      let happened = 0
      for (const point of randomPoints(kills, total)) if (await killedAt(point, simulator, program, from)) happened++
      await program.run(['sync', ...from])
      return { happened, asked: questions(simulator), content: contentOf(home) }
    })
    const repeated = [...troubled.asked].reduce(
      (sum, [key, count]) => sum + Math.max(0, count - (calm.asked.get(key) ?? 0)),
      0,
    )
    const { lost, doubled } = difference(calm.content, troubled.content)
    const perKill = Math.round((repeated / troubled.happened) * 1000) / 1000
    return [
      {
        measure: 'A7',
        about: `requests repeated per kill -9 (${lost.length} rows or originals lost, ${doubled.length} too many)`,
        unit: 'requests',
        ours: perKill,
        peer: null,
        floor: connections,
        goal: '≤ connections (1) / 0 / 0, result equal to an undisturbed run',
        met: perKill <= connections && lost.length === 0 && doubled.length === 0,
        details: {
          kills: troubled.happened,
          requests_undisturbed: total,
          repeated,
          lost: sample(lost),
          doubled: sample(doubled),
        },
      },
    ]
  },
}

/**
 * @template T
 * @param {import('./sources.ts').Sources} sources @param {() => number} now
 * @param {(simulator: Simulator, home: string) => Promise<T>} work
 */
async function withHome(sources, now, work) {
  const simulator = await sources.createSimulator({ now })
  const home = mkdtempSync(join(tmpdir(), 'garminsync-bench-'))
  try {
    return await work(simulator, home)
  } finally {
    await simulator.close()
    rmSync(home, { recursive: true, force: true })
  }
}

/**
 * How often each question for data was asked. Sign-in and tokens are no part of a back-fill.
 * @param {Simulator} simulator
 */
function questions(simulator) {
  /** @type {Map<string, number>} */
  const counts = new Map()
  for (const { host, method, path, query, body } of simulator.requests) {
    if (host !== 'connectapi') continue
    const key = `${method} ${path} ${JSON.stringify(query)} ${body ?? ''}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

/** @param {number} count @param {number} total */
function randomPoints(count, total) {
  return Array.from({ length: count }, () => 1 + Math.floor(Math.random() * (total - 1))).sort((a, b) => a - b)
}

/**
 * Starts a sync and kills it once that many questions were asked over all, and a little later at random: before,
 * during or after its writing. @returns {Promise<boolean>} false when it ended before
 * @param {number} point @param {Simulator} simulator
 * @param {ReturnType<typeof createProgram>} program @param {string[]} from
 */
async function killedAt(point, simulator, program, from) {
  const child = program.start('sync', ...from)
  child.stdin.end()
  child.stdout.resume()
  child.stderr.resume()
  const closed = new Promise((resolve) => child.on('close', (_, signal) => resolve(signal === 'SIGKILL')))
  const before = simulator.requests.length
  while (child.exitCode === null && simulator.requests.length < Math.max(point, before + 1)) await pause(1)
  await pause(Math.random() * 10)
  child.kill('SIGKILL')
  return closed
}

/** The first few, short enough to be read. @param {string[]} entries */
function sample(entries) {
  return entries.slice(0, 5).map((entry) => entry.slice(0, 200))
}

/** @param {number} ms */
function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
