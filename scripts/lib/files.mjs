import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, realpathSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout, with a separator at its end. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/** True when the module was started by itself: `if (isMain(import.meta)) …`. @param {ImportMeta} meta */
export function isMain(meta) {
  return process.argv[1] !== undefined && fileURLToPath(meta.url) === realpathSync(process.argv[1])
}

/** What .gitignore leaves out of the repository, by name; asked without git, which need not be there. */
const ignored = new Set(['.git', 'node_modules', 'dist', '.demo', '.soak', 'coverage'])

/** Files under a folder of the checkout, as paths from its root with `/`, sorted. @param {string} folder */
export function filesUnder(folder) {
  return filesBelow(join(root, folder)).map((path) => `${folder}/${path}`)
}

/** Files under any folder, as paths from it with `/`, sorted. @param {string} folder */
export function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      relative(folder, join(entry.parentPath ?? entry.path, entry.name))
        .split(sep)
        .join('/'),
    )
    .sort()
}

/** Every file that belongs in the repository. */
export function repositoryFiles() {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => !ignored.has(entry.name))
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(entry.name) : [entry.name]))
    .filter((path) => !path.endsWith('.log') && !path.endsWith('.tmp'))
    .sort()
}

/** Text of a file, by its path from the root. @param {string} path */
export function read(path) {
  return readFileSync(join(root, path), 'utf8')
}

/**
 * What exists for tests only (tests, suites, `test-…` files, `testing/` folders) and is therefore neither shipped nor held by the walls.
 * @param {string} path
 */
export function isTest(path) {
  return /\.test\.tsx?$|[/.-]suite\.ts$|\/test-[^/]+\.ts$|\/testing\//.test(path)
}

/** SHA-256 over names and contents. @param {string[]} paths */
export function hashOf(paths) {
  const hash = createHash('sha256')
  for (const path of paths) {
    const bytes = readFileSync(join(root, path))
    hash.update(`${path}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex')
}
