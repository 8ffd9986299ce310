import { read, repositoryFiles } from './files.mjs'

/**
 * @typedef {{ version: string, resolved?: string, dev?: boolean, optional?: boolean, hasInstallScript?: boolean,
 *   engines?: { node?: string } }} Locked
 */

/** @returns {[path: string, entry: Locked][]} everything that the lock file names, without the project itself */
export function lockedPackages() {
  return Object.entries(JSON.parse(read('package-lock.json')).packages).filter(([path]) => path !== '')
}

/** What `npm install garminsync` brings along. */
export function productionPackages() {
  return lockedPackages().filter(([, entry]) => !entry.dev)
}

/** Oldest releases of each line of Node that we promise to run on. */
export const nodeVersions = ['20.19.0', '22.0.0', '24.0.0']

/**
 * What is wrong with the dependencies as locked (STACK section 0): addresses, install scripts, Node versions left out.
 * `bundled` are paths of packages whose code is in the build: they run on the user's Node too.
 * @param {Iterable<string>} bundled
 */
export function lockfileProblems(bundled = []) {
  const problems = lockedPackages()
    .filter(([, entry]) => entry.resolved !== undefined)
    .map(([path]) => `package-lock.json: ${path} carries a download address`)
  const { allowScripts } = JSON.parse(read('package.json'))
  const used = new Set(bundled)
  for (const [path, entry] of lockedPackages()) {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    if (!entry.dev && entry.hasInstallScript && allowScripts[name] !== false)
      problems.push(`${name}: a production dependency may not need an install script`)
    const range = entry.engines?.node
    if ((!entry.dev || used.has(path)) && range)
      for (const version of nodeVersions)
        if (!admits(range, version)) problems.push(`${name}: engines "${range}" leave out Node ${version}`)
  }
  return problems
}

/** Files that name a package registry; clones elsewhere use their own. */
export function registryProblems() {
  // Put together here, so that this file does not name one either.
  const host = new RegExp(['registry', '(npmjs|yarnpkg|npmmirror)'].join('\\.'))
  return repositoryFiles()
    .filter((path) => host.test(read(path)))
    .map((path) => `${path}: names a package registry`)
}

/**
 * Does a range of package.json's `engines` hold a version? Knows what appears there: `>=`, `>`, `<`, `<=`, `^`, `~`,
 * bare and partial versions, `*`, `a - b`, blanks for "and", `||` for "or".
 * @param {string} range @param {string} version
 */
export function admits(range, version) {
  const wanted = numbers(version)
  return range.split('||').some((part) => {
    const all = part.trim().replace(/(\S+) - (\S+)/, '>=$1 <=$2')
    return [...all.matchAll(/([<>]=?|[\^~=])?\s*v?(\d[\w.-]*|\*|x)/g)].every(([, sign = '', text = '']) =>
      holds(wanted, sign, text),
    )
  })
}

/** @param {number[]} wanted @param {string} sign @param {string} text */
function holds(wanted, sign, text) {
  if (text === '*' || text === 'x') return true
  const given = text
    .split('.')
    .filter((each) => /^\d+/.test(each))
    .map((each) => Number.parseInt(each, 10))
  const order = compare(wanted, given)
  if (sign === '>=') return order >= 0
  if (sign === '>') return order > 0
  if (sign === '<') return order < 0
  if (sign === '<=') return order <= 0 || startsWith(wanted, given)
  if (sign === '^') return order >= 0 && wanted[0] === given[0]
  if (sign === '~') return order >= 0 && startsWith(wanted, given.slice(0, 2))
  return startsWith(wanted, given)
}

/** @param {string} version */
function numbers(version) {
  return version.split('.').map(Number)
}

/** @param {number[]} version @param {number[]} start */
function startsWith(version, start) {
  return start.every((each, at) => version[at] === each)
}

/** @param {number[]} a @param {number[]} b */
function compare(a, b) {
  for (let at = 0; at < 3; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
