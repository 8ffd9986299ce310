import { spawnSync } from 'node:child_process'
import { homedir, hostname, userInfo } from 'node:os'
import { describe, expect, test } from 'vitest'
import { read, repositoryFiles, root } from '../../scripts/lib/files.mjs'
import { npm } from '../../scripts/lib/install.mjs'

/** Lines of committed files that match, as `path: line`. */
function linesWith(pattern: RegExp, without: (path: string) => boolean = () => false): string[] {
  return repositoryFiles()
    .filter((path) => !without(path))
    .flatMap((path) =>
      read(path)
        .split('\n')
        .filter((line) => pattern.test(line))
        .map((line) => `${path}: ${line.trim().slice(0, 120)}`),
    )
}

describe('committed files', () => {
  test('hold no secret', () => {
    const shapes = [
      '-----BEGIN [A-Z ]*PRIVATE KEY',
      '\\bAKIA[0-9A-Z]{16}\\b',
      '\\bgh[pousr]_\\w{36}',
      '\\bnpm_\\w{36}\\b',
    ]
    expect(linesWith(new RegExp(shapes.join('|')))).toEqual([])
  })

  test('hold no path of a machine', () => {
    const folders = ['home', 'Users', 'root', 'work'].map((name) => `(?<![\\w.-])/${name}/\\w`)
    // Answers of Garmin contain addresses whose paths look like that.
    expect(linesWith(new RegExp(folders.join('|')), (path) => path.startsWith('tests/recordings/'))).toEqual([])
  })

  test('do not name this machine or its user', () => {
    const own = [hostname(), homedir(), userInfo().username].filter((name) => name.length > 5)
    for (const name of own)
      expect(linesWith(new RegExp(`\\b${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\b`))).toEqual([])
  })

  test('promise nothing for later: what is not there is left out', () => {
    const words = ['TO', 'FIX', 'XX'].map((start, at) => `\\b${start}${['DO', 'ME', 'X'][at]}\\b`)
    expect(linesWith(new RegExp(words.join('|')), (path) => !/^(src|scripts|bench)\//.test(path))).toEqual([])
  })
})

describe('the package', () => {
  test('holds the program, its licences and its first pages, and nothing else', () => {
    const { stdout, status } = npm(['pack', '--dry-run', '--json', '--ignore-scripts'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      encoding: 'utf8',
    })
    expect(status).toBe(0)
    const [{ files }] = JSON.parse(String(stdout)) as [{ files: { path: string; mode: number }[] }]
    const rest = files
      .map((file) => file.path)
      .filter((path) => !/^dist\/(chunks\/[\w-]+\.mjs|fit\/types\/[\w/-]+\.d\.ts|web\/[\w./-]+)$/.test(path))
    expect(rest.sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/THIRD-PARTY-LICENSES.txt',
      'dist/fit/index.js',
      'dist/fit/package.json',
      'dist/garminsync.js',
      'dist/package.json',
      'package.json',
    ])
  })

  test('.ci/run is a bash script that can be started and reads without error', () => {
    expect(spawnSync('bash', ['-n', '.ci/run'], { cwd: root }).status).toBe(0)
    expect(read('.ci/run')).toMatch(/^#!\/usr\/bin\/env bash\n/)
  })
})
