import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Answer,
  type Failure,
  fail,
  type Instant,
  isFailure,
  type LedgerEntry,
  ledgerEntry,
  type Target,
  toCanonicalJson,
  toFailure,
} from '../domain/index.ts'
import type { ApiAnswer } from '../garmin/index.ts'
import type { ArrivalKey, Keep } from '../store/index.ts'
import { isTooLong, repeatsItself } from './endless-list.ts'
import { prepareAnswer } from './keep-answer.ts'
import { merge } from './merge.ts'
import { isNotOffered, nothingThere, notOfferedEntries } from './not-offered.ts'
import type { PlannedRequest } from './plan-types.ts'
import { newestRowDataset, newestRowKey, newestRowMark } from './probe.ts'
import { toUnreadAnswer } from './raw-answer.ts'
import { expected, failedEntries } from './read-answer.ts'
import { type EngineOptions, keep, nothing, type RunInput, type RunState } from './run-state.ts'

/** What ends a run rather than an item. */
const endsRun = new Set([
  'garmin.rate-limited',
  'garmin.edge-blocked',
  'garmin.unreachable',
  'auth.sign-in-needed',
  'auth.session-over',
  'auth.wrong-region',
  'auth.token-refused',
  'auth.session-needed',
  'sync.budget-spent',
  'interrupted',
  'store.locked',
  'store.full',
  'store.unwritable',
  'store.corrupt',
  'store.newer',
  'store.unsafe-file',
  'store.secret-key',
  'store.unsupported',
  'internal',
])

/** `trouble`: failed for a reason that the next request may meet as well. `replan`: what is due has changed. */
export type CarriedOut = 'done' | 'failed' | 'trouble' | 'replan'

/** An answer that has come and is not kept yet. */
export interface Arrived {
  readonly planned: PlannedRequest
  readonly answer: Answer & { readonly text?: string }
  readonly at: Instant
  /** Where it waits in the store meanwhile; null where it is in memory only. */
  readonly shelf: ArrivalKey | null
}

/** One request from sending to keeping. Failures of the item go into the ledger; those of the run are thrown. */
export async function carryOut(
  options: EngineOptions,
  input: RunInput,
  state: RunState,
  planned: PlannedRequest,
): Promise<CarriedOut> {
  try {
    return await untilNotOverloaded(input.signal, async () => {
      const arrived = await send(options, input, state, planned)
      return typeof arrived === 'string' ? arrived : keepAnswer(options, input, state, arrived)
    })
  } catch (thrown) {
    return afterFailure(options, input, state, planned, thrown)
  }
}

/** The first half: the answer, or what became of the request without one. */
export async function ask(
  options: EngineOptions,
  input: RunInput,
  state: RunState,
  planned: PlannedRequest,
): Promise<Arrived | CarriedOut> {
  try {
    return await send(options, input, state, planned)
  } catch (thrown) {
    return afterFailure(options, input, state, planned, thrown)
  }
}

/** The second half: reads the answer and keeps what it brings. */
export async function settle(
  options: EngineOptions,
  input: RunInput,
  state: RunState,
  arrived: Arrived,
): Promise<CarriedOut> {
  try {
    return await keepAnswer(options, input, state, arrived)
  } catch (thrown) {
    return afterFailure(options, input, state, arrived.planned, thrown, arrived.shelf)
  }
}

async function send(
  options: EngineOptions,
  input: RunInput,
  state: RunState,
  planned: PlannedRequest,
): Promise<Arrived | CarriedOut> {
  const { dataset, form, target } = planned
  const request = form.request(target, input.account)
  if (request === null) {
    if (await state.forms.refuse(dataset, form)) return 'replan'
    return recordFailure(options, input, state, planned, 'not-askable')
  }
  if (isTooLong(input, state, planned)) return recordFailure(options, input, state, planned, 'garmin.too-large')
  const answer = await input.api.send(request, input.signal)
  if (await learn(state, planned, answer)) return 'replan'
  if (answer.status === 400) throw fail('garmin.bad-request', { dataset: dataset.name, detail: 'HTTP 400' })
  return { planned, answer, at: options.clock(), shelf: null }
}

