// npm run build: the program → dist/garminsync.js, the small start of the command, and dist/chunks/ with everything that
// is loaded once it is known to be needed, threads included; the dashboard → dist/web/.
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as esbuild from 'esbuild'
import { metaPath, sourceStamp } from './lib/built.mjs'
import { declarationsOf } from './lib/declarations.mjs'
import { filesUnder, isMain, read, root } from './lib/files.mjs'
import { buildWeb } from './lib/web-build.mjs'

const entry = 'dist/garminsync.js'

/** Native parts cannot be bundled; pg-native is optional and not installed. */
const external = ['@photostructure/sqlite', 'pg-native']

/**
 * zod carries its messages in some fifty languages, 300 KB that every command would load; we use its English ones.
 * @type {esbuild.Plugin}
 */
const withoutZodLocales = {
  name: 'without-zod-locales',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/locales\/index\.js$/ }, ({ importer, path }) =>
      /[\\/]zod[\\/]/.test(importer) ? { path, namespace: 'empty' } : undefined,
    )
    onLoad({ filter: /./, namespace: 'empty' }, () => ({ contents: '' }))
  },
}

const common = /** @satisfies {esbuild.BuildOptions} */ ({
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  define: { __VERSION__: JSON.stringify(JSON.parse(read('package.json')).version) },
  // Names stay, so that a trace in a report can be read.
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  metafile: /** @type {const} */ (true),
  write: /** @type {const} */ (false),
  logLevel: 'warning',
})

/** Bundles and writes; the same sources give the same bytes. */
export async function build() {
  const stamp = sourceStamp()
  const parts = await buildParts()
  const start = await buildStart(parts.metafile)
  const worker = await buildWorker()
  const fit = await buildFit()
  const web = await buildWeb()
  /** @type {Map<string, string | Uint8Array>} */
  const outputs = new Map(parts.outputFiles.map((file) => [toPath(file.path), withRequire(file.text)]))
  for (const file of worker.outputFiles) outputs.set(toPath(file.path), withRequire(file.text))
  for (const file of fit.outputFiles) outputs.set(toPath(file.path), file.text)
  for (const [path, text] of declarationsOf(fitEntry)) outputs.set(`dist/fit/types/${path}`, text)
  outputs.set('dist/fit/package.json', '{"type":"module"}\n')
  for (const file of start.outputFiles) outputs.set(toPath(file.path), withHashbang(file.text))
  outputs.set('dist/package.json', '{"type":"commonjs"}\n')
  for (const [path, bytes] of web.files) outputs.set(`dist/web/${path}`, bytes)
  outputs.set('dist/THIRD-PARTY-LICENSES.txt', licences([...Object.keys(parts.metafile.inputs), ...web.modules]))
  const files = [...outputs.keys()]
  const metafiles = [parts.metafile, worker.metafile, start.metafile, fit.metafile]
  const metafile = {
    inputs: Object.assign({}, ...metafiles.map((each) => each.inputs)),
    outputs: Object.assign({}, ...metafiles.map((each) => each.outputs)),
  }
  outputs.set(metaPath, `${JSON.stringify({ stamp, files, web: web.parts, ...metafile })}\n`)
  for (const [path, text] of outputs) write(path, text)
  chmodSync(join(root, entry), 0o755)
  for (const path of filesUnder('dist')) if (!outputs.has(path)) rmSync(join(root, path))
}

/** All that does work, as ES modules: one for each dynamic import, and what several of them share. */
function buildParts() {
  return esbuild.build({
    ...common,
    entryPoints: ['src/cli/run.ts'],
    outdir: 'dist/chunks',
    outExtension: { '.js': '.mjs' },
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    splitting: true,
    format: 'esm',
    external,
    plugins: [withoutZodLocales],
  })
}

/** What decodes in a thread, whole in one file of a known name: a thread loads nothing that it does not need. */
function buildWorker() {
  return esbuild.build({
    ...common,
    entryPoints: { 'decode-worker': 'src/sync/decode/worker.ts' },
    outdir: 'dist/chunks',
    outExtension: { '.js': '.mjs' },
    format: 'esm',
  })
}

const fitEntry = 'src/fit/index.ts'

