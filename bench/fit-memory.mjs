// D4: the most memory that the largest FIT file takes: 100,000 records, decoded and packed in a process of its own.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../scripts/lib/files.mjs'
import { activityFit } from './fit-files.mjs'

const limit = 150

/** @type {import('../scripts/bench.mjs').Measure} */
export const measure = {
  names: ['D4'],
  async run({ sources }) {
    const folder = mkdtempSync(join(tmpdir(), 'garminsync-bench-'))
    try {
      const bytes = activityFit(sources, { seed: 1, start: 1_700_000_000, records: 100_000, developer: true })
      const path = join(folder, 'long.fit')
      writeFileSync(path, bytes)
      const peak = (/** @type {string} */ work) => {
        const program = `import { readFileSync } from 'node:fs'
          import { readFitActivity, readFitWellness } from '${pathToFileURL(join(root, 'dist/fit/index.js')).href}'
          const bytes = readFileSync(process.argv[1]); ${work}
          console.log(/VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1] / 1024)`
        const ran = spawnSync(process.execPath, ['--input-type=module', '-e', program, path], { encoding: 'utf8' })
        if (ran.status !== 0) throw new Error(ran.stderr)
        return Math.round(Number(ran.stdout))
      }
      const floor = peak('')
      const ours = peak(
        "const { streams } = readFitActivity(bytes); if (streams[0].times.length !== 100000) throw new Error('lost')",
      )
      return [
        {
          measure: 'D4',
          about: `most memory of a process that decodes a FIT file of 100,000 records (${(bytes.length / 1e6).toFixed(1)} MB); floor: one that reads its bytes`,
          unit: 'MB',
          ours,
          peer: null,
          floor,
          goal: `≤ ${limit} MB`,
          met: ours <= limit,
        },
      ]
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
