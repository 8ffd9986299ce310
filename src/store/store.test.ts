import { join } from 'node:path'
import { afterAll, describe, test } from 'vitest'
import { isFailure } from '../domain/index.ts'
import { checkVersion, loadProvider } from './dialects/sqlite/provider.ts'
import { storeSuite } from './suite.ts'
import { createPlaces } from './testing/places.ts'
import { startPostgres } from './testing/postgres-server.ts'

const sqliteIn = async (home: string) => ({ kind: 'sqlite', path: join(home, 'garminsync.db') }) as const

const builtIn = await loadProvider('node').then(
  (open) => {
    const database = open(':memory:')
    checkVersion(database)
    database.close()
    return null
  },
  (thrown: unknown) => (isFailure(thrown) ? thrown.message : String(thrown)),
)
const postgres = await startPostgres()

describe("the store's suite passes on SQLite (both providers) and on a real PostgreSQL", () => {
  storeSuite('SQLite by @photostructure/sqlite', () => createPlaces(sqliteIn, 'photostructure'))

  if (builtIn === null) storeSuite('SQLite by node:sqlite', () => createPlaces(sqliteIn, 'node'))
  else
    describe('SQLite by node:sqlite', () =>
      test.skip(`left out, this Node ${process.versions.node} has none that can be used: ${builtIn}`))

  if ('leftOut' in postgres) describe('PostgreSQL', () => test.skip(`left out: ${postgres.leftOut}`))
  else {
    afterAll(() => postgres.stop())
    storeSuite(`PostgreSQL ${postgres.version}`, () =>
      createPlaces(async () => ({ kind: 'postgres', url: await postgres.newSchema() }), null),
    )
  }
})
