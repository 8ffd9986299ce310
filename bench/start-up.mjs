// E1: CPU time of `--version` and `--help` against `node -e 0`.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../scripts/lib/files.mjs'

/** CPU of `node -e 0` where the goal was set; the goal grows and shrinks with today's. */
const floorThen = 72.6
const allowance = 12

/**
 * CPU milliseconds (user + system) of one run, from the shell's own account of its children over several runs.
 * @param {string[]} args @param {number} runs
 */
function cpuOf(args, runs) {
  const script = `TIMEFORMAT='%U %S'; time for ((i = 0; i < ${runs}; i++)); do "$@" > /dev/null; done`
  const { stderr, status } = spawnSync('bash', ['-c', script, 'bash', process.execPath, ...args], { encoding: 'utf8' })
  const [user, system] = stderr.trim().split(' ').map(Number)
  if (status !== 0 || !((user ?? 0) > 0)) throw new Error(`could not measure ${args.join(' ')}: ${stderr}`)
  return (((user ?? 0) + (system ?? 0)) * 1000) / runs
}

/** @param {number[]} numbers */
function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** @type {import('../scripts/bench.mjs').Measure} */
export const measure = {
  names: ['E1'],
  async run({ quick }) {
    const [rounds, runs] = quick ? [5, 6] : [11, 10]
    const program = join(root, 'dist/garminsync.js')
    return ['--version', '--help'].map((option) => {
      const ours = () => cpuOf([program, option], runs)
      const floor = () => cpuOf(['-e', '0'], runs)
      ours()
      const pairs = Array.from({ length: rounds }, (_, round) => {
        // A-B-B-A: what drifts over time falls on both alike.
        if (round % 2 === 0) return { floor: floor(), ours: ours() }
        const first = ours()
        return { ours: first, floor: floor() }
      })
      const floorNow = median(pairs.map((pair) => pair.floor))
      const extra = median(pairs.map((pair) => pair.ours - pair.floor))
      const allowed = (allowance * floorNow) / floorThen
      return {
        measure: `E1 ${option}`,
        about: `CPU of \`garminsync ${option}\`, beside \`node -e 0\``,
        unit: 'ms',
        ours: round1(floorNow + extra),
        peer: null,
        floor: round1(floorNow),
        goal: `≤ node + ${allowance} ms CPU (today + ${round1(allowed)})`,
        met: extra <= allowed,
        details: { extra_ms: round1(extra), rounds, runs_a_round: runs },
      }
    })
  },
}

/** @param {number} value */
function round1(value) {
  return Math.round(value * 10) / 10
}
