// A8: a 429 in the middle of a back-fill: requests refused, what is left open, and what the next run makes of it.
// A9: connections opened by a back-fill.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createProgram } from './program.mjs'
import { contentOf, difference } from './store-content.mjs'

/** Requests in flight at once; the default pace opens one connection. */
const connections = 1

/** @type {import('../scripts/bench.mjs').Measure} */
export const measure = {
  names: ['A8', 'A9'],
  async run({ quick, sources }) {
    const moment = Date.now()
    const from = ['--from', quick ? '-30d' : '-180d']
    /** @template T @param {(simulator: import('../src/simulator/index.ts').Simulator, program: ReturnType<typeof createProgram>, home: string) => Promise<T>} work */
    const withHome = async (work) => {
      const simulator = await sources.createSimulator({ now: () => moment })
      const home = mkdtempSync(join(tmpdir(), 'garminsync-bench-'))
      try {
        const program = createProgram(simulator, home)
        await program.signIn()
        simulator.forget()
        return await work(simulator, program, home)
      } finally {
        await simulator.close()
        rmSync(home, { recursive: true, force: true })
      }
    }
    const calm = await withHome(async (simulator, program, home) => {
      await program.run(['sync', ...from])
      return { content: contentOf(home), opened: simulator.connections, requests: simulator.requests.length }
    })
    const episodes = []
    for (const retryAfter of [1800, undefined])
      episodes.push(
        await withHome(async (simulator, program, home) => {
          const spec = { kind: /** @type {const} */ ('429'), after: Math.floor(calm.requests / 2), times: null }
          const fault = simulator.faults.add({ ...spec, ...(retryAfter === undefined ? {} : { retryAfter }) })
          await program.run(['sync', ...from, '--max-wait', '5s'], { exit: 7 })
          const refused = simulator.requests.filter(({ status }) => status === 429).length
          const coverage = JSON.parse(await program.run(['coverage', '--json']))
          const open = coverage.reduce(
            (/** @type {number} */ sum, /** @type {{ missing: number }} */ row) => sum + row.missing,
            0,
          )
          simulator.faults.remove(fault)
          await program.run(['sync'])
          const { lost, doubled } = difference(calm.content, contentOf(home))
          return {
            retry_after: retryAfter ?? null,
            refused,
            named_in_the_ledger: open,
            lost: lost.length,
            doubled: doubled.length,
          }
        }),
      )
    const refused = Math.max(...episodes.map((episode) => episode.refused))
    const whole = episodes.every(
      ({ lost, doubled, named_in_the_ledger }) => lost + doubled === 0 && named_in_the_ledger > 0,
    )
    return [
      {
        measure: 'A8',
        about: 'refused requests of a 429 episode, with and without Retry-After; the next run completes',
        unit: 'requests',
        ours: refused,
        peer: null,
        floor: connections,
        goal: '≤ connections (1); what is open is named in the ledger; exit 7; nothing lost',
        met: refused <= connections && whole,
        details: { episodes },
      },
      {
        measure: 'A9',
        about: 'connections opened in a back-fill',
        unit: 'connections',
        ours: calm.opened,
        peer: null,
        floor: connections,
        goal: '≤ 1 per connection slot',
        met: calm.opened <= connections,
        details: { requests: calm.requests },
      },
    ]
  },
}
