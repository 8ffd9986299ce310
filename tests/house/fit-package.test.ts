import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readMeta } from '../../scripts/lib/built.mjs'
import { root } from '../../scripts/lib/files.mjs'
import { npm } from '../../scripts/lib/install.mjs'
import { activityFitBytes } from '../../src/fit/testing/files.ts'

/** A project of somebody else that has installed what `npm pack` would publish. */
const project = mkdtempSync(join(tmpdir(), 'garminsync-fit-package-'))
afterAll(() => rmSync(project, { recursive: true }))
beforeAll(() => {
  const { stdout } = npm(['pack', '--dry-run', '--json', '--ignore-scripts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  })
  const [{ files }] = JSON.parse(String(stdout)) as [{ files: { path: string }[] }]
  for (const { path } of files) {
    const to = join(project, 'node_modules/fittrack-garminsync', path)
    mkdirSync(dirname(to), { recursive: true })
    cpSync(join(root, path), to)
  }
  writeFileSync(join(project, 'package.json'), '{"type":"module"}')
  writeFileSync(join(project, 'run.fit'), activityFitBytes())
})

describe('fittrack-garminsync/fit', () => {
  test('reads a file in a project that has the package', () => {
    const program = `
      import { readFileSync } from 'node:fs'
      import { decodeFit, namedNumbers } from 'fittrack-garminsync/fit'
      const file = decodeFit(readFileSync('run.fit'))
      console.log(file.status, [...namedNumbers(file.tables.get(20), 'heart_rate')].join())`
    writeFileSync(join(project, 'program.mjs'), program)
    const ran = spawnSync(process.execPath, ['program.mjs'], { cwd: project, encoding: 'utf8' })
    expect([ran.stdout, ran.stderr]).toEqual(['ok 100,101,102\n', ''])
  })

  test('brings types that a strict project can use', () => {
    writeFileSync(
      join(project, 'program.ts'),
      `import { decodeFit, type FitFile, readFitActivity } from 'fittrack-garminsync/fit'
       const file: FitFile = decodeFit(new Uint8Array())
       const status: 'ok' | 'partial' | 'crc_mismatch' | 'reject' = file.status
       export const laps: readonly { readonly timerSeconds: number | null }[] = readFitActivity(new Uint8Array()).laps
       // @ts-expect-error there is no such status
       export const wrong: 'fine' = status`,
    )
    const options = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2023', '--types', '']
    const compiler = join(root, 'node_modules/typescript/bin/tsc')
    const ran = spawnSync(process.execPath, [compiler, ...options, 'program.ts'], { cwd: project, encoding: 'utf8' })
    expect([ran.stdout, ran.status]).toEqual(['', 0])
  })

  test('needs nothing of Node, so that it runs in a browser', () => {
    const output = readMeta()?.outputs['dist/fit/index.js']
    expect(output?.imports).toEqual([])
    expect(Object.keys(output?.inputs ?? {}).filter((path) => path.includes('node_modules'))).toEqual([])
  })
})
