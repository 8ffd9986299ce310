import type { Transaction } from 'kysely'
import { keepStreams } from './activity-streams.ts'
import { dropArrival } from './arrivals.ts'
import { raiseDataVersion } from './data-version.ts'
import { type Database, toId } from './database.ts'
import type { Dialect } from './dialects/types.ts'
import { setNumbers } from './jobs.ts'
import { keepAnswer, packBody } from './keep-answer.ts'
import { keepEntries } from './keep-entries.ts'
import { keepRows, removeRows } from './keep-rows.ts'
import { keepSeries } from './series.ts'
import { excluded } from './sql.ts'
import { setState } from './state.ts'
import type { Keep, OriginalRef, Store } from './types.ts'

/** Everything that one answer brings, all or nothing. Within the transaction nothing waits but for the database. */
export function createKeep(dialect: Dialect): Store['keep'] {
  return async (what) => {
    const { userId, at, answer } = what
    const body = answer === null ? null : await packBody(dialect, userId, answer.body)
    const where = { userId, at, dialect }
    return dialect.db.transaction().execute(async (transaction) => {
      if (answer !== null) await keepAnswer(transaction, userId, answer, body)
      await keepEntries(transaction, what.entries, where)
      let changedRows = 0
      for (const { table, keys } of what.removed) changedRows += await removeRows(transaction, table, keys, where)
      for (const { table, rows } of what.rows) changedRows += await keepRows(transaction, table, rows, where)
      await keepSeries(transaction, userId, what.series, at)
      await keepStreams(transaction, userId, what.streams ?? [], at)
      await keepOriginals(transaction, what)
      for (const [key, value] of Object.entries(what.state ?? {})) await setState(transaction, userId, key, value)
      await raiseDataVersion(transaction, userId)
      if (what.arrival !== undefined) await dropArrival(transaction, userId, what.arrival)
      if (what.job !== undefined) await setNumbers(transaction, what.job.jobId, what.job.numbers)
      return { changedRows }
    })
  }
}

/** The files that came are those of their items from now on; what they replace stays on the disk and in its row. */
async function keepOriginals(transaction: Transaction<Database>, { userId, at, originals }: Keep): Promise<void> {
  const items = new Map<string, OriginalRef[]>()
  for (const file of originals) {
    const item = `${file.dataset}\n${file.item}`
    items.set(item, [...(items.get(item) ?? []), file])
  }
  for (const files of items.values()) {
    const [first] = files
    if (first === undefined) continue
    await transaction
      .updateTable('original')
      .set({ replaced_at: at })
      .where('user_id', '=', toId(userId))
      .where('dataset', '=', first.dataset)
      .where('item', '=', first.item)
      .where('replaced_at', 'is', null)
      .execute()
    const byHash = new Map(files.map((file) => [file.sha256, file]))
    await transaction
      .insertInto('original')
      .values(
        [...byHash.values()].map((file) => ({
          user_id: toId(userId),
          ...file,
          first_seen_at: at,
          replaced_at: null,
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['user_id', 'dataset', 'item', 'sha256'])
          .doUpdateSet(excluded(['name', 'extension', 'replaced_at'])),
      )
      .execute()
  }
}
