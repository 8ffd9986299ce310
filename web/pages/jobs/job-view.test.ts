import { describe, expect, it } from 'vitest'
import type { SyncJobJson } from '../../../src/contract/index.ts'
import { datasetLines, furtherOf, isShown, sums, tookSeconds } from './job-view.ts'

const job = (more: Partial<SyncJobJson> = {}): SyncJobJson => ({
  ...{ job_id: 'a', user_id: '1', title: 'Everything', trigger: 'person', status: 'running', progress: 64 },
  ...{ start_time: '2026-11-24T18:01:00.000Z', end_time: null, sync_type: 'all', error_message: null },
  ...{ total_items: 1413, processed_items: 909, session_id: 's', error_code: null },
  counts: {
    sleep: { fetched: 240, unchanged: 3, empty: 8, failed: 1, total: 365 },
    hrv_daily: { fetched: 1, unchanged: 0, empty: 0, failed: 0, total: 0 },
  },
  ...{ requests: 612, bytes: 1, created_at: '2026-11-24T18:01:00.000Z', current: 'Sleep', retry_at: null },
  ...{ rate_per_s: 2, seconds_left: 240, waiting: null },
  ...more,
})

describe('a job', () => {
  it('is told by its datasets, none of which has done more than there is', () => {
    expect(datasetLines(job(), (name) => name.toUpperCase())).toEqual([
      { dataset: 'sleep', title: 'SLEEP', done: 252, total: 365, fetched: 240, unchanged: 3, empty: 8, failed: 1 },
      { dataset: 'hrv_daily', title: 'HRV_DAILY', done: 1, total: 1, fetched: 1, unchanged: 0, empty: 0, failed: 0 },
    ])
    expect(sums(job())).toEqual({ fetched: 241, failed: 1 })
  })
  it('never goes back, whichever word of it comes last', () => {
    const [early, late] = [job({ requests: 10, processed_items: 9 }), job()]
    expect([furtherOf(early, late), furtherOf(late, early)]).toEqual([late, late])
    const ended = job({ status: 'completed', requests: 1 })
    expect([furtherOf(ended, late), furtherOf(late, ended)]).toEqual([ended, ended])
    expect(furtherOf(late, job({ job_id: 'b' }))?.job_id).toBe('b')
    expect(furtherOf(null, late)).toBe(late)
  })
  it('took as long as it ran, and nothing while it runs', () => {
    expect(tookSeconds(job())).toBeNull()
    expect(tookSeconds(job({ end_time: '2026-11-24T18:01:12.000Z' }))).toBe(12)
  })
  it('is found in the history by its end and its kind', () => {
    const gap = job({ title: 'Gap 2 to 9 June 2026', status: 'completed' })
    expect([isShown(gap, null, 'gap'), isShown(gap, 'failed', 'gap'), isShown(job(), null, 'gap')]).toEqual([
      ...[true, false, false],
    ])
    const some = job({ title: 'Activities only', sync_type: 'activities' })
    expect([isShown(some, null, 'activities'), isShown(some, null, 'health'), isShown(some, 'running', null)]).toEqual([
      ...[true, false, true],
    ])
  })
})
