import { describe, expect, it } from 'vitest'
import { defineTable, type Instant, type LocalDate, type ReadItem } from '../domain/index.ts'
import { createInlineDecode } from './decode/decode.ts'
import { prepareAnswer } from './keep-answer.ts'
import { dataset, form, today } from './testing/planning.ts'

const table = (name: string) =>
  defineTable({ name, key: ['date'], columns: { date: 'date', value: 'int' }, time: 'date', about: 'A test.' })
const day = '2026-03-30' as LocalDate
const at = 500 as Instant
const itemOf = (name: string, value: number): ReadItem => ({
  item: day,
  day,
  content: { value },
  rows: { [name]: [{ date: day, value }] },
})
const range = { kind: 'range', maxDays: 365 } as const
const status = dataset('status', 'health', range, {
  tables: [table('status')],
  forms: [
    {
      ...form('range', range),
      request: () => ({ method: 'GET', path: '/status', expects: 'json' }),
      read: () => ({ items: [itemOf('status', 1)], also: { load: [itemOf('load', 2)], unknown: [itemOf('x', 3)] } }),
    },
  ],
})
const load = dataset('load', 'health', range, { tables: [table('load')], settlesAfterDays: 0 })
const answered = {
  dataset: status,
  form: status.forms[0],
  target: { kind: 'range', start: day, end: today },
  answer: { status: 200, json: {} },
  at,
} as const
const store = { originals: {} as never, rows: {} as never }
const prepare = async (catalogue: (typeof status)[]) => {
  const known = { userId: '1' as never, account: { displayName: 'x', profileId: '1' }, catalogue }
  const decoded = await createInlineDecode([status, load])(answered, today)
  return prepareAnswer(store, { ...known, before: async () => new Map() }, answered, decoded)
}

describe('an answer that says something of several datasets', () => {
  it('fills the ledger and the tables of each, days without anything included', async () => {
    const { keep, counts } = await prepare([status, load])
    expect(keep.entries.map(({ dataset, item, state, settled }) => [dataset, item, state, settled])).toEqual([
      ['status', day, 'present', false],
      ['status', today, 'empty', false],
      ['load', day, 'present', true],
      ['load', today, 'empty', true],
    ])
    expect(keep.rows.map(({ table, rows }) => [table.name, rows])).toEqual([
      ['status', [{ date: day, value: 1 }]],
      ['load', [{ date: day, value: 2 }]],
    ])
    expect(counts).toMatchObject({ status: { fetched: 1, empty: 1 }, load: { fetched: 1, empty: 1 } })
    expect(keep.answer).toMatchObject({ dataset: 'status' })
  })

  it('leaves out what is off', async () => {
    const { keep, counts } = await prepare([status])
    expect(new Set(keep.entries.map(({ dataset }) => dataset))).toEqual(new Set(['status']))
    expect(Object.keys(counts)).toEqual(['status'])
  })
})
