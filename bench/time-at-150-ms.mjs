// B1, B4, B5: time against a Garmin that takes 150 ms for every answer, without pacing, on one connection.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createProgram } from './program.mjs'

const latencyMs = 150
const dayMs = 86_400_000
/** The year of the measures has so many requests (A1). */
const yearOfRequests = 745

/** @type {import('../scripts/bench.mjs').Measure} */
export const measure = {
  names: ['B1', 'B4', 'B5'],
  async run({ quick, sources }) {
    const simulator = await sources.createSimulator({ years: 1, latencyMs })
    const home = mkdtempSync(join(tmpdir(), 'garminsync-bench-'))
    try {
      const { life } = simulator
      // 25 activities within the newest 30 days; the life has fewer.
      const recent = () => life.activities().filter(({ startUtc }) => startUtc > life.now() - 29 * dayMs).length
      for (let day = 2; recent() < 25; day++) life.addActivity({ startUtc: life.now() - day * dayMs })
      const program = createProgram(simulator, home)
      await program.signIn()
      simulator.forget()

      const began = performance.now()
      let usefulMs = 0
      const watch = setInterval(() => {
        if (usefulMs === 0 && isUseful(simulator)) usefulMs = performance.now() - began
      }, 20)
      // The quick form stops after the daily values of the year and two months of files.
      await program.run(['sync', '--from', quick ? '-60d' : '-364d'])
      clearInterval(watch)
      const ms = performance.now() - began
      const requests = simulator.requests.length
      const coverage = JSON.parse(await program.run(['coverage', '--json']))

      const waits = []
      for (let round = 0; round < 5; round++) {
        const start = performance.now()
        await program.run(['sync'])
        waits.push(performance.now() - start)
      }
      const b1 = seconds((ms * yearOfRequests) / requests)
      const b4 = seconds(usefulMs)
      const b5 = seconds(waits.sort((a, b) => a - b)[2] ?? 0)
      return [
        finding('B1', `a year on one connection, reckoned from ${requests} requests`, b1, 113, 118, {
          seconds: seconds(ms),
          requests,
          failed: coverage.reduce(
            (/** @type {number} */ sum, /** @type {{ failed: number }} */ row) => sum + row.failed,
            0,
          ),
        }),
        finding('B4', 'until 30 days, 25 activities and the daily values are there', b4, 17, 20, {}),
        finding('B5', 'whole command with nothing new', b5, 0.37, 0.5, { seconds: waits.map(seconds) }),
      ]
    } finally {
      await simulator.close()
      rmSync(home, { recursive: true, force: true })
    }
  },
}

/** Everything of the newest thirty days has been answered: archives, and files of 25 activities. @param {import('../src/simulator/index.ts').Simulator} simulator */
function isUseful({ requests, life }) {
  const answered = requests.filter(({ status }) => status === 200)
  const count = (/** @type {RegExp} */ pattern) => answered.filter(({ path }) => pattern.test(path)).length
  const worn = life
    .days()
    .slice(-29)
    .filter((date) => life.day(date).worn).length
  return count(/files\/wellness\//) >= worn && count(/files\/activity\//) >= 25
}

const seconds = (/** @type {number} */ ms) => Math.round(ms / 10) / 100

/**
 * @param {string} name @param {string} about @param {number} ours @param {number} floor @param {number} most
 * @param {Record<string, unknown>} details
 */
function finding(name, about, ours, floor, most, details) {
  return { measure: name, about, unit: 's', ours, peer: null, floor, goal: `≤ ${most} s`, met: ours <= most, details }
}
