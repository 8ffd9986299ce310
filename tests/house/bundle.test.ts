import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { readMeta } from '../../scripts/lib/built.mjs'
import { root } from '../../scripts/lib/files.mjs'
import { webBudgetBytes } from '../../scripts/lib/web-build.mjs'

const entry = 'dist/garminsync.js'
let meta: NonNullable<ReturnType<typeof readMeta>>
beforeAll(() => {
  const found = readMeta()
  if (found === null) throw new Error('there is no build')
  meta = found
})

/** A part of the build with everything that is loaded along with it, before any of its own lines runs. */
function loadedWith(output: string, seen = new Set<string>()): Set<string> {
  if (seen.has(output)) return seen
  seen.add(output)
  for (const each of meta.outputs[output]?.imports ?? [])
    if (each.kind === 'import-statement' && !each.external) loadedWith(each.path, seen)
  return seen
}

const packagesIn = (outputs: Iterable<string>) =>
  new Set(
    [...outputs]
      .flatMap((output) => Object.keys(meta.outputs[output]?.inputs ?? {}))
      .flatMap((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? []),
  )

/** Packages whose code is in these parts of the dashboard. */
const webPackagesIn = (parts: typeof meta.web) =>
  new Set(
    parts.flatMap(({ modules }) =>
      modules.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []),
    ),
  )

describe('the published form is small: bundled command with lazily loaded parts', () => {
  test('the start of the command, --version and --help in it, is one small file without any package', () => {
    expect(
      meta.outputs[entry]?.imports.filter((each) => each.kind !== 'dynamic-import' && !isBuiltin(each.path)),
    ).toEqual([])
    expect([...packagesIn([entry])]).toEqual([])
    expect(meta.outputs[entry]?.bytes).toBeLessThan(16_000)
  })

  test('what every other command loads at once is small and holds no library', () => {
    const [run] = Object.entries(meta.outputs).find(([, output]) => output.entryPoint === 'src/cli/run.ts') ?? []
    const loaded = loadedWith(run as string)
    expect([...packagesIn(loaded)].filter((name) => name !== 'picocolors')).toEqual([])
    expect([...loaded].reduce((sum, output) => sum + (meta.outputs[output]?.bytes ?? 0), 0)).toBeLessThan(100_000)
  })

  test('nothing but the native SQLite package is expected to be installed', () => {
    const outside = new Set(
      Object.values(meta.outputs)
        .flatMap((output) => output.imports)
        .filter((each) => each.external && !each.path.startsWith('node:') && !each.path.startsWith('./chunks/'))
        .map((each) => each.path),
    )
    for (const name of [...outside].filter(isBuiltin)) outside.delete(name)
    // pg asks for pg-native inside a try and goes on without it.
    outside.delete('pg-native')
    expect([...outside]).toEqual(['@photostructure/sqlite'])
  })

  test('`npm ci && npm run build` makes the executable file that bin.garminsync names', () => {
    expect(statSync(join(root, entry)).mode & 0o111).toBe(0o111)
    const printed = execFileSync(process.execPath, [join(root, entry), '--version'], { encoding: 'utf8' })
    expect(printed).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  test('every bundled package is named in the list of licences', () => {
    const list = readFileSync(join(root, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8')
    const names = [...packagesIn(Object.keys(meta.outputs)), ...webPackagesIn(meta.web)]
    for (const name of names) expect(list).toContain(`\n${name} `)
  })
})

describe('the dashboard is small and complete in itself', () => {
  const isMap = (part: { modules: string[] }) => part.modules.some((path) => path.includes('node_modules/leaflet/'))

  test('all of it but the map is at most 120 KB gzipped', () => {
    const rest = meta.web.filter((part) => !isMap(part))
    expect(rest.length).toBeGreaterThan(0)
    expect(rest.reduce((sum, { gzip }) => sum + gzip, 0)).toBeLessThanOrEqual(webBudgetBytes)
  })

  test('the schemas of the contract and their library stay at the server', () => {
    const modules = meta.web.flatMap((part) => part.modules)
    expect(modules).toContain('src/contract/client.ts')
    expect(
      modules.filter((path) => /^src\/contract\/(schemas|routes)\/|node_modules\/(zod|@hono)\//.test(path)),
    ).toEqual([])
  })

  test('its page names files of this server only, and holds no script and no style of its own', () => {
    const page = readFileSync(join(root, 'dist/web/index.html'), 'utf8')
    const addresses = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address)
    expect(
      addresses.filter((address) => !/^\/(assets\/[\w.-]+|icon\.svg|docs|manifest\.webmanifest)$/.test(address ?? '')),
    ).toEqual([])
    expect(page).not.toMatch(/<style|style=|<script(?![^>]* src=)|\son\w+=/i)
  })

  test('every part has a form for browsers that take brotli', () => {
    for (const { path } of meta.web.filter(({ gzip }) => gzip > 400))
      expect(meta.files).toEqual(
        expect.arrayContaining([`dist/web/${path}`, `dist/web/${path}.br`, `dist/web/${path}.gz`]),
      )
  })
})
