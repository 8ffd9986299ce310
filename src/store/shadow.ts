import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { TableDefinition, UserId } from '../domain/index.ts'
import { keepStreams } from './activity-streams.ts'
import { raiseDataVersion } from './data-version.ts'
import { type Database, toId } from './database.ts'
import { columnsOf } from './dataset-tables.ts'
import type { Dialect } from './dialects/types.ts'
import { keepEntries } from './keep-entries.ts'
import { keepRows, removeRows } from './keep-rows.ts'
import { createRows } from './rows.ts'
import { keepSeries } from './series.ts'
import { setState } from './state.ts'
import type { Shadow } from './types.ts'

/** A table as it is compared: by its key where it has one, else as a whole. */
interface Compared {
  readonly name: string
  readonly columns: readonly string[]
  readonly key: readonly string[]
}

const series: Compared = {
  name: 'series',
  columns: ['user_id', 'dataset', 'channel', 'day', 'data', 'changed_at'],
  key: ['user_id', 'dataset', 'channel', 'day'],
}
const streams: Compared = {
  name: 'activity_stream',
  columns: ['user_id', 'activity_id', 'part', 'row_count', 'data', 'changed_at'],
  key: ['user_id', 'activity_id', 'part'],
}
/** Its number only says in which order the rows came. */
const revision: Compared = {
  name: 'revision',
  columns: ['user_id', 'table_name', 'row_key', 'old_values', 'seen_at'],
  key: [],
}

/**
 * The tables once more, as temporary ones of a connection of their own that hide the real ones there: everything else of the
 * store works on them unchanged, and the database takes them away when the connection ends, however it ends.
 */
export async function openShadow(outer: Dialect, tables: readonly TableDefinition[], userId: UserId): Promise<Shadow> {
  const dialect = await outer.aside()
  const { db } = dialect
  const compared: readonly Compared[] = [
    ...tables.map((table) => ({
      name: table.name,
      columns: ['user_id', ...Object.keys(columnsOf(table))],
      key: ['user_id', ...table.key],
    })),
    series,
    streams,
  ]
  try {
    for (const { name, key } of [...compared, revision]) await dialect.hideTable(db, name, key)
  } catch (thrown) {
    await dialect.close()
    throw thrown
  }
  const schema = await dialect.realSchema(db)
  const real = (name: string) => sql.ref(`${schema}.${name}`)
  const old = ({ name, columns }: Compared) =>
    sql`select ${refs(columns)} from ${real(name)} where user_id = ${toId(userId)}`
  const made = ({ name, columns }: Compared) => sql`select ${refs(columns)} from ${sql.ref(name)}`
  const countOf = async (select: RawBuilder<unknown>, on: Transaction<Database> | typeof db): Promise<number> => {
    const { rows } = await sql<{ rows: number }>`select count(*) as rows from (${select}) as found`.execute(on)
    return Number(rows[0]?.rows ?? 0)
  }
  const differing = async (table: Compared, on: Transaction<Database> | typeof db): Promise<number> => {
    const more = await countOf(sql`${made(table)} except ${old(table)}`, on)
    const less = await countOf(sql`${old(table)} except ${made(table)}`, on)
    // A row that changed is on both sides.
    return Math.max(more, less)
  }

  return {
    rows: { keys: createRows(dialect).keys },
    keep: async (what) => {
      const where = { userId, at: what.at, dialect }
      await db.transaction().execute(async (transaction) => {
        for (const { table, keys } of what.removed) await removeRows(transaction, table, keys, where)
        for (const { table, rows } of what.rows) await keepRows(transaction, table, rows, where)
        await keepSeries(transaction, userId, what.series, what.at)
        await keepStreams(transaction, userId, what.streams ?? [], what.at)
      })
    },
    differences: async () => {
      const found: Record<string, number> = {}
      for (const table of [...compared, revision]) {
        const rows = await differing(table, db)
        if (rows > 0) found[table.name] = rows
      }
      return found
    },
    takeOver: ({ entries, state, versions }) =>
      db.transaction().execute(async (transaction) => {
        for (const table of compared) {
          const gone = sql`select ${refs(table.key)} from (${old(table)} except ${made(table)}) as gone`
          await sql`delete from ${real(table.name)} where user_id = ${toId(userId)} and (${refs(table.key)}) in (${gone})`.execute(
            transaction,
          )
          await sql`insert into ${real(table.name)} (${refs(table.columns)}) ${made(table)} except ${old(table)}`.execute(
            transaction,
          )
        }
        // Equal ones keep their numbers.
        if ((await differing(revision, transaction)) > 0) {
          await sql`delete from ${real('revision')} where user_id = ${toId(userId)}`.execute(transaction)
          const columns = refs(revision.columns)
          const order = sql.raw(dialect.arrival)
          await sql`insert into ${real('revision')} (${columns}) ${made(revision)} order by ${order}`.execute(
            transaction,
          )
        }
        await keepEntries(transaction, entries, { userId, dialect })
        for (const [dataset, version] of Object.entries(versions))
          await transaction
            .updateTable('raw_answer')
            .set({ version })
            .where('user_id', '=', toId(userId))
            .where('dataset', '=', dataset)
            .where('version', '<>', version)
            .execute()
        for (const [key, value] of Object.entries(state)) await setState(transaction, userId, key, value)
        await raiseDataVersion(transaction, userId)
      }),
    close: () => dialect.close(),
  }
}

function refs(columns: readonly string[]): RawBuilder<unknown> {
  return sql.join(columns.map((column) => sql.ref(column)))
}
