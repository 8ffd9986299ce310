// B1, B4, B5: time against a Garmin that takes 150 ms for every answer, without pacing, on one connection.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createProgram } from './program.mjs'
import { replay } from './replay.mjs'

/** @typedef {import('../src/simulator/index.ts').Simulator} Simulator */

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
      addActivities(simulator)
      const program = createProgram(simulator, home)
      await program.signIn()
      simulator.forget()

      const began = performance.now()
      let usefulMs = 0
      let usefulAfter = 0
      const watch = setInterval(() => {
        if (usefulMs > 0 || !isUseful(simulator)) return
        usefulMs = performance.now() - began
        usefulAfter = simulator.requests.length
      }, 20)
      // The quick form has two months of files after the daily values.
      await program.run(['sync', '--from', quick ? '-60d' : '-364d'])
      clearInterval(watch)
      const ms = performance.now() - began
      const recorded = [...simulator.requests]
      const coverage = JSON.parse(await program.run(['coverage', '--json']))
      const failed = coverage.reduce(
        (/** @type {number} */ sum, /** @type {{ failed: number }} */ row) => sum + row.failed,
        0,
      )

      const later = await timed(5, () => program.run(['sync']))
      // What the same requests take today on this machine when nothing is done with the answers.
      const floorMs = await replay(simulator, recorded)
      const floorUsefulMs = await replay(simulator, recorded.slice(0, usefulAfter))
      const floorLater = await timed(5, async () => {
        spawnSync(process.execPath, ['-e', '0'])
        await replay(simulator, recorded.slice(0, 2))
      })
      const ofYear = (/** @type {number} */ some) => (some * yearOfRequests) / recorded.length
      const about = `a year on one connection, reckoned from ${recorded.length} requests, ${failed} failed`
      return [
        finding('B1', about, ofYear(ms), ofYear(floorMs), 113, 118),
        finding('B4', 'until 30 days, 25 activities and the daily values are there', usefulMs, floorUsefulMs, 17, 20),
        finding('B5', 'whole command with nothing new', later, floorLater, 0.37, 0.5),
      ]
    } finally {
      await simulator.close()
      rmSync(home, { recursive: true, force: true })
    }
  },
}

/** 25 activities within the newest 30 days; the life itself has fewer. @param {Simulator} simulator */
function addActivities({ life }) {
  const recent = () =>
    life.activities().filter(({ startUtc, manual }) => !manual && startUtc > life.now() - 29 * dayMs).length
  for (let day = 2; recent() < 25; day++) life.addActivity({ startUtc: life.now() - day * dayMs })
}

/** Archives of the newest thirty days and 25 files have come; daily values come before them. @param {Simulator} simulator */
function isUseful({ requests, life }) {
  const answered = requests.filter(({ status }) => status === 200)
  const count = (/** @type {RegExp} */ pattern) => answered.filter(({ path }) => pattern.test(path)).length
  const worn = life
    .days()
    .slice(-29)
    .filter((date) => life.day(date).worn).length
  return count(/files\/wellness\//) >= worn && count(/files\/activity\//) >= 25
}

/** The middle of several rounds, milliseconds. @param {number} rounds @param {() => Promise<unknown>} work */
async function timed(rounds, work) {
  const times = []
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0
}

const seconds = (/** @type {number} */ ms) => Math.round(ms / 10) / 100

/**
 * Met when ours is within the goal, scaled by what the floor takes today beside what it took where the goals were set.
 * @param {string} name @param {string} about @param {number} oursMs @param {number} floorMs @param {number} limit seconds
 * @param {number} most seconds
 */
function finding(name, about, oursMs, floorMs, limit, most) {
  const [ours, floor] = [seconds(oursMs), seconds(floorMs)]
  const scaled = seconds((most * floorMs) / limit)
  const met = ours <= Math.max(most, scaled)
  return {
    measure: name,
    about,
    unit: 's',
    ours,
    peer: null,
    floor,
    goal: `≤ ${most} s`,
    met,
    details: { scaled_goal: scaled },
  }
}
