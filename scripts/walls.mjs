// The import walls of lib/walls-table.mjs, held against every file of src/ and web/. Part of `npm run check`.
import { posix } from 'node:path'
import { filesUnder, isMain, isTest, read } from './lib/files.mjs'
import { importsOf, withoutComments } from './lib/imports.mjs'
import { packages, walls, webPackages, webSources, webWalls } from './lib/walls-table.mjs'

/**
 * What breaks the table, one sentence each.
 * @param {Map<string, string>} sources path from the root → text
 */
export function wallProblems(sources = readSources()) {
  const problems = tableProblems()
  for (const [path, text] of sources) {
    if (path.startsWith('web/')) {
      if (!isTest(path)) problems.push(...webProblems(path, text))
      continue
    }
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

/** @param {string} path @param {string} text */
function webProblems(path, text) {
  const folder = webFolderOf(path)
  const wall = webWalls.find((each) => each.folder === folder)
  if (folder !== null && !wall) return [`${path}: web/${folder} is not in scripts/lib/walls-table.mjs`]
  const problems = []
  for (const module of importsOf(text)) {
    if (!module.startsWith('.')) {
      if (!webPackages.some((each) => names(each, module) && each.in.some((allowed) => path.startsWith(`${allowed}/`))))
        problems.push(`${path}: may not import ${module} (webPackages of walls-table.mjs)`)
      continue
    }
    const target = posix.join(posix.dirname(path), module)
    if (webSources.some((each) => target === `src/${each}/index.ts`)) continue
    // What starts the dashboard and its service worker meets everything.
    if (target.startsWith('web/') && folder === null) continue
    const other = webFolderOf(target)
    if (target.startsWith('src/'))
      problems.push(`${path}: imports ${target}, not a front door of ${webSources.join(', ')}`)
    else if (!target.startsWith('web/') || other === null) problems.push(`${path}: reaches outside with ${module}`)
    else if (other !== folder && !wall?.imports.includes(other)) problems.push(`${path}: may not import ${other}`)
    else if (other === 'pages' && isOtherPage(path, target)) problems.push(`${path}: imports another page, ${target}`)
  }
  return problems
}

/** Null for what stands in web/ itself. @param {string} path */
function webFolderOf(path) {
  const parts = path.split('/')
  return parts.length > 2 ? (parts[1] ?? '') : null
}

/** The registry lists all pages; a page knows its own folder. @param {string} path @param {string} target */
function isOtherPage(path, target) {
  const page = path.split('/')[2]
  return page !== 'registry.ts' && page !== target.split('/')[2]
}

/** @param {{ name: string }} rule @param {string} module */
function names(rule, module) {
  return module === rule.name || module.startsWith(`${rule.name}/`)
}

/** @param {string} path @param {string} module */
function mayUse(path, module) {
  if (module.startsWith('node:')) return true
  const rule = packages.find((each) => names(each, module))
  return rule?.in.some((allowed) => path === `src/${allowed}` || path.startsWith(`src/${allowed}/`)) ?? false
}

/** The table itself allows no circle: a folder may import only those above it. */
function tableProblems() {
  return [walls, webWalls].flatMap((table) =>
    table.flatMap(({ folder, imports }, at) =>
      imports
        .filter((each) => !table.slice(0, at).some((above) => above.folder === each))
        .map((each) => `walls-table.mjs: ${folder} imports ${each}, which does not stand above it`),
    ),
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
    '',
    '| folder of `web/` | holds | may import |',
    '|---|---|---|',
    ...webWalls.map(({ folder, about, imports }) => `| \`${folder}/\` | ${about} | ${imports.join(', ') || '–'} |`),
  ].join('\n')
}

/** @param {string} from @param {string} to @returns {boolean} */
function reaches(from, to) {
  const imports = walls.find((each) => each.folder === from)?.imports ?? []
  return imports.some((each) => each === to || reaches(each, to))
}

function readSources() {
  return new Map(
    ['src', 'web']
      .flatMap(filesUnder)
      .filter((path) => /\.tsx?$/.test(path))
      .map((path) => [path, read(path)]),
  )
}

if (isMain(import.meta)) {
  const problems = wallProblems()
  for (const problem of problems) console.log(problem)
  process.exitCode = problems.length > 0 ? 1 : 0
}
