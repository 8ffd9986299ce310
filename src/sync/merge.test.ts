import { describe, expect, it } from 'vitest'
import type { Instant, LedgerEntry, LocalDate } from '../domain/index.ts'
import { merge } from './merge.ts'

const entry = (more: Partial<LedgerEntry>): LedgerEntry => ({
  dataset: 'sleep',
  item: '2026-01-01',
  day: '2026-01-01' as LocalDate,
  state: 'present',
  settled: true,
  asked_at: 2 as Instant,
  changed_at: 2 as Instant,
  hash: 'a',
  richness: 10,
  reason: null,
  attempts: 0,
  marks: [],
  ...more,
})
const before = entry({ asked_at: 1 as Instant, changed_at: 1 as Instant })

describe('merging a finding into the ledger', () => {
  it('notices that nothing changed and keeps the time of the last change', () => {
    expect(merge(before, entry({}), false)).toEqual({
      outcome: 'unchanged',
      entry: entry({ changed_at: 1 as Instant }),
    })
  })
  it('takes a changed answer', () => {
    expect(merge(before, entry({ hash: 'b' }), false).outcome).toBe('changed')
  })
  it('never lets a poorer answer replace a richer one', () => {
    const { outcome, entry: kept } = merge(before, entry({ hash: 'b', richness: 9 }), false)
    expect(outcome).toBe('poorer')
    expect(kept).toMatchObject({ hash: 'a', richness: 10, state: 'present', asked_at: 2 })
  })
  it('never lets an empty answer replace data, except where people delete entries themselves', () => {
    const empty = entry({ state: 'empty', hash: null, richness: 0 })
    expect(merge(before, empty, false)).toMatchObject({ outcome: 'poorer', entry: { state: 'present', hash: 'a' } })
    expect(merge(before, empty, true)).toMatchObject({
      outcome: 'changed',
      entry: { state: 'empty', reason: 'deleted' },
    })
  })
  it('never lets a failure look like emptiness: what is there stays and is asked again', () => {
    const failed = entry({ state: 'failed', hash: null, richness: 0, reason: 'garmin.server-error' })
    expect(merge(before, failed, false)).toMatchObject({
      outcome: 'failed',
      entry: { state: 'present', hash: 'a', settled: false, attempts: 1 },
    })
    expect(merge(undefined, failed, false)).toMatchObject({
      outcome: 'failed',
      entry: { state: 'failed', attempts: 1 },
    })
    expect(merge(entry({ state: 'failed', attempts: 2 }), failed, false).entry.attempts).toBe(3)
  })

  it('takes a change that makes no new edition for no edit, so that nothing that follows is asked again', () => {
    const known = { ...before, marks: ['run', 'edition:a'] }
    const computed = merge(known, entry({ hash: 'b', marks: ['run', 'edition:a'] }), false)
    expect(computed.outcome).toBe('changed')
    expect(computed.entry).toMatchObject({ hash: 'b', changed_at: 1, marks: ['run', 'edition:a'] })
    const edited = merge(known, entry({ hash: 'c', marks: ['run', 'edition:b'] }), false)
    expect(edited.entry).toMatchObject({ changed_at: 2, marks: ['run', 'edition:b', 'edited'] })
    // Once edited, an item stays so.
    const later = merge(edited.entry, entry({ hash: 'c', marks: ['run', 'edition:b'] }), false)
    expect(later).toMatchObject({ outcome: 'unchanged', entry: { marks: ['run', 'edition:b', 'edited'] } })
    // What was kept before there were editions was not edited by that.
    const first = merge(before, entry({ hash: 'd', marks: ['edition:a'] }), false)
    expect(first.entry).toMatchObject({ changed_at: 1, marks: ['edition:a'] })
  })
})
