import {
  type AccountNames,
  type Clock,
  type DatasetDefinition,
  fail,
  type GarminRequest,
  type Instant,
  isFailure,
  type JobOutcome,
  type Json,
  type LocalDate,
  type SyncScope,
  type Target,
  toCanonicalJson,
  toFailure,
  type UserId,
  wholeList,
} from '../domain/index.ts'
import type { ApiAnswer, ApiClient } from '../garmin/index.ts'
import type { Keep, Store } from '../store/index.ts'
import { createFormMemory } from './form-memory.ts'
import { prepareAnswer } from './keep-answer.ts'
import { createLedgerView, type LedgerView } from './ledger-view.ts'
import { merge } from './merge.ts'
import { type KnownPage, nextPageStart, type PlanInput, type PlannedRequest, plan } from './planner.ts'
import { deepPassMs, newestRowDataset, newestRowKey, newestRowMark, probedGroups, uploadDataset } from './probe.ts'
import { failedEntries, keyOf } from './read-answer.ts'
import type { RunReport } from './run-report.ts'
import { markVanished } from './vanished.ts'

export interface EngineOptions {
  readonly store: Store
  readonly catalogue: readonly DatasetDefinition[]
  readonly clock: Clock
}

export interface RunInput {
  readonly userId: UserId
  readonly account: AccountNames
  readonly scope: SyncScope
  readonly today: LocalDate
  /** Start of the job; a run that takes over a dead one keeps its start, so nothing is asked twice. */
  readonly epoch: Instant
  readonly api: ApiClient
  readonly report: RunReport
  /** Aborted when the run shall stop; the request under way is dropped. */
  readonly signal: AbortSignal
}

/** A run that cannot reach Garmin several times in a row has no hope for the rest either. */
const failuresInARow = 3

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

/** Fetches what the planner finds due, one item at a time, each kept before the next is asked for. */
export function createSyncEngine(options: EngineOptions) {
  return {
    /** Runs to the end of the plan. Gives how the job ended; @throws what ends the run. */
    run: (input: RunInput): Promise<JobOutcome> => run(options, input),
    /** The plan as it stands, without asking anything. */
    plan: async (input: Omit<RunInput, 'api' | 'report' | 'signal'>) => {
      const state = await loadState(options, input)
      const deep = await deepGroups(options, input, 'assume-new')
      return plan(planInput(options, input, state, deep))
    },
  }
}
export type SyncEngine = ReturnType<typeof createSyncEngine>

interface RunState {
  readonly ledger: LedgerView
  readonly forms: Awaited<ReturnType<typeof createFormMemory>>
  readonly pages: Map<string, KnownPage[]>
  readonly from: LocalDate | null
}

async function loadState(
  { store, catalogue, clock }: EngineOptions,
  { userId, scope }: Pick<RunInput, 'userId' | 'scope'>,
): Promise<RunState> {
  const ledger = createLedgerView(await store.ledger.entries(userId))
  const forms = await createFormMemory(store, userId, clock())
  const pages = new Map<string, KnownPage[]>()
  for (const dataset of catalogue) {
    if (!dataset.forms.some((form) => form.per.kind === 'page')) continue
    const asked = await store.answers.asked(userId, dataset.name)
    pages.set(
      dataset.name,
      asked.flatMap(({ key, asked_at, rows }) => {
        const start = /^start=(\d+)&/.exec(key)?.[1]
        return start === undefined || rows === null ? [] : [{ start: Number(start), asked_at, rows }]
      }),
    )
  }
  return { ledger, forms, pages, from: await rememberedFrom(store, userId, scope) }
}

/** `--from` sets where the history starts and is remembered until an earlier one is given (PRODUCT section 2). */
async function rememberedFrom(store: Store, userId: UserId, scope: SyncScope): Promise<LocalDate | null> {
  const known = (await store.state.get(userId, 'from')) as LocalDate | null
  if (scope.from === null) return known
  if (scope.to !== null) return scope.from
  return known !== null && known < scope.from ? known : scope.from
}

