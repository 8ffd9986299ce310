import { describe, expect, it } from 'vitest'
import { createRunReport } from './run-report.ts'

const before = { progress: 0, total_items: 0, processed_items: 0, counts: {}, requests: 5, bytes: 10, current: null }
const one = { fetched: 1, unchanged: 0, empty: 0, failed: 0 }
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
    report.planned(2, true)
    report.done('daily_summary', { daily_summary: one }, [])
    report.done('daily_summary', { daily_summary: one }, [])
    expect(report.numbers().numbers.progress).toBe(3)
    report.planned(98, false)
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
    report.planned(1, true)
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
    report.itemFailed('sleep', 'garmin.server-error')
    report.done('sleep', { sleep: one }, ['a new field', 'a new field'])
    report.done('sleep', { sleep: one }, ['a new field'])
    expect(notes).toEqual(['sleep: a new field'])
    expect(report.itemsFailed()).toMatchObject({
      error_code: 'sync.items-failed',
      error_message: expect.stringContaining('1 of 3 items failed: 1 × Garmin has trouble right now.'),
    })
  })
})
