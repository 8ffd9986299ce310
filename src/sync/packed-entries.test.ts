import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromEpochDay, type Instant, type LedgerEntry } from '../domain/index.ts'
import { createShared } from './shared-values.ts'
import { createWholeEntries } from './whole-entries.ts'

const day = fc.integer({ min: 0, max: 40_000 }).map(fromEpochDay)
const content = fc.record({
  state: fc.constantFrom('present', 'empty', 'failed'),
  settled: fc.boolean(),
  asked_at: fc.integer({ min: 0, max: 4e12 }).map((ms) => ms as Instant),
  changed_at: fc.integer({ min: 0, max: 4e12 }).map((ms) => ms as Instant),
  hash: fc.option(fc.stringMatching(/^[0-9a-f]{64}$/)),
  richness: fc.double({ noNaN: true, noDefaultInfinity: true }),
  reason: fc.option(fc.string({ minLength: 1 })),
  attempts: fc.integer({ min: 0, max: 60_000 }),
  marks: fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 3 }),
})
const entry: fc.Arbitrary<LedgerEntry> = fc
  .tuple(
    content,
    fc.oneof(
      day.map((date) => ({ item: date as string, day: date })),
      fc.record({ item: fc.stringMatching(/^\d{1,19}$/), day: fc.option(day) }),
      fc.constantFrom({ item: 'list', day: null }, { item: 'list/active', day: null }, { item: 'account', day: null }),
      // An item named like a day that belongs to another one.
      fc.tuple(day, day).map(([item, other]) => ({ item: item as string, day: other })),
    ),
  )
  .map(([rest, which]) => ({ dataset: 'sleep', ...which, ...rest }) as LedgerEntry)

test('entries come back as they were set, the last one of an item, in the order of their coming', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 300 }), (entries) => {
      const packed = createWholeEntries('sleep', createShared())
      const plain = new Map<string, LedgerEntry>()
      for (const one of entries) {
        packed.set(one)
        plain.set(one.item, one)
      }
      expect([...packed.all()]).toEqual([...plain.values()])
      for (const [item, one] of plain) expect(packed.get(item)).toEqual(one)
      expect(packed.get('1999-99-99')).toBeUndefined()
      expect(packed.get('nothing')).toBeUndefined()
    }),
  )
})
