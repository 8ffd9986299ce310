import {
  type Clock,
  type DatasetCounts,
  type ErrorCode,
  errors,
  fail,
  type JobFailure,
  type JobLive,
  type JobOutcome,
  type JobWait,
  type LocalDate,
  notLive,
  progressAfter,
  wholeList,
  wholeListOf,
} from '../domain/index.ts'
import type { JobNumbers, Keep } from '../store/index.ts'
import type { PlannedRequest } from './plan-types.ts'
import { expected, keyOf } from './read-answer.ts'
import { createRate } from './run-rate.ts'

/** What a run has done so far, as its job tells it. One for each run; goes on from the job's numbers after a take-over. */
export interface RunReport {
  readonly failed: number
  readonly processed: number
  /** What is being fetched; null before the first request. */
  readonly dataset: string | null
  /** How many requests are known to be left; `opensMore` while their answers will show what else there is to ask. */
  planned(requests: readonly PlannedRequest[], opensMore: boolean): void
  tried(planned: PlannedRequest): boolean
  begin(planned: PlannedRequest): void
  /** What it is doing besides asking, in words. */
  doing(text: string): void
  /** A line for whoever watches; once for each dataset and text. */
  note(dataset: string, text: string): void
  /** `counts` by dataset: one answer may fill several. */
  done(dataset: string, counts: Readonly<Record<string, DatasetCounts>>, notes: readonly string[]): void
  /** `detail`: the failure's own sentence, where there is one. */
  itemFailed(failed: Pick<PlannedRequest, 'dataset' | 'target'>, reason: string, detail?: string): void
  /** Nothing is asked before; null = going on. */
  waits(wait: JobWait | null): void
  /** What was written of the account's data. */
  kept(what: Pick<Keep, 'rows' | 'removed' | 'series' | 'entries'>): void
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
  readonly onFailure?: (failure: JobFailure) => void
  readonly onKept?: (changed: { tables: readonly string[]; days: readonly LocalDate[] }) => void
  /** Default: no rates are told. */
  readonly clock?: Clock
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
  let begun: PlannedRequest | null = null
  let waiting: JobWait | null = null
  const rate = createRate()
  /** Days and items of each dataset that are planned and not yet asked for. */
  const ahead = new Map<string, number>()
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
  const reach = ({ dataset, target }: Pick<PlannedRequest, 'dataset' | 'target'>, sign: 1 | -1) => {
    const items = Math.max(1, [...expected(target)].length)
    ahead.set(dataset.name, Math.max(0, (ahead.get(dataset.name) ?? 0) + sign * items))
  }
  /** What was begun is no longer ahead once it has come to something. */
  const settle = () => {
    if (begun !== null) reach(begun, -1)
    begun = null
  }
  const countsNow = () =>
    Object.fromEntries(
      [...new Set([...counts.keys(), ...ahead.keys()])].map((name) => {
        const { total: _, ...known } = counts.get(name) ?? { fetched: 0, unchanged: 0, empty: 0, failed: 0 }
        const done = known.fetched + known.unchanged + known.empty + known.failed
        return [name, { ...known, total: done + (ahead.get(name) ?? 0) }]
      }),
    )
  const liveNow = (requests: number): JobLive => {
    if (options.clock === undefined) return notLive
    rate.note(options.clock(), requests, processed)
    const left = searching ? null : rate.secondsFor(total - processed)
    return { rate_per_s: rate.requestsPerSecond(), seconds_left: left, waiting }
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
      total = processed + requests.length
      ahead.clear()
      for (const planned of requests) reach(planned, 1)
      searching = opensMore
      options.onChange()
    },
    tried: (planned) => tried.has(nameOf(planned)),
    begin: (planned) => {
      tried.add(nameOf(planned))
      dataset = planned.dataset.name
      begun = planned
      current = `${planned.dataset.title}, ${keyOf(planned.target)}`
      waiting = null
      options.onChange()
    },
    waits: (wait) => {
      waiting = wait
      options.onChange()
    },
    kept: ({ rows, removed, series, entries }) => {
      const tables = new Set([...rows, ...removed].map(({ table }) => table.name))
      for (const { channel } of series) tables.add(channel)
      const days = entries.flatMap(({ day }) => (day === null ? [] : [day]))
      if (tables.size > 0 || entries.length > 0) options.onKept?.({ tables: [...tables], days })
    },
    done: (dataset, more, notes) => {
      settle()
      for (const [name, one] of Object.entries(more)) add(name, one)
      step()
      for (const text of notes) note(dataset, text)
    },
    itemFailed: ({ dataset, target }, reason, detail) => {
      settle()
      add(dataset.name, { fetched: 0, unchanged: 0, empty: 0, failed: 1 })
      failed++
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
      step()
      options.onFailure?.({ dataset: dataset.name, ...failedItem(target), code: reason, detail: detail ?? null })
    },
    numbers: () => {
      const { requests, bytes } = options.traffic()
      const numbers = {
        progress,
        total_items: total,
        processed_items: processed,
        counts: countsNow(),
        requests: before.requests + requests,
        bytes: before.bytes + bytes,
        current,
        live: liveNow(before.requests + requests),
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

/** Of several days that failed together the first stands for all. */
function failedItem(target: PlannedRequest['target']): { key: string; day: LocalDate | null } {
  const [first] = expected(target)
  if (first !== undefined) return { key: first[0], day: first[1] }
  return { key: target.kind === 'account' ? wholeListOf(target.part) : wholeList, day: null }
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
