// A4: requests of a sync when nothing is new.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createProgram } from './program.mjs'

/** @type {import('../scripts/bench.mjs').Measure} */
export const measure = {
  names: ['A4'],
  async run({ quick, sources }) {
    const simulator = await sources.createSimulator()
    const home = mkdtempSync(join(tmpdir(), 'garminsync-bench-'))
    try {
      const program = createProgram(simulator, home)
      await program.signIn()
      await program.run(['sync', ...(quick ? ['--from', '-90d'] : [])])
      const first = simulator.requests.length
      // Exact, so that one more run says no more than five; five show that it stays so.
      const counts = []
      for (let round = 0; round < 5; round++) {
        simulator.forget()
        await program.run(['sync'])
        counts.push(simulator.requests.length)
      }
      const ours = Math.max(...counts)
      return [
        {
          measure: 'A4',
          about: 'requests of a sync when nothing is new',
          unit: 'requests',
          ours,
          // garmin-grafana and GarminDB, the peers of the list of goals, are not in the npm registry.
          peer: null,
          // One question is the least that can show that there is nothing new.
          floor: 1,
          goal: '≤ 2',
          met: ours <= 2,
          details: { requests_of_the_first_sync: first, requests_of_each_later_sync: counts },
        },
      ]
    } finally {
      await simulator.close()
      rmSync(home, { recursive: true, force: true })
    }
  },
}
