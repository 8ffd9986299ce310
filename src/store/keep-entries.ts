import { CompiledQuery, type Transaction } from 'kysely'
import type { LedgerEntry } from '../domain/index.ts'
import { createBreather } from './breathe.ts'
import { type Database, toId } from './database.ts'
import { toMarks } from './marks.ts'
import { batches, rowsAtOnce, upsertText } from './sql.ts'
import type { Where } from './upsert-rows.ts'

const key = ['user_id', 'dataset', 'item'] as const
const values = [
  'day',
  'state',
  'settled',
  'asked_at',
  'changed_at',
  'hash',
  'richness',
  'reason',
  'attempts',
  'marks',
] as const
const upsert = { table: 'ledger', columns: [...key, ...values], key, replaced: values }

/** Writes entries of the ledger; of two for one item the later one counts. */
export async function keepEntries(
  transaction: Transaction<Database>,
  entries: readonly LedgerEntry[],
  { userId, dialect }: Pick<Where, 'userId' | 'dialect'>,
): Promise<void> {
  const last = new Map(entries.map((entry) => [`${entry.dataset}\n${entry.item}`, entry]))
  const id = toId(userId)
  const breathe = createBreather()
  for (const some of batches([...last.values()], rowsAtOnce)) {
    const parameters = some.flatMap((entry) => [
      id,
      entry.dataset,
      entry.item,
      ...values.map((column) => (column === 'marks' ? toMarks(entry.marks) : entry[column])),
    ])
    await transaction.executeQuery(CompiledQuery.raw(upsertText(upsert, some.length, dialect), parameters))
    await breathe()
  }
}
