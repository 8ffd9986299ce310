import { type DatasetDefinition, fail, type Instant, isChosen, type JobOutcome, wholeListOf } from '../domain/index.ts'
import { carryOutAll, clearShelf } from './ahead.ts'
import { type Foreseen, foresee } from './foresee.ts'
import { listDifference } from './list-check.ts'
import { isNothingLeft, rememberNothingLeft } from './nothing-left.ts'
import { type Begun, beginPass, endPass, foreseePass } from './pass.ts'
import { nextPageStart } from './plan-lists.ts'
import type { Plan } from './plan-types.ts'
import { plan } from './planner.ts'
import { uploadDataset } from './probe.ts'
import { readAnew } from './read-anew.ts'
import { reloadArchived } from './reload.ts'
import {
  type EngineOptions,
  keep,
  loadState,
  nothing,
  type PlanScope,
  planInput,
  type RunInput,
  type RunState,
} from './run-state.ts'
import { markVanished } from './vanished.ts'

/** Requests that fail one after the other on Garmin's side leave no hope for the rest. */
const failuresInARow = 3

/** Fetches what the planner finds due, one item at a time, each kept before the next is asked for. */
export interface SyncEngine {
  /** Runs to the end of the plan. Gives how the job ended; @throws what ends the run. */
  run(input: RunInput): Promise<JobOutcome>
  /** The plan as it stands, and about what it will come to, without asking anything. */
  plan(input: PlanScope): Promise<Plan & { readonly foreseen: Foreseen }>
}

export function createSyncEngine(options: EngineOptions): SyncEngine {
  return {
    run: (input) => run(options, input),
    plan: async (input) => {
      const state = await loadState(options, input)
      const { probe, ...begun } = await foreseePass(options, input)
      const start = planInput(options, { ...input, epoch: begun.epoch }, state, begun)
      const { requests, ...more } = plan(start)
      return { requests: [...probe, ...requests], ...more, foreseen: foresee(start, probe) }
    },
  }
}

async function run(options: EngineOptions, asked: RunInput): Promise<JobOutcome> {
  const { store, clock } = options
  const { userId, report, scope } = asked
  await readAnew(options, asked)
  // A probe needs no more than what it compares with; the ledger is read once there may be something to plan.
  const mayRest = await isNothingLeft(options, asked)
  let state = await loadState(mayRest ? onlyProbe(options) : options, asked)
  if (scope.from !== null && scope.to === null && !isChosen(scope)) await store.state.set(userId, 'from', state.from)
  if (!mayRest) await clearShelf(options, asked, state)
  const pass = await beginPass(options, asked, state)
  const input: RunInput = { ...asked, epoch: pass.epoch }
  if (mayRest && pass.quiet) return rest(options, input, pass)
  if (mayRest) state = await loadState(options, asked)
  let failed = 0
  for (;;) {
    const next = plan(planInput(options, input, state, pass))
    if (next.derived.length > 0)
      await keep(options, input, state, { ...nothing(userId, clock()), entries: next.derived })
    const batch = next.requests.filter((planned) => !report.tried(planned))
    if (batch.length === 0) break
    report.planned(batch, next.opensMore)
    for await (const outcome of carryOutAll(options, input, state, batch)) {
      failed = outcome === 'trouble' ? failed + 1 : 0
      if (failed >= failuresInARow) throw fail('garmin.server-error', { httpStatus: '5xx, several times in a row' })
      // A refused form or a smaller cap changes what is due, so the rest of this batch is planned anew.
      if (outcome === 'replan') break
    }
  }
  await finishLists(options, input, state, pass)
  // What failed stands in the ledger and is asked again by itself; the pass over the rest need not be repeated for it.
  await endPass(options, input, pass)
  if (!pass.quiet && !isChosen(scope)) await reloadArchived(options, input, state)
  await rememberNothingLeft(options, input, state)
  return outcomeOf(input)
}

/** Nothing is new, and the last run left nothing. */
async function rest(options: EngineOptions, input: RunInput, pass: Begun): Promise<JobOutcome> {
  await endPass(options, input, pass)
  await rememberNothingLeft(options, input, null)
  return outcomeOf(input)
}

function outcomeOf({ report }: RunInput): JobOutcome {
  return report.failed === 0 ? {} : report.itemsFailed()
}

function onlyProbe(options: EngineOptions): EngineOptions {
  return { ...options, catalogue: options.catalogue.filter(({ name }) => name === uploadDataset) }
}

/** Lists that were read to their end in this pass tell what is gone. */
async function finishLists(
  options: EngineOptions,
  input: RunInput,
  state: RunState,
  { deep, epoch }: Begun,
): Promise<void> {
  for (const dataset of options.catalogue) {
    if (!deep.has(dataset.group) || !wasReadWhole(dataset, state, epoch)) continue
    const gone = markVanished(input.userId, dataset, options.catalogue, state.ledger, epoch, options.clock())
    if (gone !== null) await keep(options, input, state, gone)
    const difference = listDifference(dataset, state.ledger, epoch)
    if (difference !== null) input.report.note(dataset.name, difference.text)
  }
}

function wasReadWhole({ name, forms }: DatasetDefinition, { ledger, forms: memory, pages }: RunState, epoch: Instant) {
  const { per } = forms[0]
  if (per.kind === 'account')
    return (per.parts ?? [undefined]).every((part) => {
      const read = ledger.get(name, wholeListOf(part))
      return read?.state === 'present' && read.asked_at >= epoch
    })
  if (per.kind !== 'page') return false
  const fresh = (pages.get(name) ?? []).filter((page) => page.asked_at >= epoch)
  const limit = Math.min(per.limit, memory.known.get(name)?.cap ?? per.limit)
  return nextPageStart(new Map(fresh.map((page) => [page.start, page])), limit, per.firstStart) === null
}
