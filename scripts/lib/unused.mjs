import { filesUnder, read } from './files.mjs'

/**
 * Exports of src/ that no other file mentions. By name, so that it is quick: a name that stands elsewhere for
 * something else hides one, and nothing is reported wrongly. Types are left out: they document the signatures beside
 * them.
 */
export function unusedExports() {
  const files = [...filesUnder('src'), ...filesUnder('tests'), ...filesUnder('bench'), ...filesUnder('scripts')].filter(
    (path) => /\.(ts|mjs)$/.test(path),
  )
  /** @type {Map<string, Set<string>>} name → files that mention it */
  const mentions = new Map()
  for (const path of files)
    for (const [name] of read(path).matchAll(/[A-Za-z_$][\w$]*/g)) {
      const known = mentions.get(name)
      if (known) known.add(path)
      else mentions.set(name, new Set([path]))
    }
  return files
    .filter((path) => path.startsWith('src/'))
    .flatMap((path) =>
      [...read(path).matchAll(/^export (?:async )?(?:const|function\*?|class) (\w+)/gm)]
        .map((match) => match[1] ?? '')
        .filter((name) => [...(mentions.get(name) ?? [])].every((each) => each === path || each.endsWith('/index.ts')))
        .map((name) => `${path}: ${name} is used nowhere else`),
    )
}
