import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fixtures } from './fixtures.ts'

/** The dossier's recordings; users of the repository have our copies only. */
const dossier = new URL('../../../shared/garmin-connect/recordings/data/', import.meta.url)
const read = (url: URL): unknown => JSON.parse(readFileSync(url, 'utf8'))

/** Answers that no dataset reads: uploads, edits of activities, a page for people. */
const writes = new Set(['upload', 'activity-edit', 'errors'])

describe.skipIf(!existsSync(dossier))('the recordings of the dossier', () => {
  const names = existsSync(dossier) ? readdirSync(dossier).filter((name) => name.endsWith('.json')) : []

  it('are read from copies that are the same', () => {
    const copies = readdirSync(new URL('data/', import.meta.url)).filter((name) => name.endsWith('.json'))
    expect(copies.length).toBeGreaterThan(10)
    for (const name of copies.filter((copy) => names.includes(copy)))
      expect(read(new URL(`data/${name}`, import.meta.url)), name).toEqual(read(new URL(name, dossier)))
  })

  it('of daily values and training metrics are all read by a dataset', () => {
    const held = new Set(fixtures.map(({ file, index }) => `${file.replace('data/', '')} ${index}`))
    const health = names.filter((name) =>
      /^(daily-summary|heart-rate-day|hrv-day|hydration-log|scores|sleep-day|stats-|stress-day|training-|weight)/.test(
        name,
      ),
    )
    expect(health.length).toBeGreaterThanOrEqual(12)
    const open: string[] = []
    for (const file of health) {
      const family = file.slice(0, -'.json'.length)
      const { recordings } = read(new URL(file, dossier)) as { recordings: { response: { status: number } }[] }
      for (const [index, { response }] of recordings.entries())
        if (response.status === 200 && !held.has(`${family} ${index}`)) open.push(`${family} ${index}`)
    }
    expect(open).toEqual([])
    expect(names.map((name) => name.slice(0, -'.json'.length)).filter((name) => writes.has(name)).length).toBe(3)
  })
})
