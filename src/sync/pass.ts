import { type Instant, isChosen, type Json, type UserId } from '../domain/index.ts'
import type { Store } from '../store/index.ts'
import { carryOut } from './carry-out.ts'
import type { PlannedRequest } from './plan-types.ts'
import { newestRowDataset, newestRowKey, newestRowMark, probedGroups, uploadDataset } from './probe.ts'
import { type EngineOptions, groupsOf, type PlanScope, type RunInput, type RunState } from './run-state.ts'

/** A deep pass is due by itself after this long (PRODUCT section 2). */
const deepPassMs = 20 * 3_600_000

/** A pass that was begun: what was asked since `epoch` need not be asked again by whoever goes on with it. */
interface Pass {
  readonly epoch: Instant
  /** Start of the run that began it, or that went on with it: a process that takes that run over need not ask anew. */
  readonly by: Instant
  /** What a probe found, once it was asked; null while it was not. */
  readonly found: 'nothing-new' | 'new' | null
}

/** How a run goes about its work. */
export interface Begun {
  /** Start of the pass: of this run, or of an earlier one that did not come to its end. */
  readonly epoch: Instant
  /** Groups whose settled past is looked over again. */
  readonly deep: ReadonlySet<string>
  /** The probe found nothing new. */
  readonly quiet: boolean
}

const key = 'pass'

/**
 * Begins a pass, or goes on with one that an earlier run left unfinished, as long as nothing was uploaded since. Asks
 * at most two questions, and none twice: whether the watch has uploaded, and what the newest row of the list is.
 */
export async function beginPass(options: EngineOptions, input: RunInput, state: RunState): Promise<Begun> {
  const { store } = options
  const { userId, scope, epoch } = input
  if (isChosen(scope)) return aside(options, input)
  const left = (await store.state.get(userId, key)) as unknown as Pass | null
  const remember = (pass: Pass) => store.state.set(userId, key, pass as unknown as Json)
  const all = groupsOf(options.catalogue, scope)
  if (left !== null && left.by === epoch && left.epoch !== epoch) return goOn(left, all)
  if (left !== null && left.by !== epoch && !scope.full && epoch - left.epoch < deepPassMs) {
    // What the unfinished pass read may be out of date by now.
    const changed = await uploadChanged(options, input, state)
    const pass: Pass = changed
      ? { epoch, by: epoch, found: 'new' }
      : { epoch: left.epoch, by: epoch, found: left.found ?? 'new' }
    await remember(pass)
    return goOn(pass, all)
  }
  const known = left?.by === epoch ? left.found : null
  if (left?.by !== epoch) await remember({ epoch, by: epoch, found: null })
  const due = await dueGroups(store, userId, all, epoch)
  if (scope.full) return { epoch, deep: all, quiet: false }
  if (known === null && !isProbed(scope, due, all)) return { epoch, deep: due, quiet: false }
  const found = known ?? (await askProbe(options, input, state, all))
  if (known === null) await remember({ epoch, by: epoch, found })
  return { epoch, deep: found === 'new' ? all : due, quiet: found === 'nothing-new' }
}

/** A run for what a person picked asks just that: it is no pass, begins none, and ends none. */
function aside(
  { catalogue }: Pick<EngineOptions, 'catalogue'>,
  { scope, epoch }: Pick<PlanScope, 'scope' | 'epoch'>,
): Begun {
  return { epoch, deep: scope.full ? groupsOf(catalogue, scope) : new Set(), quiet: false }
}

/** The pass came to its end: these groups need no deep pass for a while. */
export async function endPass(
  { store }: EngineOptions,
  { userId, scope }: RunInput,
  { epoch, deep }: Begun,
): Promise<void> {
  if (isChosen(scope)) return
  // A run for a part of the past says nothing of the rest.
  if (scope.to === null) for (const group of deep) await store.state.set(userId, `deep:${group}`, epoch)
  await store.state.set(userId, key, null)
}

