import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { fail, type Instant, type Json } from '../domain/index.ts'
import { toId } from './database.ts'
import type { Dialect } from './dialects/types.ts'
import type { AnswerStore, StoredAnswer } from './types.ts'

const inflate = promisify(inflateRaw)
/** Answers read at a time; bodies can be large. */
const pageSize = 50

/** Raw answers as they came. */
export function createAnswers({ db, location }: Dialect): AnswerStore {
  return {
    asked: async (userId, dataset) => {
      const rows = await db
        .selectFrom('raw_answer')
        .select(['form', 'request_key', 'asked_at', 'status', 'row_count'])
        .where('user_id', '=', toId(userId))
        .where('dataset', '=', dataset)
        .orderBy('raw_id')
        .execute()
      // Of several answers to one request the newest counts.
      const newest = new Map(rows.map((row) => [`${row.form}\n${row.request_key}`, row]))
      return [...newest.values()].map((row) => ({
        form: row.form,
        key: row.request_key,
        asked_at: row.asked_at as Instant,
        status: row.status,
        rows: row.row_count,
      }))
    },
    all: async function* (userId, dataset) {
      for (let after = 0; ; ) {
        const rows = await db
          .selectFrom('raw_answer')
          .leftJoin('raw_body', (join) =>
            join
              .onRef('raw_body.user_id', '=', 'raw_answer.user_id')
              .onRef('raw_body.sha256', '=', 'raw_answer.sha256'),
          )
          .select([
            'raw_answer.raw_id',
            'raw_answer.form',
            'raw_answer.request_key',
            'raw_answer.path',
            'raw_answer.target',
            'raw_answer.asked_at',
            'raw_answer.status',
            'raw_answer.version',
            'raw_answer.row_count',
            'raw_answer.sha256',
            'raw_body.body',
          ])
          .where('raw_answer.user_id', '=', toId(userId))
          .where('raw_answer.dataset', '=', dataset)
          .where('raw_answer.raw_id', '>', after)
          .orderBy('raw_answer.raw_id')
          .limit(pageSize)
          .execute()
        for (const { request_key, row_count, target, body, asked_at, ...row } of rows) {
          after = row.raw_id
          yield {
            ...row,
            dataset,
            key: request_key,
            target: JSON.parse(target) as Json,
            asked_at: asked_at as Instant,
            body: body === null ? null : await readBody(body, location),
            rows: row_count,
          } satisfies StoredAnswer
        }
        if (rows.length < pageSize) return
      }
    },
  }
}

async function readBody(body: Uint8Array, path: string): Promise<string> {
  try {
    return (await inflate(body)).toString('utf8')
  } catch (cause) {
    throw fail('store.corrupt', { path, detail: 'a stored answer cannot be unpacked', cause })
  }
}
