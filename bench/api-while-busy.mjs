// F2: how a server answers while it fetches years with the largest files among them: seen by one who asks, and from within.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { root } from '../scripts/lib/files.mjs'
import { createProgram } from './program.mjs'
import { createAsker, startServer } from './server.mjs'

const paths = ['status', 'activities?limit=50', 'health/heart_rate_day?limit=30', 'sync/jobs?limit=5', 'coverage'].map(
  (path) => `/api/v1/${path}`,
)
/** Where the goal was set: p95 of the barest server, in ms. */
const floorThen = 0.8

/** @type {import('../scripts/bench.mjs').Measure} */
export const measure = {
  names: ['F2'],
  async run({ quick }) {
    const [years, most] = quick ? [1, 30] : [10, 600]
    const home = mkdtempSync(join(tmpdir(), 'garminsync-bench-'))
    const garmin = spawn(process.execPath, [join(root, 'bench/garmin-process.mjs'), home, String(years)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const bare = spawn(process.execPath, [join(root, 'bench/api-floor.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] })
    try {
      const bareUrl = String(await new Promise((resolve) => bare.stdout.once('data', resolve))).trim()
      const bareAsker = createAsker(bareUrl, 1, null)
      const { origin } = JSON.parse(String(await new Promise((resolve) => garmin.stdout.once('data', resolve))))
      // Nothing begins by itself, so that there is a time with nothing to do.
      writeFileSync(join(home, 'config.toml'), '[schedule]\nenabled = false\n')
      const loop = join(home, 'loop.json')
      const watch = `--import=${pathToFileURL(join(root, 'bench/loop-watch.mjs'))}`
      const program = createProgram(/** @type {never} */ ({ origin }), home)
      const watched = createProgram(/** @type {never} */ ({ origin }), home, { NODE_OPTIONS: watch, BENCH_LOOP: loop })
      const server = await startServer({ ...program, start: watched.start })
      const asker = createAsker(server.url, 1, server.token)
      await probe(asker, paths, 2000)
      const [warm, idle] = [Date.now(), await probe(asker, paths, 5000)]
      const idleStalls = stallsBetween(loop, warm, Date.now())

      const began = Date.now()
      const started = await fetch(`${server.url}/api/v1/sync/jobs`, {
        method: 'POST',
        headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ sync_type: 'all' }),
      })
      const { job_id } = await started.json()
      /** @type {number[]} */
      const latencies = []
      /** @type {number[]} */
      const bareLatencies = []
      let job = { status: 'pending', requests: 0 }
      while (Date.now() - began < most * 1000) {
        latencies.push(...(await probe(asker, paths, 1000)))
        // The same machine at the same time, without our program.
        bareLatencies.push(...(await probe(bareAsker, ['/day'], 300)))
        job = JSON.parse(await asker.ask(`/api/v1/sync/jobs/${job_id}`))
        if (job.status !== 'pending' && job.status !== 'running') break
      }
      await sleep(500)
      const stalls = stallsBetween(loop, began, Date.now())
      asker.close()
      bareAsker.close()
      await server.stop()
      const p95 = quantile(latencies, 0.95)
      const barest = quantile(bareLatencies, 0.95)
      const stall = stalls[0]?.cpu ?? 0
      const allowed = Math.max(15, (15 * barest) / floorThen)
      const details = {
        years,
        job: job.status,
        requests_to_garmin: job.requests,
        answers: latencies.length,
        p95_with_nothing_to_do_ms: round(quantile(idle, 0.95)),
        p50_ms: round(quantile(latencies, 0.5)),
        p99_ms: round(quantile(latencies, 0.99)),
        longest_answer_ms: round(Math.max(...latencies)),
      }
      return [
        {
          measure: 'F2 p95',
          about: `answers of a server, five kinds in turn, while it fetches ${years} years and files of 100,000 records; floor: the barest server on the same machine meanwhile`,
          unit: 'ms',
          ours: round(p95),
          peer: null,
          floor: round(barest),
          goal: `≤ 15 ms × today’s floor / ${floorThen} (today ${round(allowed)})`,
          met: p95 <= allowed,
          details,
        },
        {
          measure: 'F2 stall',
          about:
            'longest time that its event loop was held up meanwhile, in processor time of that thread, measured within; floor: with nothing to do',
          unit: 'ms',
          ours: round(stall),
          peer: null,
          floor: round(idleStalls[0]?.cpu ?? 0),
          goal: '≤ 50 ms',
          met: stall <= 50,
          details: {
            ...details,
            longest_ms: stalls.slice(0, 10).map(({ cpu }) => round(cpu)),
            longest_on_the_clock_ms: round(Math.max(0, ...stalls.map(({ wall }) => wall))),
            on_the_clock_with_nothing_to_do_ms: round(Math.max(0, ...idleStalls.map(({ wall }) => wall))),
          },
        },
      ]
    } finally {
      garmin.kill()
      bare.kill()
      rmSync(home, { recursive: true, force: true })
    }
  },
}

/** Milliseconds of each answer in so much time, about a hundred a second. @param {ReturnType<typeof createAsker>} asker @param {string[]} paths @param {number} ms */
async function probe(asker, paths, ms) {
  /** @type {number[]} */
  const found = []
  const end = performance.now() + ms
  for (let turn = 0; performance.now() < end; turn++) {
    const asked = performance.now()
    await asker.ask(paths[turn % paths.length] ?? '')
    found.push(performance.now() - asked)
    await sleep(5)
  }
  return found
}

/** What bench/loop-watch.mjs found, the longest first. @param {string} path @param {number} from @param {number} to */
function stallsBetween(path, from, to) {
  const all = /** @type {{ at: number, wall: number, cpu: number }[]} */ (JSON.parse(readFileSync(path, 'utf8')))
  return all.filter(({ at }) => at >= from && at <= to)
}

/** @param {readonly number[]} numbers @param {number} share */
function quantile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** @param {number} ms */
function round(ms) {
  return Math.round(ms * 100) / 100
}
