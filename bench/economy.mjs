// A1, A2, A3, A5: requests of back-fills and of nights.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createProgram } from './program.mjs'

/** @typedef {import('./sources.ts').Sources} Sources */

const withoutFiles = ['-wellness_fit', '-activity_original']

/** @type {import('../scripts/bench.mjs').Measure} */
export const measure = {
  names: ['A1', 'A2', 'A3', 'A5'],
  async run({ quick, sources }) {
    const { ofTheYear, asGarminDb, usualDatasets, year } = sources
    const only = usualDatasets().filter((name) => !asGarminDb.includes(name))
    const asThem = only.map((name) => `-${name}`)
    // Files are one a day and one an activity; the quick form leaves them out and reckons them.
    const files = quick ? withoutFiles : []

    const everything = await backfill(sources, { years: 1, from: '-364d', datasets: files })
    const theirs = await backfill(sources, { years: 1, from: '-364d', datasets: [...asThem, ...withoutFiles] })
    const years = quick ? 2 : 10
    const one = await backfill(sources, { years: 1, from: null, datasets: withoutFiles })
    const many = await backfill(sources, { years, from: null, datasets: withoutFiles })
    const nights = await nightly(sources, [])
    const theirNights = await nightly(sources, asThem)

    const a1 = ofTheYear(everything.counts)
    const a2 = ofTheYear(theirs.counts)
    const a3 = Math.round((many.counts.rest - one.counts.rest) / (years - 1))
    const a5 = Math.max(...nights)
    const a5theirs = Math.max(...theirNights)
    const reckoned = `reckoned for ${year.archives} days with archives and ${year.files} activities with files`
    return [
      finding('A1', `requests of a year with everything, ${reckoned}, without those for single items`, a1, 737, 745, {
        measured: everything.counts,
      }),
      finding('A2', `the same for what GarminDB fetches, ${reckoned}`, a2, 686, 690, { measured: theirs.counts }),
      finding('A3', 'requests for each further year beyond archives, files and items', a3, 42, 60, { years }),
      finding('A5', 'requests of a night with one new activity, everything', a5, 21, 21, { nights }),
      finding('A5 GarminDB', 'the same for what GarminDB fetches', a5theirs, 9, 9, { nights: theirNights }),
    ]
  },
}

/**
 * @param {string} name @param {string} about @param {number} ours @param {number} floor @param {number} most
 * @param {Record<string, unknown>} details
 */
function finding(name, about, ours, floor, most, details) {
  const unit = 'requests'
  // The peers of the list of goals are not in the npm registry.
  return { measure: name, about, unit, ours, peer: null, floor, goal: `≤ ${most}`, met: ours <= most, details }
}

/**
 * @template T
 * @param {Sources} sources @param {{ years: number, datasets: readonly string[] }} options
 * @param {(world: { simulator: import('../src/simulator/index.ts').Simulator, program: ReturnType<typeof createProgram> }) => Promise<T>} work
 */
async function withWorld(sources, { years, datasets }, work) {
  const simulator = await sources.createSimulator({ years })
  const home = mkdtempSync(join(tmpdir(), 'garminsync-bench-'))
  try {
    const program = createProgram(simulator, home, { GARMINSYNC_DATASETS: datasets.join(',') })
    await program.signIn()
    simulator.forget()
    return await work({ simulator, program })
  } finally {
    await simulator.close()
    rmSync(home, { recursive: true, force: true })
  }
}

/** @param {Sources} sources @param {{ years: number, from: string | null, datasets: readonly string[] }} options */
function backfill(sources, { from, ...options }) {
  return withWorld(sources, options, async ({ simulator, program }) => {
    await program.run(['sync', ...(from === null ? [] : ['--from', from])])
    return { counts: sources.spent(simulator.requests) }
  })
}

/**
 * Three nights in a row, each with a run; reckoned for one new activity, however many the day had. The program's clock is
 * the machine's, so a night is a full run after an upload.
 * @param {Sources} sources @param {readonly string[]} datasets
 */
function nightly(sources, datasets) {
  return withWorld(sources, { years: 1, datasets }, async ({ simulator, program }) => {
    await program.run(['sync', '--from', '-40d'])
    const counts = []
    for (let night = 0; night < 3; night++) {
      simulator.life.addActivity({ type: 'running' })
      simulator.forget()
      await program.run(['sync'])
      const { archives, rest } = sources.spent(simulator.requests)
      counts.push(archives + 1 + rest)
    }
    return counts
  })
}