function planInput(
  { catalogue }: EngineOptions,
  input: Pick<RunInput, 'account' | 'scope' | 'today' | 'epoch'>,
  state: RunState,
  deep: ReadonlySet<string>,
): PlanInput {
  const { account, scope, today, epoch } = input
  return {
    catalogue,
    groups: groupsOf(catalogue, scope),
    deep,
    account,
    today,
    from: state.from,
    to: scope.to,
    epoch,
    ledger: state.ledger,
    forms: state.forms.known,
    pages: state.pages,
  }
}

function groupsOf(catalogue: readonly DatasetDefinition[], scope: SyncScope): Set<string> {
  return new Set(
    catalogue.map((dataset) => dataset.group).filter((group) => scope.sync_type === 'all' || scope.sync_type === group),
  )
}

async function run(options: EngineOptions, input: RunInput): Promise<JobOutcome> {
  const { store, clock } = options
  const { userId, report, scope } = input
  const state = await loadState(options, input)
  if (scope.from !== null && scope.to === null) await store.state.set(userId, 'from', state.from)
  const probe = await askProbe(options, input, state)
  const deep = await deepGroups(options, input, probe)
  let failedInARow = 0
  for (;;) {
    const next = plan(planInput(options, input, state, deep))
    if (next.derived.length > 0)
      await keep(options, input, state, { ...nothing(userId, clock()), entries: next.derived })
    const batch = next.requests.filter((planned) => !report.tried(planned))
    if (batch.length === 0) break
    report.planned(batch.length)
    for (const planned of batch) {
      input.signal.throwIfAborted()
      report.begin(planned)
      const outcome = await carryOut(options, input, state, planned)
      failedInARow = outcome === 'trouble' ? failedInARow + 1 : 0
      if (failedInARow >= failuresInARow)
        throw fail('garmin.server-error', { httpStatus: '5xx, several times in a row' })
      // A refused form or a smaller cap changes what is due, so the rest of this batch is planned anew.
      if (outcome === 'replan') break
    }
  }
  await finishLists(options, input, state, deep)
  // What failed stands in the ledger and is asked again by itself; the pass over the rest need not be repeated for it.
  await rememberPass(options, input, deep)
  return report.failed === 0 ? {} : report.itemsFailed()
}

function nothing(userId: UserId, at: Instant): Keep {
  return { userId, at, answer: null, entries: [], rows: [], series: [], originals: [], removed: [] }
}

async function keep({ store }: EngineOptions, input: RunInput, state: RunState, what: Keep): Promise<void> {
  await store.keep({ ...what, job: input.report.numbers() })
  state.ledger.put(what.entries)
}

type Outcome = 'done' | 'failed' | 'trouble' | 'replan'

