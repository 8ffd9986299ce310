import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  covers,
  type Instant,
  isFinished,
  type JobEvent,
  jobTransitions,
  type LocalDate,
  notLive,
  progressAfter,
  type SyncJob,
  type SyncScope,
  transition,
  type UserId,
} from './index.ts'

const fresh: SyncJob = {
  job_id: 'j',
  user_id: '1' as UserId,
  title: 'Everything',
  trigger: 'person',
  status: 'pending',
  progress: 0,
  start_time: null,
  end_time: null,
  sync_type: 'all',
  error_message: null,
  total_items: 7,
  processed_items: 3,
  session_id: null,
  error_code: null,
  counts: {},
  requests: 0,
  bytes: 0,
  created_at: 0 as Instant,
  current: null,
  retry_at: null,
  ...notLive,
}
const events = Object.keys(jobTransitions) as JobEvent[]

describe('job transitions', () => {
  it('are the five of the table and no others', () => {
    const allowed = events.flatMap((event) =>
      (['pending', 'running', 'completed', 'failed', 'cancelled'] as const).flatMap((status) => {
        const next = transition({ ...fresh, status }, event, 1 as Instant)
        return next === null ? [] : [`${status} → ${next.status}`]
      }),
    )
    expect(allowed.sort()).toEqual([
      'pending → cancelled',
      'pending → running',
      'running → cancelled',
      'running → completed',
      'running → failed',
    ])
  })

  it('keep the invariants for any order of events', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events), { maxLength: 12 }), (order) => {
        let job = fresh
        for (const [at, event] of order.entries()) {
          const next = transition(job, event, at as Instant)
          if (next === null) continue
          expect(isFinished(job.status)).toBe(false)
          expect(next.progress).toBeGreaterThanOrEqual(job.progress)
          expect(isFinished(next.status)).toBe(next.end_time !== null)
          if (next.status === 'completed')
            expect(next).toMatchObject({ progress: 100, processed_items: 7, error_code: null })
          job = next
        }
      }),
    )
  })

  it('let progress grow with the work, never fall, and reach 100 only at the end', () => {
    fc.assert(
      fc.property(fc.nat(99), fc.nat(1000), fc.nat(1000), (before, processed, total) => {
        const after = progressAfter(before, processed, total)
        expect(after).toBeGreaterThanOrEqual(before)
        expect(after).toBeLessThanOrEqual(99)
      }),
    )
  })
})

describe('a run covers a wish', () => {
  const scope = (more: Partial<SyncScope>): SyncScope => ({
    sync_type: 'all',
    from: null,
    to: null,
    full: false,
    ...more,
  })
  const day = '2026-01-01' as LocalDate
  const item = (key: string) => ({ dataset: 'sleep', key })
  it.each([
    [scope({}), scope({ sync_type: 'health' }), true],
    [scope({ sync_type: 'health' }), scope({}), false],
    [scope({ sync_type: 'health' }), scope({ sync_type: 'health' }), true],
    [scope({}), scope({ full: true }), false],
    [scope({}), scope({ from: day }), false],
    [scope({ from: day }), scope({ from: day }), true],
    [scope({ to: day }), scope({}), false],
    // A whole run brings what is open of a dataset; an item that was named it may have tried already.
    [scope({}), scope({ datasets: ['sleep'] }), true],
    [scope({ from: day }), scope({ datasets: ['sleep'], from: day, to: day }), true],
    [scope({}), scope({ items: [item('1')] }), false],
    [scope({ datasets: ['sleep'] }), scope({}), false],
    [scope({ datasets: ['hrv', 'sleep'] }), scope({ datasets: ['sleep'] }), true],
    [scope({ datasets: ['hrv', 'sleep'], from: day, to: day }), scope({ datasets: ['sleep'] }), false],
    [scope({ datasets: ['hrv'] }), scope({ datasets: ['sleep'] }), false],
    [scope({ items: [item('1'), item('2')] }), scope({ items: [item('2')] }), true],
    [scope({ items: [item('1')] }), scope({ items: [item('2')] }), false],
    [scope({ items: [item('1')] }), scope({ datasets: ['sleep'] }), false],
    [scope({ items: [item('1')] }), scope({ items: [item('1')], full: true }), false],
  ])('%j, %j: %s', (running, wanted, answer) => expect(covers(running, wanted)).toBe(answer))
})
