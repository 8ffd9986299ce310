import { createHash } from 'node:crypto'
import { type Instant, isChosen, type Json, type LocalDate } from '../domain/index.ts'
import { plan } from './planner.ts'
import { type EngineOptions, type PlanScope, planInput, type RunInput, type RunState } from './run-state.ts'

/** What a run found when it had come to its end: as long as all of it holds, a quiet run has nothing to ask for. */
interface NothingLeft {
  /** The person's day: a new one may be due. */
  readonly today: LocalDate
  /** Of what is kept: any write by anybody makes another. */
  readonly version: number
  /** Of the datasets and forms that were looked at. */
  readonly catalogue: string
  readonly from: LocalDate | null
}

const key = 'nothing-left'

/**
 * True when the last run left nothing to ask for and nothing was kept since: then a run whose probe finds nothing new
 * need not read the ledger, which is a hundred thousand rows after ten years.
 */
export async function isNothingLeft(options: EngineOptions, input: PlanScope): Promise<boolean> {
  if (!isWhole(input)) return false
  const kept = await options.store.state.get(input.userId, key)
  return kept !== null && JSON.stringify(kept) === JSON.stringify(await standing(options, input))
}

/** A run is at its end; `state` is null where it had nothing to plan. */
export async function rememberNothingLeft(
  options: EngineOptions,
  input: RunInput,
  state: RunState | null,
): Promise<void> {
  if (!isWhole(input) || input.report.failed > 0) return
  if (state !== null && hasMore(options, input, state)) return
  await options.store.state.set(input.userId, key, (await standing(options, input)) as unknown as Json)
}

/** What the next run would ask for if its probe found nothing new. */
function hasMore(options: EngineOptions, input: RunInput, state: RunState): boolean {
  const next = { ...input, epoch: (options.clock() + 1) as Instant }
  const { requests, derived } = plan(planInput(options, next, state, { deep: new Set(), quiet: true }))
  return requests.length > 0 || derived.length > 0
}

/** Only a usual run over everything says something of the next one. */
function isWhole({ scope }: PlanScope): boolean {
  return scope.sync_type === 'all' && scope.from === null && scope.to === null && !isChosen(scope)
}

async function standing({ store, catalogue }: EngineOptions, { userId, today }: PlanScope): Promise<NothingLeft> {
  const words = catalogue.map(({ name, version, forms }) => [name, version, ...forms.map((form) => form.name)].join())
  return {
    today,
    version: await store.dataVersion(userId),
    catalogue: createHash('sha256').update(words.join('\n')).digest('hex').slice(0, 16),
    from: (await store.state.get(userId, 'from')) as LocalDate | null,
  }
}
