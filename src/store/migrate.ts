import { sql } from 'kysely'
import { type Clock, fail } from '../domain/index.ts'
import type { Dialect } from './dialects/types.ts'
import { createTable } from './migrations/create-table.ts'
import { migrations as allMigrations } from './migrations/list.ts'
import type { Migration } from './migrations/types.ts'

/**
 * Brings the schema up to this version, each step in a transaction that other processes wait for, so that two that
 * start at once are fine. Gives the schema's number. @throws store.newer when a newer version made the database
 */
export async function migrate(
  dialect: Dialect,
  clock: Clock,
  migrations: readonly Migration[] = allMigrations,
): Promise<number> {
  const known = migrations.at(-1)?.version ?? 0
  const check = (found: number) => {
    if (found > known) throw fail('store.newer', { found, known })
    return found
  }
  if (check(await schemaVersion(dialect)) === known) return known
  for (const migration of migrations) {
    await dialect.durably(async (transaction) => {
      await dialect.lockSchema(transaction)
      const here = { ...dialect, db: transaction }
      const found = check(await schemaVersion(here))
      if (found >= migration.version) return
      if (found === 0)
        await createTable(transaction, dialect, {
          name: 'schema_version',
          key: ['version'],
          columns: { version: 'integer', name: 'text!', applied_at: 'integer!' },
        })
      await migration.up(transaction, dialect)
      const { version, name } = migration
      await transaction.insertInto('schema_version').values({ version, name, applied_at: clock() }).execute()
      await dialect.setSchemaMark(transaction, version)
    })
  }
  return known
}

/** 0 for a database that holds nothing of ours yet. Of table and mark the higher counts: either may be a newer version's. */
async function schemaVersion({
  db,
  columns,
  schemaMark,
}: Pick<Dialect, 'db' | 'columns' | 'schemaMark'>): Promise<number> {
  const mark = await schemaMark(db)
  if (!(await columns(db)).has('schema_version')) return mark
  const { rows } = await sql<{ version: number | null }>`select max(version) as version from schema_version`.execute(db)
  return Math.max(mark, rows[0]?.version ?? 0)
}
