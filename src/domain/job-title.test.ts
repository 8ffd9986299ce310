import { expect, it } from 'vitest'
import { jobTitle, type LocalDate, type SyncScope } from './index.ts'

const day = (text: string) => text as LocalDate
const scope = (more: Partial<SyncScope>): SyncScope => ({
  sync_type: 'all',
  from: null,
  to: null,
  full: false,
  ...more,
})
const title = (more: Partial<SyncScope>, about: { first?: boolean; scheduled?: boolean } = {}) =>
  jobTitle(scope(more), { first: false, scheduled: false, ...about, titleOf: (name) => name.toUpperCase() })

it.each([
  [title({}), 'Everything'],
  [title({}, { scheduled: true }), 'Everything, scheduled'],
  [title({ from: day('2025-11-24') }, { first: true }), 'First sync, from 24 November 2025'],
  [title({ sync_type: 'activities' }, { first: true }), 'Activities only'],
  [title({ sync_type: 'health', full: true }), 'Health only, all looked over'],
  [title({ from: day('2026-03-03'), to: day('2026-03-14'), datasets: ['a', 'b'] }), 'Gap 3 to 14 March 2026'],
  [title({ from: day('2026-03-30'), to: day('2026-04-02'), datasets: ['a', 'b'] }), 'Gap 30 March to 2 April 2026'],
  [title({ from: day('2025-12-30'), to: day('2026-01-02'), datasets: ['a'] }), 'A, 30 December 2025 to 2 January 2026'],
  [title({ datasets: ['sleep'] }), 'SLEEP, what is missing'],
  [title({ items: [{ dataset: 'sleep', key: '2026-11-20' }] }), 'SLEEP, 20 November 2026'],
  [title({ items: [{ dataset: 'original', key: '21034567812' }] }), 'ORIGINAL, 21034567812'],
])('a run is called %s', (made, expected) => expect(made).toBe(expected))