/** One request from sending to keeping. Failures of the item go into the ledger; those of the run are thrown. */
async function carryOut(
  options: EngineOptions,
  input: RunInput,
  state: RunState,
  planned: PlannedRequest,
): Promise<Outcome> {
  const { dataset, form, target } = planned
  const { account, userId, report } = input
  const request = form.request(target, account)
  if (request === null) {
    if (await state.forms.refuse(dataset, form)) return 'replan'
    return recordFailure(options, input, state, planned, 'not-askable')
  }
  try {
    const answer = await input.api.send(request, input.signal)
    const replan = await learn(state, planned, answer)
    if (replan) {
      report.dropped(planned)
      return 'replan'
    }
    if (answer.status === 400) throw fail('garmin.bad-request', { dataset: dataset.name, detail: 'HTTP 400' })
    const at = options.clock()
    let prepared: Awaited<ReturnType<typeof prepareAnswer>>
    try {
      prepared = await prepareAnswer(options.store, userId, account, state.ledger, input.today, {
        dataset,
        form,
        target,
        answer,
        at,
      })
    } catch (thrown) {
      if (isFailure(thrown) && thrown.data.refused === true && (await state.forms.refuse(dataset, form))) {
        report.dropped(planned)
        return 'replan'
      }
      if (isFailure(thrown, 'garmin.unexpected-answer')) await keepUnread(options, input, state, planned, answer, at)
      throw thrown
    }
    report.done(dataset.name, prepared.counts, prepared.notes)
    await keep(options, input, state, prepared.keep)
    if (prepared.pageRows !== null && target.kind === 'page') {
      const pages = state.pages.get(dataset.name) ?? []
      state.pages.set(dataset.name, [
        ...pages.filter((page) => page.start !== target.start),
        { start: target.start, asked_at: at, rows: prepared.pageRows },
      ])
      if (target.start === 0 && dataset.name === newestRowDataset) await rememberNewestRow(options, input, answer)
    }
    return 'done'
  } catch (thrown) {
    const failure = toFailure(thrown)
    if (input.signal.aborted) throw input.signal.reason
    if (endsRun.has(failure.code)) throw failure
    if (failure.code === 'garmin.not-permitted' && (await state.forms.refuse(dataset, form))) {
      report.dropped(planned)
      return 'replan'
    }
    const outcome = await recordFailure(options, input, state, planned, failure.code)
    return failure.code === 'garmin.server-error' ? 'trouble' : outcome
  }
}

/** What a refusal teaches: a smaller span, or another form. True when the plan has to be made anew. */
async function learn(state: RunState, { dataset, form, target }: PlannedRequest, answer: ApiAnswer): Promise<boolean> {
  if (answer.status === 400 && (target.kind === 'range' || target.kind === 'page')) {
    const span = target.kind === 'page' ? target.limit : spanOf(target)
    if (await state.forms.shrink(dataset, span, target.kind === 'page' ? 20 : 1, toCanonicalJson(answer.json)))
      return true
  }
  const refused = answer.status === 400 || (answer.status === 404 && form.per.kind === 'range')
  return refused && state.forms.refuse(dataset, form)
}

function spanOf(target: Extract<Target, { kind: 'range' }>): number {
  return Math.round((Date.parse(target.end) - Date.parse(target.start)) / 86_400_000) + 1
}

async function recordFailure(
  options: EngineOptions,
  input: RunInput,
  state: RunState,
  { dataset, target }: PlannedRequest,
  reason: string,
): Promise<Outcome> {
  const entries = failedEntries(dataset, target, reason, options.clock()).map(
    (entry) => merge(state.ledger.get(dataset.name, entry.item), entry, false).entry,
  )
  input.report.itemFailed(dataset.name, reason)
  await keep(options, input, state, { ...nothing(input.userId, options.clock()), entries })
  return 'failed'
}

/** An answer of unexpected form is kept raw first; then it is reported, and the run goes on with the rest. */
async function keepUnread(
  options: EngineOptions,
  input: RunInput,
  state: RunState,
  { dataset, form, target }: PlannedRequest,
  answer: ApiAnswer,
  at: Instant,
): Promise<void> {
  const request = form.request(target, input.account)
  const raw = {
    dataset: dataset.name,
    form: form.name,
    key: keyOf(target),
    path: request?.path ?? '',
    target: target as unknown as Json,
    asked_at: at,
    status: answer.status,
    body: answer.text ?? null,
    version: dataset.version,
  }
  await keep(options, input, state, { ...nothing(input.userId, at), answer: raw })
}

type Probe = 'not-asked' | 'nothing-new' | 'new'

