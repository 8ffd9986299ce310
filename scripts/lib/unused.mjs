import { filesUnder, read } from './files.mjs'

/**
 * Exports of src/ that nothing uses: their name stands once in their own file and, but for lists of exports, in no
 * other. By name, so that it is quick: a name that stands elsewhere for something else hides one, and nothing is
 * reported wrongly. Types are left out: they document the signatures beside them.
 */
export function unusedExports() {
  const files = ['src', 'web', 'tests', 'bench', 'scripts']
    .flatMap(filesUnder)
    .filter((path) => /\.(tsx?|mjs)$/.test(path))
  /** @type {Map<string, number>} name → how often it stands anywhere but in lists of exports */
  const mentions = new Map()
  for (const path of files.filter((each) => !each.endsWith('/index.ts')))
    for (const [name] of read(path).matchAll(/[A-Za-z_$][\w$]*/g)) mentions.set(name, (mentions.get(name) ?? 0) + 1)
  return files
    .filter((path) => path.startsWith('src/'))
    .flatMap((path) =>
      [...read(path).matchAll(/^export (?:async )?(?:const|function\*?|class) (\w+)/gm)]
        .map((match) => match[1] ?? '')
        .filter((name) => mentions.get(name) === 1)
        .map((name) => `${path}: ${name} is used nowhere`),
    )
}