async function afterFailure(
  options: EngineOptions,
  input: RunInput,
  state: RunState,
  planned: PlannedRequest,
  thrown: unknown,
  shelf: ArrivalKey | null = null,
): Promise<CarriedOut> {
  const { dataset, form } = planned
  if (input.signal.aborted) throw input.signal.reason
  const failure = toFailure(thrown)
  if (endsRun.has(failure.code)) throw failure
  if (isNothingThere(state, planned, failure)) return recordNothing(options, input, state, planned)
  const otherForm = failure.code === 'garmin.not-permitted' || failure.data.refused === true
  // An overload passes: the other form helps out in this run and is forgotten afterwards.
  const lasting = failure.data.overloaded !== true
  if (otherForm && (await state.forms.refuse(dataset, form, lasting))) {
    if (shelf !== null) await options.store.arrivals.drop(input.userId, shelf)
    return 'replan'
  }
  if (isNotOffered(dataset, failure)) return recordNotOffered(options, input, state, planned)
  if (failure.code === 'garmin.unexpected-answer' || failure.code === 'sync.too-heavy')
    input.report.note(dataset.name, failure.message)
  const outcome = await recordFailure(options, input, state, planned, failure.code, { detail: failure.message, shelf })
  return failure.code === 'garmin.server-error' ? 'trouble' : outcome
}

/** Some services answer 500 where there is nothing; only for items of which it is known. */
function isNothingThere({ ledger }: RunState, { form, target }: PlannedRequest, { code, data }: Failure): boolean {
  if (form.per.kind !== 'item' || target.kind !== 'item' || form.per.noneAt500 === undefined) return false
  const shown = ledger.get(form.per.of, target.id)
  return code === 'garmin.server-error' && data.httpStatus === 500 && shown?.marks.includes(form.per.noneAt500) === true
}

async function recordNothing(
  options: EngineOptions,
  input: RunInput,
  state: RunState,
  { dataset, target }: PlannedRequest,
): Promise<CarriedOut> {
  const at = options.clock()
  const empty = { dataset: dataset.name, state: 'empty', settled: true, asked_at: at, reason: 'http-500' } as const
  const found = [...expected(target)].map(([item, day]) => ledgerEntry({ ...empty, item, day }))
  const entries = await merged(state, dataset.name, found)
  const counts = { fetched: 0, unchanged: 0, empty: entries.length, failed: 0 }
  input.report.done(dataset.name, { [dataset.name]: counts }, [])
  await keep(options, input, state, { ...nothing(input.userId, at), entries })
  return 'done'
}

/** Waits before an overloaded gateway is asked once more; after the last one its answer stands. */
const overloadWaitsMs = [1000, 2000, 4000]

async function untilNotOverloaded<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  for (const waitMs of overloadWaitsMs) {
    try {
      return await work()
    } catch (thrown) {
      if (!isFailure(thrown) || thrown.data.overloaded !== true) throw thrown
      await sleep(waitMs, undefined, { signal })
    }
  }
  return work()
}