/** Asks the two cheapest questions there are, when their answer can spare the rest. Kept, so that a killed run does not repeat it. */
async function askProbe(options: EngineOptions, input: RunInput, state: RunState): Promise<Probe> {
  const { store, catalogue } = options
  const { userId, scope, epoch } = input
  const groups = groupsOf(catalogue, scope)
  if (scope.full || scope.from !== null || !probedGroups.some((group) => groups.has(group))) return 'not-asked'
  for (const group of groups) if (await deepIsDue(store, userId, group, epoch)) return 'not-asked'
  const known = (await store.state.get(userId, 'probe')) as { epoch: number; found: Probe } | null
  if (known?.epoch === epoch) return known.found
  const upload = catalogue.find((dataset) => dataset.name === uploadDataset)
  const list = catalogue.find((dataset) => dataset.name === newestRowDataset)
  let found: Probe = 'nothing-new'
  if (upload !== undefined && list !== undefined) {
    const before = [...state.ledger.of(uploadDataset)].map((entry) => entry.hash).join()
    await carryOut(options, input, state, {
      dataset: upload,
      form: upload.forms[0],
      target: { kind: 'account' },
      reason: 'snapshot',
    })
    if ([...state.ledger.of(uploadDataset)].map((entry) => entry.hash).join() !== before) found = 'new'
    const request = list.forms[0].request({ kind: 'page', start: 0, limit: 1 }, input.account)
    if (found === 'nothing-new' && request !== null && (await newestRowChanged(options, input, request))) found = 'new'
  }
  await store.state.set(userId, 'probe', { epoch, found })
  return found
}

async function newestRowChanged(
  { store }: EngineOptions,
  { api, signal, userId }: RunInput,
  request: GarminRequest,
): Promise<boolean> {
  const answer = await api.send(request, signal)
  const mark = answer.status === 200 ? newestRowMark(answer.json) : null
  return mark === null || mark !== (await store.state.get(userId, newestRowKey))
}

async function rememberNewestRow({ store }: EngineOptions, { userId }: RunInput, answer: ApiAnswer): Promise<void> {
  await store.state.set(userId, newestRowKey, newestRowMark(answer.json))
}

async function deepIsDue(store: Store, userId: UserId, group: string, now: Instant): Promise<boolean> {
  const last = await store.state.get(userId, `deep:${group}`)
  return typeof last !== 'number' || now - last >= deepPassMs
}

/** Groups that get a deep pass: all when something is new or it was asked for, else those whose last one is too old. */
async function deepGroups(
  { store, catalogue }: EngineOptions,
  input: Pick<RunInput, 'userId' | 'scope' | 'epoch'>,
  probe: Probe | 'assume-new',
): Promise<Set<string>> {
  const deep = new Set<string>()
  for (const group of groupsOf(catalogue, input.scope)) {
    if (input.scope.full || probe === 'new' || (await deepIsDue(store, input.userId, group, input.epoch)))
      deep.add(group)
  }
  return deep
}

async function rememberPass(
  { store }: EngineOptions,
  { userId, epoch }: RunInput,
  deep: ReadonlySet<string>,
): Promise<void> {
  for (const group of deep) await store.state.set(userId, `deep:${group}`, epoch)
}

/** Lists that were read to their end in this run tell what is gone. */
async function finishLists(
  options: EngineOptions,
  input: RunInput,
  state: RunState,
  deep: ReadonlySet<string>,
): Promise<void> {
  for (const dataset of options.catalogue) {
    const form = dataset.forms[0]
    if (form.per.kind !== 'page' || !deep.has(dataset.group)) continue
    if ((state.ledger.get(dataset.name, wholeList)?.asked_at ?? 0) < input.epoch) continue
    const fresh = new Map(
      (state.pages.get(dataset.name) ?? [])
        .filter((page) => page.asked_at >= input.epoch)
        .map((page) => [page.start, page]),
    )
    const limit = Math.min(form.per.limit, state.forms.known.get(dataset.name)?.cap ?? form.per.limit)
    if (nextPageStart(fresh, limit) !== null) continue
    const gone = markVanished(input.userId, dataset, state.ledger, input.epoch, options.clock())
    if (gone !== null) await keep(options, input, state, gone)
  }
}
