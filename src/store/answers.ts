import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { fail, type Instant, type Json, type UserId } from '../domain/index.ts'
import { toId } from './database.ts'
import type { Dialect } from './dialects/types.ts'
import type { AnswerStore, StoredAnswer } from './types.ts'

const inflate = promisify(inflateRaw)
/** Answers read at a time; bodies can be large. */
const pageSize = 50

/** Raw answers as they came. */
export function createAnswers({ db }: Dialect): AnswerStore {
  const withBodies = (userId: UserId) =>
    db
      .selectFrom('raw_answer')
      .leftJoin('raw_body', (join) =>
        join.onRef('raw_body.user_id', '=', 'raw_answer.user_id').onRef('raw_body.sha256', '=', 'raw_answer.sha256'),
      )
      .select([
        'raw_answer.raw_id',
        'raw_answer.dataset',
        'raw_answer.form',
        'raw_answer.request_key',
        'raw_answer.path',
        'raw_answer.target',
        'raw_answer.asked_at',
        'raw_answer.kept_at',
        'raw_answer.status',
        'raw_answer.version',
        'raw_answer.row_count',
        'raw_answer.sha256',
        'raw_body.body',
      ])
      .where('raw_answer.user_id', '=', toId(userId))
  type Read = Awaited<ReturnType<ReturnType<typeof withBodies>['executeTakeFirstOrThrow']>>
  const toStoredAnswer = async (read: Read): Promise<StoredAnswer> => {
    const { request_key, row_count, target, body, asked_at, kept_at, sha256, ...row } = read
    return {
      ...row,
      sha256,
      key: request_key,
      target: JSON.parse(target) as Json,
      asked_at: asked_at as Instant,
      kept_at: (kept_at ?? asked_at) as Instant,
      body: body === null ? null : await readBody(body, sha256 ?? ''),
      rows: row_count,
    }
  }
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
        const rows = await withBodies(userId)
          .$if(dataset !== undefined, (query) => query.where('raw_answer.dataset', '=', dataset ?? ''))
          .where('raw_answer.raw_id', '>', after)
          .orderBy('raw_answer.raw_id')
          .limit(pageSize)
          .execute()
        for (const row of rows) {
          after = row.raw_id
          yield await toStoredAnswer(row)
        }
        if (rows.length < pageSize) return
      }
    },
    newest: async (userId, dataset, form) => {
      const row = await withBodies(userId)
        .where('raw_answer.dataset', '=', dataset)
        .where('raw_answer.form', '=', form)
        .where('raw_answer.status', '=', 200)
        .orderBy('raw_answer.asked_at', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row === undefined ? null : toStoredAnswer(row)
    },
    withBody: async (userId, sha256) => {
      const rows = await db
        .selectFrom('raw_answer')
        .select(['raw_id', 'dataset', 'form', 'request_key', 'target'])
        .where('user_id', '=', toId(userId))
        .where('sha256', '=', sha256)
        .orderBy('raw_id')
        .execute()
      const found = []
      for (const { raw_id, dataset, form, request_key, target } of rows) {
        const later = await db
          .selectFrom('raw_answer')
          .select('raw_id')
          .where('user_id', '=', toId(userId))
          .where('dataset', '=', dataset)
          .where('form', '=', form)
          .where('request_key', '=', request_key)
          .where('raw_id', '>', raw_id)
          .limit(1)
          .executeTakeFirst()
        found.push({ dataset, form, target: JSON.parse(target) as Json, newest: later === undefined })
      }
      return found
    },
    check: async function* (userId) {
      for (let after = ''; ; ) {
        const rows = await db
          .selectFrom('raw_body')
          .select(['sha256', 'size', 'body'])
          .where('user_id', '=', toId(userId))
          .where('sha256', '>', after)
          .orderBy('sha256')
          .limit(pageSize)
          .execute()
        for (const { sha256, size, body } of rows) {
          after = sha256
          const ok = await readBody(body, sha256).then(
            () => true,
            () => false,
          )
          yield { sha256, size, ok }
        }
        if (rows.length < pageSize) return
      }
    },
    dropBody: (userId, sha256) =>
      db.transaction().execute(async (transaction) => {
        await transaction
          .updateTable('raw_answer')
          .set({ sha256: null })
          .where('user_id', '=', toId(userId))
          .where('sha256', '=', sha256)
          .execute()
        await transaction
          .deleteFrom('raw_body')
          .where('user_id', '=', toId(userId))
          .where('sha256', '=', sha256)
          .execute()
      }),
    versions: async (userId) => {
      const rows = await db
        .selectFrom('raw_answer')
        .select((eb) => ['dataset', eb.fn.min('version').as('version')])
        .where('user_id', '=', toId(userId))
        .groupBy('dataset')
        .execute()
      return Object.fromEntries(rows.map(({ dataset, version }) => [dataset, Number(version)]))
    },
  }
}

/** @throws store.damaged unless it is what its hash says */
async function readBody(body: Uint8Array, sha256: string): Promise<string> {
  const damaged = (cause?: unknown) => fail('store.damaged', { detail: `answer ${sha256.slice(0, 12)}`, cause })
  const bytes = await inflate(body).catch((thrown: unknown) => {
    throw damaged(thrown)
  })
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw damaged()
  return bytes.toString('utf8')
}
