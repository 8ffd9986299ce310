import type { Transaction } from 'kysely'
import { isObject, type UserId } from '../domain/index.ts'
import { type Database, toId } from './database.ts'
import type { Dialect } from './dialects/types.ts'
import { deflateText, hashText } from './pack-text.ts'
import type { RawAnswer } from './types.ts'

/** An answer's body, hashed, and packed unless it is kept already. */
export interface PackedBody {
  readonly sha256: string
  readonly size: number
  readonly packed: Uint8Array | null
}

/** Done before the transaction begins, because packing takes its time. */
export async function packBody({ db }: Dialect, userId: UserId, body: string | null): Promise<PackedBody | null> {
  if (body === null) return null
  const { sha256, size } = hashText(body)
  const known = await db
    .selectFrom('raw_body')
    .select('size')
    .where('user_id', '=', toId(userId))
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  return { sha256, size, packed: known === undefined ? await deflateText(body) : null }
}

/**
 * A new row, unless the last answer to the same request was the same and brought nothing: then only the time at which it was
 * asked changes.
 */
export async function keepAnswer(
  transaction: Transaction<Database>,
  userId: UserId,
  answer: RawAnswer,
  body: PackedBody | null,
): Promise<void> {
  const id = toId(userId)
  if (body?.packed)
    await transaction
      .insertInto('raw_body')
      .values({ user_id: id, sha256: body.sha256, size: body.size, body: body.packed })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  const row = {
    path: answer.path,
    target: JSON.stringify(answer.target),
    asked_at: answer.asked_at,
    status: answer.status,
    sha256: body?.sha256 ?? null,
    version: answer.version,
    row_count: rowsOf(answer),
  }
  const last = await transaction
    .selectFrom('raw_answer')
    .select(['raw_id', 'sha256', 'status'])
    .where('user_id', '=', id)
    .where('dataset', '=', answer.dataset)
    .where('form', '=', answer.form)
    .where('request_key', '=', answer.key)
    .orderBy('raw_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!answer.news && last !== undefined && last.sha256 === row.sha256 && last.status === row.status)
    await transaction.updateTable('raw_answer').set(row).where('raw_id', '=', last.raw_id).execute()
  else
    await transaction
      .insertInto('raw_answer')
      .values({
        user_id: id,
        dataset: answer.dataset,
        form: answer.form,
        request_key: answer.key,
        kept_at: answer.asked_at,
        ...row,
      })
      .execute()
}

/** As the caller counted them; else, for a page, the length of the list that came. */
function rowsOf({ rows, target, body }: RawAnswer): number | null {
  if (rows !== undefined) return rows
  if (!isObject(target) || target.kind !== 'page' || body === null) return null
  const list: unknown = JSON.parse(body)
  return Array.isArray(list) ? list.length : null
}
