// npm run check: everything that can be judged without running the program, one line each.
import { spawn } from 'node:child_process'
import { root } from './lib/files.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { lockfileProblems, registryProblems } from './lib/lockfile.mjs'
import { finish } from './lib/report.mjs'
import { unusedExports } from './lib/unused.mjs'
import { wallProblems } from './walls.mjs'

ensureInstalled()

/** What is wrong, as text; empty = nothing. @type {Record<string, () => Promise<string>>} */
const checks = {
  'format and lint': () => tool('node_modules/@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']),
  types: () => tool('node_modules/typescript/bin/tsc', []),
  'types of the dashboard': () => tool('node_modules/typescript/bin/tsc', ['-p', 'web']),
  'import walls': async () => wallProblems().join('\n'),
  'unused code': async () => unusedExports().join('\n'),
  'lock file': async () => [...lockfileProblems(), ...registryProblems()].join('\n'),
  'generated docs': () => tool('scripts/docs.mjs', ['--check']),
}

/** @param {string} program @param {string[]} args @returns {Promise<string>} its output when it failed */
function tool(program, args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    /** @type {Buffer[]} */
    const output = []
    child.stdout.on('data', (chunk) => output.push(chunk))
    child.stderr.on('data', (chunk) => output.push(chunk))
    child.on('close', (status) =>
      resolve(status === 0 ? '' : Buffer.concat(output).toString() || `ended with ${status}`),
    )
  })
}

const results = await Promise.all(
  Object.entries(checks).map(async ([name, run]) => {
    const problems = await run().catch((/** @type {Error} */ error) => error.stack ?? error.message)
    console.log(
      problems === '' ? `ok      ${name}` : `FAILED  ${name}\n${problems.trimEnd().replace(/^/gm, '        ')}`,
    )
    return { name, problems }
  }),
)
const failures = results
  .filter(({ problems }) => problems !== '')
  .map(({ name, problems }) => `npm run check, ${name}: ${problems.split('\n')[0]}`)
finish({ passed: results.length - failures.length, failed: failures.length, skipped: 0, failures })