async function keepAnswer(
  options: EngineOptions,
  input: RunInput,
  state: RunState,
  { planned, answer, at, shelf }: Arrived,
): Promise<CarriedOut> {
  const { store } = options
  const { account, userId, report, today } = input
  const { dataset, form, target } = planned
  const answered = { dataset, form, target, answer, at }
  const decoded = await options.decode(answered, today, input.signal).catch(async (thrown) => {
    // An answer of unexpected form is kept raw first; then it is reported, and the run goes on with the rest.
    if (isFailure(thrown, 'garmin.unexpected-answer') || isFailure(thrown, 'sync.too-heavy')) {
      const raw = await toUnreadAnswer(store.originals, userId, account, answered)
      await keep(options, input, state, { ...nothing(userId, at), answer: raw })
    }
    throw thrown
  })
  const known = { userId, account, before: state.before, catalogue: options.catalogue }
  const prepared = await prepareAnswer(store, known, answered, decoded)
  const pageRows = repeatsItself(input, state, planned, prepared) ? 0 : prepared.pageRows
  report.done(dataset.name, prepared.counts, prepared.notes)
  if (pageRows !== prepared.pageRows)
    report.note(dataset.name, `${dataset.name}: a page brought nothing new, so the list ends there`)
  const newest = target.kind === 'page' && target.start === 0 && dataset.name === newestRowDataset
  const remembered = newest ? { state: { [newestRowKey]: newestRowMark(answer.json) } } : {}
  await keep(options, input, state, { ...prepared.keep, ...remembered, ...fromShelf(shelf) })
  if (pageRows !== null && target.kind === 'page') {
    const others = (state.pages.get(dataset.name) ?? []).filter((page) => page.start !== target.start)
    state.pages.set(dataset.name, [...others, { start: target.start, asked_at: at, rows: pageRows }])
  }
  return 'done'
}

/** What a refusal teaches: a smaller span, or another form. True when the plan has to be made anew. */
async function learn(state: RunState, { dataset, form, target }: PlannedRequest, answer: ApiAnswer): Promise<boolean> {
  const fixed = form.per.kind === 'range' && form.per.align !== undefined
  if (answer.status === 400 && !fixed && (target.kind === 'range' || target.kind === 'page')) {
    const [span, smallest] = target.kind === 'page' ? [target.limit, 20] : [spanOf(target), 1]
    if (await state.forms.shrink(dataset, span, smallest, toCanonicalJson(answer.json))) return true
  }
  const refused = answer.status === 400 || (answer.status === 404 && form.per.kind === 'range')
  return refused && state.forms.refuse(dataset, form)
}

function spanOf(target: Extract<Target, { kind: 'range' }>): number {
  return Math.round((Date.parse(target.end) - Date.parse(target.start)) / 86_400_000) + 1
}

function fromShelf(shelf: ArrivalKey | null): Pick<Keep, 'arrival'> {
  return shelf === null ? {} : { arrival: shelf }
}

/** What the ledger says after these findings, which no answer of the dataset's own brought. */
async function merged(state: RunState, dataset: string, found: readonly LedgerEntry[]): Promise<LedgerEntry[]> {
  const items = found.map(({ item }) => item)
  const known = await state.before(dataset, items)
  return found.map((entry) => merge(known.get(entry.item), entry, false).entry)
}

async function recordFailure(
  options: EngineOptions,
  input: RunInput,
  state: RunState,
  { dataset, target }: PlannedRequest,
  reason: string,
  { detail, shelf = null }: { readonly detail?: string; readonly shelf?: ArrivalKey | null } = {},
): Promise<CarriedOut> {
  const at = options.clock()
  const entries = await merged(state, dataset.name, failedEntries(dataset, target, reason, at))
  input.report.itemFailed({ dataset, target }, reason, detail)
  await keep(options, input, state, { ...nothing(input.userId, at), entries, ...fromShelf(shelf) })
  return 'failed'
}

async function recordNotOffered(
  options: EngineOptions,
  input: RunInput,
  state: RunState,
  planned: PlannedRequest,
): Promise<CarriedOut> {
  const { dataset, target } = planned
  const at = options.clock()
  input.report.note(dataset.name, 'Garmin does not answer this; it will be tried again')
  if (target.kind === 'account' || target.kind === 'page')
    return keepAnswer(options, input, state, { planned, answer: nothingThere(at), at, shelf: null })
  const entries = await merged(state, dataset.name, notOfferedEntries(dataset, target, at))
  const counts = { fetched: 0, unchanged: 0, empty: entries.length, failed: 0 }
  input.report.done(dataset.name, { [dataset.name]: counts }, [])
  await keep(options, input, state, { ...nothing(input.userId, at), entries })
  return 'done'
}
