import { expect, it } from 'vitest'
import { defineTable, type Instant, toUserId } from '../domain/index.ts'
import { createLedgerView } from './ledger-view.ts'
import { dataset, entry } from './testing/planning.ts'
import { markVanished } from './vanished.ts'

const challenge = defineTable({ name: 'challenge', key: ['id'], time: null, about: '', columns: { id: 'text' } })
const open = dataset('open', 'profile', { kind: 'page', limit: 10 }, { tables: [challenge] })
const done = dataset('done', 'profile', { kind: 'page', limit: 10 }, { tables: [challenge] })
const userId = toUserId('1')!
const [before, now] = [10 as Instant, 100 as Instant]
const gone = (entries: ReturnType<typeof entry>[], catalogue = [open, done]) =>
  markVanished(userId, open, catalogue, createLedgerView(entries), now, now)

it('marks what a list no longer holds, in ledger and table', () => {
  const kept = gone([entry(open, 'a', { asked_at: now }), entry(open, 'b', { asked_at: before })])
  expect(kept?.entries).toMatchObject([{ item: 'b', state: 'empty', reason: 'deleted' }])
  expect(kept?.removed).toEqual([{ table: challenge, keys: [{ id: 'b' }] }])
})

it('leaves the row of what has only moved to another list of the same things', () => {
  const moved = [
    entry(open, 'a', { asked_at: now }),
    entry(open, 'b', { asked_at: before }),
    entry(done, 'b', { asked_at: now }),
  ]
  expect(gone(moved)?.entries).toMatchObject([{ item: 'b', state: 'empty' }])
  expect(gone(moved)?.removed).toEqual([])
  expect(gone(moved, [open])?.removed).toEqual([{ table: challenge, keys: [{ id: 'b' }] }])
})

it('takes a whole list that came back empty for a fault of the moment', () => {
  expect(gone([entry(open, 'a', { asked_at: before }), entry(open, 'b', { asked_at: before })])).toBeNull()
})
