// F1: small answers of a running server a core, each with its session looked up, beside the barest server there is.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../scripts/lib/files.mjs'
import { createProgram } from './program.mjs'
import { median } from './rounds.mjs'
import { cpuOf, createAsker, startServer } from './server.mjs'

const connections = 8

/** @type {import('../scripts/bench.mjs').Measure} */
export const measure = {
  names: ['F1'],
  async run({ quick, sources }) {
    const [rounds, times] = quick ? [3, 2000] : [7, 5000]
    const simulator = await sources.createSimulator({ years: 1 })
    const home = mkdtempSync(join(tmpdir(), 'garminsync-bench-'))
    const floor = spawn(process.execPath, [join(root, 'bench/api-floor.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] })
    try {
      const floorUrl = String(await new Promise((resolve) => floor.stdout.once('data', resolve))).trim()
      const program = createProgram(simulator, home)
      await program.signIn()
      await program.run(['sync', 'health', '--from', '-3d'])
      const server = await startServer(program)
      const ours = createAsker(server.url, connections, server.token)
      const bare = createAsker(floorUrl, connections, null)
      const path = '/api/v1/health/heart_rate_day?limit=1'
      const answer = await ours.ask(path)
      if (JSON.parse(answer).items.length !== 1) throw new Error(`no row: ${answer}`)
      const ourTurn = async () => cpuPer(server.pid, () => ours.askMany(path, times), times)
      const bareTurn = async () => cpuPer(/** @type {number} */ (floor.pid), () => bare.askMany('/day', times), times)
      await ourTurn()
      await bareTurn()
      /** @type {{ ours: number, floor: number }[]} */
      const pairs = []
      for (let round = 0; round < rounds; round++)
        if (round % 2 === 0) pairs.push({ ours: await ourTurn(), floor: await bareTurn() })
        else {
          const first = await bareTurn()
          pairs.push({ floor: first, ours: await ourTurn() })
        }
      ours.close()
      bare.close()
      await server.stop()
      const share = median(pairs.map((pair) => pair.floor / pair.ours))
      return [
        {
          measure: 'F1',
          about: `answers a core: one row of a table with its session checked (${answer.length} bytes); floor: node:http and one statement`,
          unit: 'answers/s',
          ours: Math.round(1000 / median(pairs.map((pair) => pair.ours))),
          peer: null,
          floor: Math.round(1000 / median(pairs.map((pair) => pair.floor))),
          goal: '≥ 50 % of the floor',
          met: share >= 0.5,
          details: { share_pct: Math.round(share * 1000) / 10, rounds, answers_a_round: times, connections },
        },
      ]
    } finally {
      floor.kill()
      await simulator.close()
      rmSync(home, { recursive: true, force: true })
    }
  },
}

/** CPU milliseconds of a process for each answer. @param {number} pid @param {() => Promise<void>} work @param {number} times */
async function cpuPer(pid, work, times) {
  const before = cpuOf(pid)
  await work()
  return (cpuOf(pid) - before) / times
}
