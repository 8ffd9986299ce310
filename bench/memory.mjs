// D3: the most memory that a back-fill of 10 years takes, and how much more that is than for one year.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createProgram } from './program.mjs'

/** Measured by BENCH D for a program that does nothing but this, in MB. */
const limit = 48

/** @type {import('../scripts/bench.mjs').Measure} */
export const measure = {
  names: ['D3'],
  async run({ quick, sources }) {
    const years = quick ? 3 : 10
    const one = await backFill(sources, 1)
    const many = await backFill(sources, years)
    const growth = Math.round((many.peakMb - one.peakMb) * 10) / 10
    const details = { years, peak_of_one_year_mb: one.peakMb, requests: many.requests, seconds: many.seconds }
    return [
      {
        measure: 'D3 peak',
        about: `most memory of a back-fill of ${years} years`,
        unit: 'MB',
        ours: many.peakMb,
        peer: null,
        floor: limit,
        goal: '≤ 110 MB',
        met: many.peakMb <= 110,
        details,
      },
      {
        measure: 'D3 growth',
        about: `more memory for ${years} years than for one`,
        unit: 'MB',
        ours: growth,
        peer: null,
        floor: null,
        goal: '≤ 8 MB',
        met: growth <= 8,
        details,
      },
    ]
  },
}

/** @param {import('./sources.ts').Sources} sources @param {number} years */
async function backFill(sources, years) {
  const simulator = await sources.createSimulator({ years })
  const home = mkdtempSync(join(tmpdir(), 'garminsync-bench-'))
  try {
    const program = createProgram(simulator, home)
    await program.signIn()
    simulator.forget()
    const began = Date.now()
    const child = program.start('sync', '--quiet')
    child.stdin.end()
    child.stdout.resume()
    let said = ''
    child.stderr.on('data', (data) => {
      said += data
    })
    const { pid } = child
    let peakMb = 0
    const timer = setInterval(() => {
      peakMb = Math.max(peakMb, peakOf(pid))
    }, 20)
    const code = await new Promise((resolve) => child.on('close', resolve))
    clearInterval(timer)
    if (code !== 0) throw new Error(`sync ended with ${code}: ${said}`)
    const seconds = Math.round((Date.now() - began) / 1000)
    return { peakMb: Math.round(peakMb * 10) / 10, requests: simulator.requests.length, seconds }
  } finally {
    await simulator.close()
    rmSync(home, { recursive: true, force: true })
  }
}

/** The most resident memory that a process has had so far, in MB. @param {number | undefined} pid */
function peakOf(pid) {
  try {
    return Number(/^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    // It has ended.
    return 0
  }
}
