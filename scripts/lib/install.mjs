import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './files.mjs'

/**
 * True when node_modules holds what the lock file names. npm writes its own record of what it installed, as the last
 * step, so an interrupted installation has none.
 */
export function isInstalled() {
  const record = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  return Object.entries(locked).every(([path, entry]) => {
    if (path === '') return true
    const found = installed[path]
    // Optional packages for other platforms are locked and not installed.
    return found === undefined ? entry.optional === true : found.version === entry.version
  })
}

/**
 * Runs npm: the one that runs us, else the one on the path. Its output goes to stderr, so that ours stays readable.
 * @param {string[]} args @param {import('node:child_process').SpawnSyncOptions} [options]
 */
export function npm(args, options = {}) {
  const own = process.env.npm_execpath
  const [command, first] = own?.endsWith('npm-cli.js') ? [process.execPath, own] : ['npm']
  return spawnSync(command, first ? [first, ...args] : args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    // Windows starts npm.cmd only through a shell.
    shell: process.platform === 'win32' && command === 'npm',
    ...options,
  })
}

/** `npm ci` when something is missing or stale. Ends the process when that fails. */
export function ensureInstalled() {
  if (isInstalled()) return
  process.stderr.write('Installing what the lock file names (npm ci) …\n')
  // Said explicitly, because NODE_ENV=production would leave out what builds and tests.
  const { status } = npm(['ci', '--include=dev', '--loglevel=error'])
  if (status === 0 && isInstalled()) return
  process.stderr.write('npm ci failed; nothing was started. See its message above.\n')
  process.exit(1)
}