/** How a run would go about its work, as long as its probe finds nothing new; for a plan that asks nothing. */
export async function foreseePass(
  { store, catalogue }: EngineOptions,
  { userId, scope, epoch }: PlanScope,
): Promise<Begun & { readonly probe: readonly PlannedRequest[] }> {
  if (isChosen(scope)) return { ...aside({ catalogue }, { scope, epoch }), probe: [] }
  const all = groupsOf(catalogue, scope)
  if (scope.full) return { epoch, deep: all, quiet: false, probe: [] }
  const probes = (...some: (PlannedRequest | null)[]) => some.filter((one) => one !== null)
  const left = (await store.state.get(userId, key)) as unknown as Pass | null
  if (left !== null && epoch - left.epoch < deepPassMs)
    return { ...goOn({ ...left, found: left.found ?? 'new' }, all), probe: probes(uploadProbe(catalogue)) }
  const due = await dueGroups(store, userId, all, epoch)
  if (!isProbed(scope, due, all)) return { epoch, deep: due, quiet: false, probe: [] }
  return { epoch, deep: due, quiet: true, probe: probes(uploadProbe(catalogue), newestRowProbe(catalogue, all)) }
}

/** A run that goes on with a pass. */
function goOn(pass: Pass, all: ReadonlySet<string>): Begun {
  const deep = pass.found === 'new' ? all : new Set<string>()
  return { epoch: pass.epoch, deep, quiet: pass.found === 'nothing-new' }
}

/** A probe decides where no pass is due by itself and its signs tell of what is wanted. */
function isProbed({ from }: PlanScope['scope'], due: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  return from === null && due.size === 0 && probedGroups.some((group) => all.has(group))
}

/** When the watch last uploaded. */
function uploadProbe(catalogue: EngineOptions['catalogue']): PlannedRequest | null {
  const dataset = catalogue.find((one) => one.name === uploadDataset)
  return dataset === undefined
    ? null
    : { dataset, form: dataset.forms[0], target: { kind: 'account' }, reason: 'probe' }
}

/** The newest row of the list, where the list is wanted. */
function newestRowProbe(catalogue: EngineOptions['catalogue'], groups: ReadonlySet<string>): PlannedRequest | null {
  const dataset = catalogue.find((one) => one.name === newestRowDataset)
  const target = { kind: 'page', start: 0, limit: 1 } as const
  if (dataset === undefined || !groups.has(dataset.group)) return null
  return { dataset, form: dataset.forms[0], target, reason: 'probe' }
}

async function dueGroups(
  store: Store,
  userId: UserId,
  groups: ReadonlySet<string>,
  now: Instant,
): Promise<Set<string>> {
  const due = new Set<string>()
  for (const group of groups) {
    const last = await store.state.get(userId, `deep:${group}`)
    if (typeof last !== 'number' || now - last >= deepPassMs) due.add(group)
  }
  return due
}

async function askProbe(
  options: EngineOptions,
  input: RunInput,
  state: RunState,
  groups: ReadonlySet<string>,
): Promise<'nothing-new' | 'new'> {
  if (await uploadChanged(options, input, state)) return 'new'
  const probe = newestRowProbe(options.catalogue, groups)
  if (probe === null) return 'nothing-new'
  const request = probe.form.request(probe.target, input.account)
  if (request === null) return 'new'
  const answer = await input.api.send(request, input.signal)
  const mark = answer.status === 200 ? newestRowMark(answer.json) : null
  return mark !== null && mark === (await options.store.state.get(input.userId, newestRowKey)) ? 'nothing-new' : 'new'
}

/** Asks when the watch last uploaded; its answer is kept like any other. */
async function uploadChanged(options: EngineOptions, input: RunInput, state: RunState): Promise<boolean> {
  const probe = uploadProbe(options.catalogue)
  if (probe === null) return false
  const seen = async () =>
    (await options.store.ledger.entries(input.userId, uploadDataset)).map((entry) => entry.hash).join()
  const before = await seen()
  await carryOut(options, input, state, probe)
  return (await seen()) !== before
}
