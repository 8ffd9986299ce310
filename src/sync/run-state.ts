import {
  type AccountNames,
  type Clock,
  type DatasetDefinition,
  type Instant,
  isChosen,
  type LocalDate,
  type SyncScope,
  type UserId,
} from '../domain/index.ts'
import type { ApiClient } from '../garmin/index.ts'
import type { Keep, Store } from '../store/index.ts'
import type { Decode } from './decode/decode.ts'
import { createFormMemory } from './form-memory.ts'
import { type KnownBefore, knownInStore } from './known-before.ts'
import { createLedgerView, type LedgerView } from './ledger-view.ts'
import { chosenOf } from './plan-chosen.ts'
import type { KnownPage, PlanInput } from './plan-types.ts'
import type { RunReport } from './run-report.ts'

export interface EngineOptions {
  readonly store: Store
  /** Datasets that are on. */
  readonly catalogue: readonly DatasetDefinition[]
  /** Every dataset there is, for reading what was kept before some were switched off. Default: those that are on. */
  readonly everything?: readonly DatasetDefinition[]
  readonly decode: Decode
  readonly clock: Clock
  /** How long Garmin takes to bring a day back out of its archive, about ten seconds (DATA section 5). Default 0. */
  readonly reloadWaitMs?: number
}

/** What a plan is about. */
export interface PlanScope {
  readonly userId: UserId
  readonly account: AccountNames
  readonly scope: SyncScope
  readonly today: LocalDate
  /** What was asked since then is not asked again: the start of the job, or of the pass that it goes on with. */
  readonly epoch: Instant
}

export interface RunInput extends PlanScope {
  readonly api: ApiClient
  readonly report: RunReport
  /** Aborted when the run shall stop; the request under way is dropped. */
  readonly signal: AbortSignal
}

/** What a run knows, in memory: loaded once, then kept in step with every write. */
export interface RunState {
  readonly ledger: LedgerView
  readonly before: KnownBefore
  readonly forms: Awaited<ReturnType<typeof createFormMemory>>
  readonly pages: Map<string, KnownPage[]>
  readonly from: LocalDate | null
}

export async function loadState(
  { store, catalogue, clock }: EngineOptions,
  { userId, scope }: Pick<PlanScope, 'userId' | 'scope'>,
): Promise<RunState> {
  const ledger = createLedgerView()
  // One after the other: all of them at once would be the most that a run ever holds.
  for (const { name } of catalogue) ledger.put(await store.ledger.marks(userId, name))
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
  return {
    ledger,
    before: knownInStore(store, userId, ledger),
    forms,
    pages,
    from: await rememberedFrom(store, userId, scope),
  }
}

/** `--from` sets where the history starts and is remembered until an earlier one is given (PRODUCT section 2). */
async function rememberedFrom(store: Store, userId: UserId, scope: SyncScope): Promise<LocalDate | null> {
  const known = (await store.state.get(userId, 'from')) as LocalDate | null
  if (scope.from === null) return known
  if (scope.to !== null || isChosen(scope)) return scope.from
  return known !== null && known < scope.from ? known : scope.from
}

export function planInput(
  { catalogue }: EngineOptions,
  { account, scope, today, epoch }: PlanScope,
  state: RunState,
  { deep, quiet }: Pick<PlanInput, 'deep' | 'quiet'>,
): PlanInput {
  return {
    catalogue,
    groups: groupsOf(catalogue, scope),
    chosen: chosenOf(catalogue, scope),
    deep,
    quiet,
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

/** A wish for certain datasets concerns those, whatever their type. */
export function groupsOf(catalogue: readonly DatasetDefinition[], scope: SyncScope): Set<string> {
  return new Set(
    catalogue
      .map((dataset) => dataset.group)
      .filter((group) => isChosen(scope) || scope.sync_type === 'all' || scope.sync_type === group),
  )
}

/** A write that brings nothing yet. */
export function nothing(userId: UserId, at: Instant): Keep {
  return { userId, at, answer: null, entries: [], rows: [], series: [], originals: [], removed: [] }
}

/** Writes one step and keeps the ledger in memory in step with it. */
export async function keep({ store }: EngineOptions, input: RunInput, state: RunState, what: Keep): Promise<void> {
  const standing = input.api.standing?.() ?? {}
  await store.keep({ ...what, state: { ...what.state, ...standing }, job: input.report.numbers() })
  state.ledger.put(what.entries)
  input.report.kept(what)
}
