// npm run docs:sign-in: plays every refusal against the simulator and writes what happened into docs/sign-in.md.
import { spawnSync } from 'node:child_process'
import { root } from './lib/files.mjs'
import { ensureInstalled } from './lib/install.mjs'

ensureInstalled()
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', 'tests/sign-in/outcomes.test.ts'],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, GARMINSYNC_WRITE_DOCS: '1' },
  },
)
process.exitCode = status ?? 1
