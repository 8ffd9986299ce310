import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterEach, describe, expect, it } from 'vitest'
import { contentOf, difference } from '../../bench/store-content.mjs'
import type { FaultKind } from '../../src/simulator/index.ts'
import { createShell, type Shell } from '../support/cli.ts'
import { watchMemory } from '../support/memory.ts'
import { walk } from '../support/secrets.ts'

const shells: Shell[] = []
const born = Date.now()
const open = async (): Promise<Shell> => {
  const shell = await createShell({ now: () => born })
  shells.push(shell)
  await shell.signIn()
  return shell
}
afterEach(async () => {
  for (const shell of shells.splice(0)) await shell.close()
})

/** What each hostile answer comes to in the ledger; null = it does no harm, and what it brings is kept. */
const archives: Partial<Record<FaultKind, string | null>> = {
  'zip-bomb': 'garmin.too-large',
  'zip-lie': 'garmin.unexpected-answer',
  'zip-crowd': 'garmin.too-large',
  'zip-paths': null,
  'gzip-bomb': 'garmin.too-large',
  'wrong-type': null,
  redirect: 'garmin.bad-request',
  deep: 'garmin.unexpected-answer',
}
const documents: Partial<Record<FaultKind, string | null>> = {
  deep: 'garmin.too-large',
  crowd: 'garmin.too-large',
  huge: 'garmin.too-large',
  'gzip-bomb': 'garmin.too-large',
  'redirect-loop': 'garmin.bad-request',
  'prototype-keys': null,
  'endless-ids': null,
  'wrong-type': null,
}

/** Where hostile answers are played, and of which item of which dataset each of them is. */
interface Stage {
  readonly env: Readonly<Record<string, string>>
  readonly kinds: Partial<Record<FaultKind, string | null>>
  readonly paths: readonly string[]
  readonly itemOf: (path: string) => string | undefined
}
const stages: Readonly<Record<string, Stage>> = {
  archives: {
    env: {},
    kinds: archives,
    paths: ['files/wellness', 'files/activity'],
    itemOf: (path) => {
      const [, kind, item] = /files\/(\w+)\/(.+)$/.exec(path) ?? []
      return kind === undefined ? undefined : `${kind === 'wellness' ? 'wellness_fit' : 'activity_original'} ${item}`
    },
  },
  documents: {
    env: { GARMINSYNC_SAMPLES: 'json' },
    kinds: documents,
    paths: ['dailyStress'],
    itemOf: (path) => {
      const day = /dailyStress\/(.+)$/.exec(path)?.[1]
      return day === undefined ? undefined : `stress_samples ${day}`
    },
  },
}

describe('a hostile Garmin', () => {
  it.each(Object.entries(stages))(
    'bombs, deep and crowded JSON, redirects, prototype keys, endless ids, paths as names, in place of %s: the rest arrives, each poisoned item is failed with a reason, memory stays small',
    async (_, { env, kinds, paths, itemOf }) => {
      const calm = await open()
      expect(await calm.run(['sync', '--from', '-20d'], { env })).toMatchObject({ code: 0 })

      const shell = await open()
      const { faults } = shell.simulator
      for (const kind of Object.keys(kinds) as FaultKind[]) for (const match of paths) faults.add({ kind, match })
      faults.add({ kind: 'prototype-keys', match: 'activitylist-service' })
      const outside = () =>
        [shell.cwd, ...walk(dirname(shell.home)).map(({ path }) => path)].filter((path) => !path.startsWith(shell.home))
      const before = outside()
      const { child, ended } = shell.start(['sync', '--from', '-20d'], { env })
      const memory = watchMemory(child)
      const ran = await ended
      expect(ran.code, ran.stderr).toBe(3)
      expect(memory.peakMb()).toBeLessThanOrEqual(200)
      expect(outside()).toEqual(before)
      expect(['/tmp/garminsync-evil0.fit', '/tmp/garminsync-evil1.fit'].filter(existsSync)).toEqual([])

      const wanted: Record<string, string | null> = {}
      for (const { path, fault } of shell.simulator.requests) {
        const item = fault === null ? undefined : itemOf(path)
        if (item !== undefined) wanted[item] = kinds[fault as FaultKind] ?? null
      }
      expect(Object.keys(wanted)).toHaveLength(Object.keys(kinds).length * paths.length)
      const db = new DatabaseSync(`${shell.home}/garminsync.db`, { readOnly: true })
      const ledger = db.prepare("select dataset || ' ' || item as what, state, reason from ledger").all()
      db.close()
      const found = Object.fromEntries(ledger.map((row) => [String(row.what), row]))
      for (const [what, reason] of Object.entries(wanted)) {
        if (reason === null) expect([what, found[what]?.state]).toEqual([what, 'present'])
        else expect([what, found[what]?.state, found[what]?.reason]).toEqual([what, 'failed', reason])
      }
      const failed = ledger.filter(({ state }) => state === 'failed').map(({ what }) => String(what))
      expect(failed.sort()).toEqual(
        Object.keys(wanted)
          .filter((what) => wanted[what] !== null)
          .sort(),
      )

      // Nothing else is missing, and once Garmin is itself again everything is there.
      faults.clear()
      expect(await shell.run(['sync'], { env })).toMatchObject({ code: 0 })
      const { lost } = difference(contentOf(calm.home), contentOf(shell.home))
      expect(
        lost.filter(
          (entry) => !/^(revision|raw_answer|raw_body|ledger|activity |activity_zone_time |original )/.test(entry),
        ),
      ).toEqual([])
    },
    180_000,
  )

  it('a list whose pages never end is ended', async () => {
    const shell = await open()
    shell.simulator.faults.add({ kind: 'endless-pages', match: 'activitylist-service', times: null })
    const ran = await shell.run(['sync', 'activities', '--from', '-20d'])
    expect([0, 3]).toContain(ran.code)
    const pages = shell.simulator.requests.filter(({ path }) => path.endsWith('/search/activities'))
    expect(pages.length).toBeLessThanOrEqual(5)
  }, 60_000)
})
