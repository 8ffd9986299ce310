import { describe, expect, test } from 'vitest'
import { readMeta } from '../../scripts/lib/built.mjs'
import {
  admits,
  lockedPackages,
  lockfileProblems,
  nodeVersions,
  productionPackages,
  registryProblems,
} from '../../scripts/lib/lockfile.mjs'

describe('dependencies', () => {
  test('the lock file is free of download addresses', () => {
    expect(lockedPackages().filter(([, entry]) => entry.resolved !== undefined)).toEqual([])
  })

  test('no committed file names a package registry', () => {
    expect(registryProblems()).toEqual([])
  })

  test('engines of every production package, bundled or installed, admit Node 20, 22 and 24', () => {
    const bundled = Object.keys(readMeta()?.inputs ?? {}).flatMap(
      (path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [],
    )
    expect(bundled.length).toBeGreaterThan(0)
    expect(lockfileProblems(bundled)).toEqual([])
  })

  test('no production dependency needs an install script', () => {
    // SQLite carries its binaries; its script only looks whether they fit, and is refused in package.json.
    const withScripts = productionPackages().filter(([, entry]) => entry.hasInstallScript)
    expect(withScripts.map(([path]) => path)).toEqual(['node_modules/@photostructure/sqlite'])
  })

  test('production dependencies only where they earn it: SQLite and what it brings', () => {
    expect(productionPackages().length).toBeLessThanOrEqual(4)
  })

  test('ranges of versions are read as npm reads them', () => {
    const admitted = (range: string) =>
      nodeVersions.filter((version) => admits(range, version)).map((v) => v.split('.')[0])
    expect(admitted('>=20.18.1')).toEqual(['20', '22', '24'])
    expect(admitted('>= 22')).toEqual(['22', '24'])
    expect(admitted('^20.19.0 || >=24')).toEqual(['20', '24'])
    expect(admitted('20 || 22 || 24')).toEqual(['20', '22', '24'])
    expect(admitted('>=18 <23')).toEqual(['20', '22'])
    expect(admitted('18 - 22')).toEqual(['20', '22'])
    expect(admitted('20.x')).toEqual(['20'])
    expect(admitted('~20.19.0')).toEqual(['20'])
    expect(admitted('*')).toEqual(['20', '22', '24'])
    expect(admitted('>=22.18')).toEqual(['24'])
  })
})
