import { describe, expect, it } from 'vitest'
import { addDays, type Instant, type JobFailure } from '../domain/index.ts'
import type { PlannedRequest } from './plan-types.ts'
import { createRunReport } from './run-report.ts'
import { dataset, today } from './testing/planning.ts'

const before = { progress: 0, total_items: 0, processed_items: 0, counts: {}, requests: 5, bytes: 10, current: null }
const one = { fetched: 1, unchanged: 0, empty: 0, failed: 0 }
const night = dataset('sleep', 'health', { kind: 'day', gate: null })
const planned = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    dataset: night,
    form: night.forms[0],
    target: { kind: 'day', day: addDays(today, -at) },
    reason: 'missing',
  })) satisfies PlannedRequest[]
const create = (more = {}) => {
  const notes: string[] = []
  const report = createRunReport({
    jobId: 'j',
    before: { ...before, ...more },
    traffic: () => ({ requests: 2, bytes: 3 }),
    onChange: () => undefined,
    onNote: (dataset, text) => notes.push(`${dataset}: ${text}`),
  })
  return { report, notes }
}

describe('the report of a run', () => {
  it('claims little while the size of the work is still being found out, then the share that is done', () => {
    const { report } = create()
    report.planned(planned(2), true)
    report.done('daily_summary', { daily_summary: one }, [])
    report.done('daily_summary', { daily_summary: one }, [])
    expect(report.numbers().numbers.progress).toBe(3)
    report.planned(planned(98), false)
    for (let done = 0; done < 48; done++) report.done('sleep', { sleep: one }, [])
    expect(report.numbers().numbers).toMatchObject({
      progress: 50,
      processed_items: 50,
      total_items: 100,
      counts: { sleep: { fetched: 48 } },
    })
  })
  it('goes on from the numbers of a run that was taken over', () => {
    const { report } = create({
      progress: 40,
      processed_items: 7,
      total_items: 9,
      counts: { sleep: { ...one, failed: 2 } },
    })
    report.planned(planned(1), true)
    report.done('sleep', { sleep: one }, [])
    expect(report.numbers().numbers).toMatchObject({
      progress: 40,
      processed_items: 8,
      requests: 7,
      bytes: 13,
      counts: { sleep: { fetched: 2, failed: 2 } },
    })
    expect(report.failed).toBe(2)
  })
  it('says in words what failed, and each oddity once', () => {
    const { report, notes } = create()
    report.itemFailed({ dataset: night, target: { kind: 'day', day: today } }, 'garmin.server-error')
    report.done('sleep', { sleep: one }, ['a new field', 'a new field'])
    report.done('sleep', { sleep: one }, ['a new field'])
    expect(notes).toEqual(['sleep: a new field'])
    expect(report.itemsFailed()).toMatchObject({
      error_code: 'sync.items-failed',
      error_message: expect.stringContaining('1 of 3 items failed: 1 × Garmin has trouble right now.'),
    })
  })
  it('knows of each dataset how much there is, how fast it goes, and what failed', () => {
    let now = 0
    const failures: JobFailure[] = []
    const report = createRunReport({
      jobId: 'j',
      before,
      traffic: () => ({ requests: now / 500, bytes: 0 }),
      onChange: () => undefined,
      onNote: () => undefined,
      onFailure: (failure) => failures.push(failure),
      clock: () => now as Instant,
    })
    const all = planned(100)
    report.planned(all, false)
    expect(report.numbers().numbers.counts).toEqual({
      sleep: { fetched: 0, unchanged: 0, empty: 0, failed: 0, total: 100 },
    })
    for (const one of all.slice(0, 20)) {
      report.begin(one)
      now += 500
      report.done('sleep', { sleep: { fetched: 1, unchanged: 0, empty: 0, failed: 0 } }, [])
      report.numbers()
    }
    report.begin(all[20] as PlannedRequest)
    report.itemFailed(all[20] as PlannedRequest, 'garmin.server-error', 'Garmin answered 500.')
    const { counts, live } = report.numbers().numbers
    expect(counts.sleep).toMatchObject({ fetched: 20, failed: 1, total: 100 })
    expect(live).toMatchObject({ rate_per_s: 2, waiting: null })
    expect(live?.seconds_left).toBeGreaterThan(0)
    const key = addDays(today, -20)
    const failure = { dataset: 'sleep', key, day: key, code: 'garmin.server-error', detail: 'Garmin answered 500.' }
    expect(failures).toEqual([failure])
  })
})
