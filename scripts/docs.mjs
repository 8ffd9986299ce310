// npm run docs: writes the reference pages from the tables in src/. With --check it writes nothing and names stale pages.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { commandsPage } from './docs/commands.mjs'
import { datasetsPage, tablesPage } from './docs/datasets.mjs'
import { errorsPage } from './docs/errors.mjs'
import { fitPage } from './docs/fit.mjs'
import { jobsPage } from './docs/jobs.mjs'
import { settingsPage } from './docs/settings.mjs'
import { isMain, read, root } from './lib/files.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { wallsPicture } from './walls.mjs'

/** Every generated page by its path. @returns {Promise<Record<string, string>>} */
export async function pages() {
  const { loadSource } = await import('./lib/load-source.mjs')
  const sources = /** @type {import('./docs/sources.ts').Sources} */ (await loadSource('scripts/docs/sources.ts'))
  return {
    'docs/architecture.md': between(read('docs/architecture.md'), 'walls', wallsPicture()),
    'docs/openapi.json': `${JSON.stringify(sources.openapiDocument(), null, 2)}\n`,
    'docs/reference/cli.md': await commandsPage(sources),
    'docs/reference/datasets.md': datasetsPage(sources),
    'docs/reference/errors.md': errorsPage(sources),
    'docs/reference/fit.md': fitPage(sources),
    'docs/reference/jobs.md': jobsPage(sources),
    'docs/reference/settings.md': settingsPage(sources),
    'docs/reference/tables.md': tablesPage(sources),
  }
}

/**
 * A page of ours with its generated part renewed.
 * @param {string} text @param {string} name of the markers @param {string} part
 */
export function between(text, name, part) {
  const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`]
  const [at, to] = [text.indexOf(start), text.indexOf(end)]
  if (at < 0 || to < at) throw new Error(`The markers ${start} and ${end} are missing.`)
  return `${text.slice(0, at + start.length)}\n\n${part}\n\n${text.slice(to)}`
}

if (isMain(import.meta)) {
  ensureInstalled()
  const checking = process.argv.includes('--check')
  for (const [path, text] of Object.entries(await pages())) {
    if (existsSync(join(root, path)) && read(path) === text) continue
    if (checking) {
      console.log(`${path} is stale: run \`npm run docs\`.`)
      process.exitCode = 1
    } else {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
      console.log(`wrote ${path}`)
    }
  }
}
