// The import walls of lib/walls-table.mjs, held against every file of src/. Part of `npm run check`.
import { posix } from 'node:path'
import { filesUnder, isMain, isTest, read } from './lib/files.mjs'
import { importsOf, withoutComments } from './lib/imports.mjs'
import { packages, walls } from './lib/walls-table.mjs'

/**
 * What breaks the table, one sentence each.
 * @param {Map<string, string>} sources path from the root → text
 */
export function wallProblems(sources = readSources()) {
  const problems = tableProblems()
  for (const [path, text] of sources) {
    const folder = folderOf(path)
    const wall = walls.find((each) => each.folder === folder)
    if (!wall) problems.push(`${path}: src/${folder} is not in scripts/lib/walls-table.mjs`)
    else if (!isTest(path)) problems.push(...importProblems(path, text, wall))
    if (path === `src/${folder}/index.ts` && hasLogic(text))
      problems.push(`${path}: a front door lists exports and has no logic`)
  }
  return problems
}

/** @param {string} path @param {string} text @param {import('./lib/walls-table.mjs').Wall} wall */
function importProblems(path, text, wall) {
  const within = path.slice(`src/${wall.folder}/`.length)
  const special = wall.files?.filter((each) => each.pattern.test(within)).flatMap((each) => each.imports) ?? []
  const problems = []
  for (const module of importsOf(text)) {
    if (!module.startsWith('.')) {
      if (!mayUse(path, module)) problems.push(`${path}: may not import ${module} (packages of walls-table.mjs)`)
      continue
    }
    const target = posix.join(posix.dirname(path), module)
    const folder = folderOf(target)
    if (folder === wall.folder) continue
    if (!target.startsWith('src/')) problems.push(`${path}: reaches outside src with ${module}`)
    else if (![...wall.imports, ...special].includes(folder)) problems.push(`${path}: may not import ${folder}`)
    else if (target !== `src/${folder}/index.ts`) problems.push(`${path}: imports ${target} past its index.ts`)
  }
  return problems
}

/** @param {string} path @param {string} module */
function mayUse(path, module) {
  if (module.startsWith('node:')) return true
  const rule = packages.find((each) => module === each.name || module.startsWith(`${each.name}/`))
  return rule?.in.some((allowed) => path === `src/${allowed}` || path.startsWith(`src/${allowed}/`)) ?? false
}

/** The table itself allows no circle: a folder may import only those above it. */
function tableProblems() {
  return walls.flatMap(({ folder, imports }, at) =>
    imports
      .filter((each) => !walls.slice(0, at).some((above) => above.folder === each))
      .map((each) => `walls-table.mjs: ${folder} imports ${each}, which does not stand above it`),
  )
}

/** @param {string} path */
function folderOf(path) {
  return path.split('/')[1] ?? ''
}

/** @param {string} text */
function hasLogic(text) {
  return (
    withoutComments(text)
      .replace(/export (type )?(\*( as \w+)?|\{[^}]*\}) from '[^']+'/g, '')
      .trim() !== ''
  )
}

/** Lines of docs/architecture.md that are drawn from the table. */
export function wallsPicture() {
  const edges = walls.flatMap(({ folder, imports }) =>
    // What is reached through another import needs no arrow of its own.
    imports
      .filter((each) => !imports.some((other) => other !== each && reaches(other, each)))
      .map((each) => `  ${folder} --> ${each}`),
  )
  const special = walls.flatMap(({ folder, files }) =>
    (files ?? []).flatMap((file) => file.imports.map((each) => `  ${folder} -. "${file.label}" .-> ${each}`)),
  )
  const rows = walls.map(({ folder, about, imports }) => `| \`${folder}/\` | ${about} | ${imports.join(', ') || '–'} |`)
  return [
    '```mermaid',
    'flowchart TD',
    ...edges,
    ...special,
    '```',
    '',
    '| folder of `src/` | holds | may import |',
    '|---|---|---|',
    ...rows,
  ].join('\n')
}

/** @param {string} from @param {string} to @returns {boolean} */
function reaches(from, to) {
  const imports = walls.find((each) => each.folder === from)?.imports ?? []
  return imports.some((each) => each === to || reaches(each, to))
}

function readSources() {
  return new Map(
    filesUnder('src')
      .filter((path) => path.endsWith('.ts'))
      .map((path) => [path, read(path)]),
  )
}

if (isMain(import.meta)) {
  const problems = wallProblems()
  for (const problem of problems) console.log(problem)
  process.exitCode = problems.length > 0 ? 1 : 0
}
