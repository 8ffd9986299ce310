import { expect, test } from 'vitest'
import { type Instant, listedMark } from '../domain/index.ts'
import { createLedgerView } from './ledger-view.ts'
import { listDifference } from './list-check.ts'
import { dataset, entry } from './testing/planning.ts'

const epoch = 100 as Instant
const now = 150 as Instant
const count = dataset('count', 'activities', { kind: 'account' })
const list = dataset('list', 'activities', { kind: 'page', limit: 100 }, { countedBy: 'count' })
const told = (counted: number, items: readonly string[], at = now) =>
  listDifference(
    list,
    createLedgerView([
      entry(count, 'account', { asked_at: at, marks: [listedMark(counted)] }),
      entry(list, 'list', { asked_at: now }),
      ...items.map((item) => entry(list, item, { asked_at: now })),
      entry(list, 'gone', { state: 'empty', asked_at: now }),
    ]),
    epoch,
  )

test('a list as long as Garmin counts is not spoken of', () => {
  expect(told(2, ['1', '2'])).toBeNull()
})

test('a list that is shorter or longer is told with both numbers; what is deleted does not count', () => {
  expect(told(3, ['1', '2'])).toMatchObject({ listed: 2, counted: 3, text: 'the list holds 2, Garmin counts 3' })
  expect(told(1, ['1', '2'])?.listed).toBe(2)
})

test('a count of another day proves nothing', () => {
  expect(told(3, ['1', '2'], 50 as Instant)).toBeNull()
})
