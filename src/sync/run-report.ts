import { type DatasetCounts, type ErrorCode, errors, fail, type JobOutcome, progressAfter } from '../domain/index.ts'
import type { JobNumbers } from '../store/index.ts'
import type { PlannedRequest } from './plan-types.ts'
import { keyOf } from './read-answer.ts'

/** What a run has done so far, as its job tells it. One for each run; goes on from the job's numbers after a take-over. */
export interface RunReport {
  readonly failed: number
  readonly processed: number
  /** What is being fetched; null before the first request. */
  readonly dataset: string | null
  /** How many requests are known to be left; `opensMore` while their answers will show what else there is to ask. */
  planned(requests: number, opensMore: boolean): void
  tried(planned: PlannedRequest): boolean
  begin(planned: PlannedRequest): void
  /** What it is doing besides asking, in words. */
  doing(text: string): void
  /** A line for whoever watches; once for each dataset and text. */
  note(dataset: string, text: string): void
  /** `counts` by dataset: one answer may fill several. */
  done(dataset: string, counts: Readonly<Record<string, DatasetCounts>>, notes: readonly string[]): void
  itemFailed(dataset: string, reason: string): void
  numbers(): { jobId: string; numbers: JobNumbers }
  itemsFailed(): JobOutcome
}

export interface RunReportOptions {
  readonly jobId: string
  readonly before: JobNumbers
  /** Requests and bytes that left in this process so far. */
  readonly traffic: () => { requests: number; bytes: number }
  readonly onChange: () => void
  readonly onNote: (dataset: string, text: string) => void
}

/** While the size of the work is still being found out, no more of it is claimed to be done than this. */
const searchProgress = 3

/** Oddities are reported once for each dataset and run. */
export function createRunReport(options: RunReportOptions): RunReport {
  const { before } = options
  const counts = new Map<string, DatasetCounts>(Object.entries(before.counts))
  const tried = new Set<string>()
  const noted = new Set<string>()
  const reasons = new Map<string, number>()
  let processed = before.processed_items
  let total = before.total_items
  let failed = Object.values(before.counts).reduce((sum, one) => sum + one.failed, 0)
  let progress = before.progress
  let searching = true
  let current: string | null = null
  let dataset: string | null = null
  const add = (dataset: string, more: DatasetCounts) => {
    const known = counts.get(dataset) ?? { fetched: 0, unchanged: 0, empty: 0, failed: 0 }
    counts.set(dataset, {
      fetched: known.fetched + more.fetched,
      unchanged: known.unchanged + more.unchanged,
      empty: known.empty + more.empty,
      failed: known.failed + more.failed,
    })
  }
  const step = () => {
    processed++
    total = Math.max(total, processed)
    const next = progressAfter(progress, processed, total)
    progress = searching ? Math.max(progress, Math.min(next, searchProgress)) : next
  }
  const note = (dataset: string, text: string) => {
    if (noted.has(`${dataset} ${text}`)) return
    noted.add(`${dataset} ${text}`)
    options.onNote(dataset, text)
  }
  return {
    note,
    doing: (text) => {
      current = text
      options.onChange()
    },
    get failed() {
      return failed
    },
    get processed() {
      return processed
    },
    get dataset() {
      return dataset
    },
    planned: (requests, opensMore) => {
      total = processed + requests
      searching = opensMore
      options.onChange()
    },
    tried: (planned) => tried.has(nameOf(planned)),
    begin: (planned) => {
      tried.add(nameOf(planned))
      dataset = planned.dataset.name
      current = `${planned.dataset.title}, ${keyOf(planned.target)}`
      options.onChange()
    },
    done: (dataset, more, notes) => {
      for (const [name, one] of Object.entries(more)) add(name, one)
      step()
      for (const text of notes) note(dataset, text)
    },
    itemFailed: (dataset, reason) => {
      add(dataset, { fetched: 0, unchanged: 0, empty: 0, failed: 1 })
      failed++
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
      step()
    },
    numbers: () => {
      const { requests, bytes } = options.traffic()
      const numbers = {
        progress,
        total_items: total,
        processed_items: processed,
        counts: Object.fromEntries(counts),
        requests: before.requests + requests,
        bytes: before.bytes + bytes,
        current,
      }
      return { jobId: options.jobId, numbers }
    },
    itemsFailed: () => {
      const words = [...reasons].map(([reason, times]) => `${times} × ${reasonInWords(reason)}`)
      const failure = fail('sync.items-failed', {
        failed,
        total: processed,
        reasons: words.join(', ') || 'see the ledger',
      })
      return { error_code: failure.code, error_message: failure.message }
    },
  }
}

function nameOf({ dataset, form, target }: PlannedRequest): string {
  return `${dataset.name} ${form.name} ${keyOf(target)}`
}

/** A reason of the ledger as people read it: the error's title up to its particulars, or the word itself. */
export function reasonInWords(reason: string): string {
  if (!(reason in errors)) return reason
  const title = errors[reason as ErrorCode].title.replace('{dataset}', 'it')
  return title.replace(/\s*(\([^(){}]*)?\{.*$/, '').replace(/[.\s]+$/, '')
}
