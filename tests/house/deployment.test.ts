import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { read, root } from '../../scripts/lib/files.mjs'
import { settings } from '../../src/app/settings.ts'

const dockerfile = read('Dockerfile')
const compose = read('compose.yaml')
const unit = read('deploy/garminsync.service')
const stages = dockerfile.split(/^FROM /m).slice(1)

test('the container is built in two stages from the lock file, at a fixed line of Node, and runs as nobody special', () => {
  expect(stages).toHaveLength(2)
  for (const stage of stages) {
    expect(stage).toMatch(/^node:(20|22|24)-\S+-slim\b/)
    expect(stage).toMatch(/^COPY package\.json package-lock\.json \.npmrc \.\/\nRUN npm ci\b/m)
  }
  expect(dockerfile).not.toMatch(/npm install|curl|wget|ADD /)
  const [, last = ''] = stages
  expect(last.indexOf('USER node')).toBeGreaterThan(last.lastIndexOf('RUN'))
  expect(last).toMatch(/^VOLUME \/data$/m)
  expect(last).toContain('GARMINSYNC_HOME=/data')
  expect(last).toMatch(/^HEALTHCHECK [\s\S]*\/readyz/m)
  expect(last).toMatch(/^ENTRYPOINT \["node", "dist\/garminsync\.js"\]$/m)
})

test('what the image leaves out is left out by default, and what is let in is enough to build', () => {
  const [all, ...kept] = read('.dockerignore').trim().split('\n')
  expect(all).toBe('*')
  const folder = mkdtempSync(join(tmpdir(), 'garminsync-image-'))
  try {
    for (const line of kept) cpSync(join(root, line.slice(1)), join(folder, line.slice(1)), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
    execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: folder, stdio: 'pipe' })
    const printed = execFileSync(process.execPath, [join(folder, 'dist/garminsync.js'), '--version'], {
      encoding: 'utf8',
    })
    expect(printed).toMatch(/^\d+\.\d+\.\d+\n$/)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('every setting and address that these files name is there', () => {
  const known = new Set(Object.values(settings).map(({ env }) => env))
  for (const [name] of `${dockerfile}${compose}${unit}`.matchAll(/GARMINSYNC_[A-Z_]+/g)) expect(known).toContain(name)
  expect(compose).toMatch(/^ {6}- 127\.0\.0\.1:8787:8787$/m)
  expect(compose).toMatch(/^ {6}- data:\/data$/m)
  expect(compose).not.toMatch(/\t|privileged|network_mode: host/)
})

test('services wait longer for the end than the program takes, and keep what it makes to its owner', () => {
  const seconds = (pattern: RegExp, text: string) => Number(pattern.exec(text)?.[1])
  expect(seconds(/^TimeoutStopSec=(\d+)$/m, unit)).toBeGreaterThan(10)
  expect(seconds(/stop_grace_period: (\d+)s/, compose)).toBeGreaterThan(10)
  const plist = read('deploy/garminsync.plist')
  expect(seconds(/ExitTimeOut<\/key>\s*<integer>(\d+)/, plist)).toBeGreaterThan(10)
  expect(seconds(/Umask<\/key>\s*<integer>(\d+)/, plist)).toBe(0o077)
  expect(unit).toMatch(/^UMask=0077$/m)
  expect(unit).toMatch(/^DynamicUser=yes$/m)
  for (const line of unit.split('\n')) expect(line).toMatch(/^(|#.*|\[(Unit|Service|Install)\]|[A-Z]\w+=\S.*)$/)
})