/** `fittrack-garminsync/fit`: the FIT decoder for programs of others, browsers included. */
function buildFit() {
  return esbuild.build({
    ...common,
    platform: 'neutral',
    target: 'es2022',
    entryPoints: { index: fitEntry },
    outdir: 'dist/fit',
    format: 'esm',
  })
}

/**
 * The command itself. CommonJS, because Node 20 spends some 10 ms on its loader of ES modules before the first line of
 * one runs, and `--version` and `--help` need none. What it imports dynamically is among the parts.
 * @param {esbuild.Metafile} parts
 */
function buildStart(parts) {
  const outputOf = new Map(Object.entries(parts.outputs).map(([output, { entryPoint }]) => [entryPoint, output]))
  return esbuild.build({
    ...common,
    entryPoints: { garminsync: 'src/cli/main.ts' },
    outdir: 'dist',
    format: 'cjs',
    // Only unbuilt sources ask where they are.
    logOverride: { 'empty-import-meta': 'silent' },
    plugins: [
      {
        name: 'parts-stay-outside',
        setup({ onResolve }) {
          onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
            if (kind !== 'dynamic-import') return
            const output = outputOf.get(toPath(join(resolveDir, path)))
            if (!output) throw new Error(`${path} is imported by the start of the command and is not among its parts.`)
            return { path: output.replace(/^dist/, '.'), external: true }
          })
        },
      },
    ],
  })
}

/** @param {string} absolute */
function toPath(absolute) {
  return absolute.slice(root.length).replaceAll('\\', '/')
}

/** @param {string} text */
function withHashbang(text) {
  return text.startsWith('#!') ? text : `#!/usr/bin/env node\n${text}`
}

/**
 * CommonJS packages that were bundled expect `require`, `__filename` and `__dirname`. Only the parts that mention them
 * get them: the entry is read at every start and stays small.
 * @param {string} text
 */
function withRequire(text) {
  let head = ''
  if (/\btypeof require\b/.test(text))
    head += "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);"
  if (/\b__(filename|dirname)\b/.test(text))
    head += 'const __filename=import.meta.filename,__dirname=import.meta.dirname;'
  return head === '' ? text : `${head}\n${text}`
}

/**
 * Who wrote what is bundled, and under which terms: their licences ask to be passed on.
 * @param {string[]} inputs paths of what was bundled
 */
function licences(inputs) {
  const folders = new Set()
  for (const path of inputs) {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)
    if (found?.[1]) folders.add(found[1])
  }
  const parts = [...folders].sort().map((folder) => {
    const about = JSON.parse(read(`${folder}/package.json`))
    const file = readdirSync(join(root, folder)).find((each) => /^(licen[cs]e|copying)/i.test(each))
    const text = file ? readFileSync(join(root, folder, file), 'utf8') : standardText(about)
    return `${about.name} ${about.version} (${about.license})\n\n${text.replaceAll('\r\n', '\n').trim()}\n`
  })
  const line = `\n${'-'.repeat(80)}\n\n`
  return ['Packages that are bundled into GarminSync, and their licences.\n', ...parts].join(line)
}

/**
 * The terms of a package that names its licence and does not carry the text; all such are MIT, as we are.
 * @param {{ name: string, license: string, author?: string | { name: string } }} about
 */
function standardText({ name, license, author }) {
  if (license !== 'MIT') throw new Error(`${name} is bundled and carries no text of its licence (${license}).`)
  const holder = (typeof author === 'string' ? author : author?.name) ?? `the authors of ${name}`
  return read('LICENSE').replace(/^Copyright.*$/m, `Copyright (c) ${holder}`)
}

/**
 * Atomic, and only when something changed: a running program may be loading its parts.
 * @param {string} path @param {string | Uint8Array} content
 */
function write(path, content) {
  const target = join(root, path)
  if (existsSync(target) && readFileSync(target).equals(Buffer.from(content))) return
  mkdirSync(dirname(target), { recursive: true })
  const temporary = `${target}.${process.pid}.tmp`
  writeFileSync(temporary, content)
  renameSync(temporary, target)
}

if (isMain(import.meta)) {
  const started = performance.now()
  await build()
  const { size } = new Blob([read(entry)])
  console.log(`Built ${entry} (${size} bytes at the start) in ${((performance.now() - started) / 1000).toFixed(1)} s.`)
}
