// node scripts/sum.mjs FILE…: adds up what the steps of .ci/run left; a step that left nothing counts as one failure.
import { existsSync, readFileSync } from 'node:fs'
import { finish, sum } from './lib/report.mjs'

finish(
  sum(
    process.argv
      .slice(2)
      .map((path) =>
        existsSync(path)
          ? JSON.parse(readFileSync(path, 'utf8'))
          : { passed: 0, failed: 1, skipped: 0, failures: [`a step left no report: ${path}`] },
      ),
  ),
)
