import { readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'))

/** Tests that run the built program; they see a fresh build. */
const program = ['tests/cli/**/*.test.ts', 'tests/house/**/*.test.ts', 'tests/browser/**/*.test.ts']
/** Tests that change what a process has only once (umask, environment, signal handlers). */
const isolated = ['src/**/*.isolated.test.ts', 'tests/**/*.isolated.test.ts']

export default defineConfig({
  define: { __VERSION__: JSON.stringify(version) },
  test: {
    // Generous, because machines are slow at times; no test waits for a time-out to pass.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // One process, modules loaded once: ten times faster than a process a file (STACK section 9).
          pool: 'threads',
          isolate: false,
          include: ['src/**/*.test.ts', 'web/**/*.test.ts', 'tests/**/*.test.ts'],
          exclude: [...program, ...isolated],
        },
      },
      { extends: true, test: { name: 'isolated', pool: 'forks', include: isolated } },
      {
        extends: true,
        test: {
          name: 'program',
          pool: 'threads',
          include: program,
          exclude: isolated,
          globalSetup: ['scripts/lib/build-before-tests.mjs'],
        },
      },
    ],
  },
})
