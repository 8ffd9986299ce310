import { expect, it } from 'vitest'
import {
  defineTable,
  type Instant,
  type Json,
  type LocalDate,
  type Reading,
  type Row,
  toUserId,
} from '../domain/index.ts'
import { createInlineDecode } from './decode/decode.ts'
import { prepareAnswer } from './keep-answer.ts'
import { knownInMemory } from './known-before.ts'
import { createWholeLedger } from './ledger-view.ts'
import type { Answered } from './read-answer.ts'
import { dataset, entry, form } from './testing/planning.ts'

const [day, next] = ['2026-03-01', '2026-03-02'] as LocalDate[]
const planned = defineTable({
  name: 'planned',
  key: ['id'],
  time: 'date',
  about: '',
  columns: { id: 'text', date: 'date' },
})
const shoes = defineTable({
  name: 'shoes',
  key: ['shoe', 'run'],
  time: null,
  about: '',
  columns: { shoe: 'text', run: 'text' },
})
const range = { kind: 'range', maxDays: 31 } as const
const schedule = dataset('schedule', 'health', range, { tables: [planned], mirrors: 'planned', filledBy: 'calendar' })
const calendar = dataset('calendar', 'health', range)
const worn = dataset('worn', 'health', { kind: 'item', of: 'calendar' }, { tables: [shoes], replaces: ['shoes'] })

/** A store that has these rows. */
const having = (rows: readonly Row[]) => ({
  originals: { write: async () => ({ sha256: '', size: 0 }) } as never,
  rows: { keys: async () => rows as Record<string, Json>[] } as never,
})
const entries = [day!, next!].map((one) => entry(schedule, one))
const catalogue = [schedule, calendar, worn]
const prepare = async (of: typeof schedule, reading: Reading, rows: readonly Row[], entriesBefore = entries) => {
  const answered: Answered = {
    dataset: of,
    form: { ...form('one', of.forms[0].per), read: () => reading },
    target: of === worn ? { kind: 'item', id: 'a', day: null } : { kind: 'range', start: day!, end: next! },
    answer: { status: 200, json: [], text: '[]' },
    at: 100 as Instant,
  }
  const before = knownInMemory(createWholeLedger(entriesBefore))
  const known = { userId: toUserId('1')!, account: { displayName: null, profileId: '1' }, before, catalogue }
  return prepareAnswer(having(rows), known, answered, await createInlineDecode(catalogue)(answered, next!))
}
const item = { item: day!, day: day!, content: ['a'], rows: { planned: [{ id: 'a', date: day! }] } }
const kept: readonly Row[] = [{ id: 'a' }, { id: 'b' }]

it('takes what a mirrored answer lacks for deleted', async () => {
  const { keep } = await prepare(schedule, { items: [item] }, kept)
  expect(keep.removed).toEqual([{ table: planned, keys: [{ id: 'b' }] }])
  expect(keep.entries).toMatchObject([{ item: day }, { item: next, state: 'empty', reason: 'deleted' }])
})

it('takes nothing for deleted that only an answer to something else lacks', async () => {
  const { keep } = await prepare(calendar, { items: [], also: { schedule: [item] } }, kept)
  expect(keep.removed).toEqual([])
  const of = keep.entries.filter((one) => one.dataset === 'schedule')
  expect(of).toMatchObject([
    { item: day, state: 'present' },
    { item: next, state: 'present', reason: 'empty-answer-ignored' },
  ])
})

it('takes nothing for gone that an answer which holds only a part of it lacks', async () => {
  const rows = [{ shoe: 'a', run: '2' }]
  const changed = { item: 'a', day: null, content: ['2'], rows: { shoes: rows } }
  const before = [{ shoe: 'a', run: '1' }, ...rows]
  const known = [entry(worn, 'a')]
  expect((await prepare(worn, { items: [changed] }, before, known)).keep.removed).toEqual([
    { table: shoes, keys: [{ shoe: 'a', run: '1' }] },
  ])
  expect((await prepare(worn, { items: [{ ...changed, partial: true }] }, before, known)).keep.removed).toEqual([])
})
