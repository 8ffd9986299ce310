import {
  type DatasetDefinition,
  type Instant,
  isFailure,
  type Json,
  type LedgerEntry,
  ledgerEntry,
  type Target,
  type UserId,
  wholeList,
  wholeListOf,
} from '../domain/index.ts'
import type { Store } from '../store/index.ts'
import type { Decode } from './decode/decode.ts'
import { expected } from './read-answer.ts'
import { type Rebuilt, rebuild } from './rebuild.ts'
import { nothing } from './run-state.ts'
import { conclusion, conclusionForm } from './vanished.ts'

export interface VerifyOptions {
  readonly store: Store
  readonly catalogue: readonly DatasetDefinition[]
  readonly everything: readonly DatasetDefinition[]
  readonly decode: Decode
  readonly clock: () => Instant
}

/** One thing that is not what its hash, or what it was made from, says. */
export interface Damage {
  readonly kind: 'original' | 'answer' | 'table' | 'database'
  /** Dataset and item, table, or what the database itself says. */
  readonly what: string
  readonly detail: string
  /** The ledger has it marked, and the next sync asks for it; false where only an older version is lost. */
  readonly fetched_again: boolean
}

export interface Verified {
  readonly answers: number
  readonly originals: number
  readonly damages: readonly Damage[]
  /** What was read again, with `deep`; null without, and when what is damaged has to be fetched first. */
  readonly reread: Rebuilt | null
}

/**
 * Checks every hash of an account. What is damaged is named, taken out of the way, and marked in the ledger, so that the
 * next sync asks for it. `deep` examines the database as well, reads every answer and every file again, and compares the
 * tables with what comes of it. The caller holds the account's lock.
 */
export async function verify(
  options: VerifyOptions,
  userId: UserId,
  { deep, signal }: { readonly deep: boolean; readonly signal: AbortSignal },
): Promise<Verified> {
  const { store } = options
  const damages: Damage[] = []
  let answers = 0
  for await (const { sha256, ok } of store.answers.check(userId)) {
    signal.throwIfAborted()
    answers++
    if (!ok) damages.push(...(await damagedAnswer(options, userId, sha256)))
  }
  const files = await store.originals.all(userId)
  const byHash = new Map<string, typeof files>()
  for (const file of files) byHash.set(file.sha256, [...(byHash.get(file.sha256) ?? []), file])
  for (const same of byHash.values()) {
    signal.throwIfAborted()
    damages.push(...(await damagedOriginal(options, userId, same)))
  }
  if (!deep) return { answers, originals: byHash.size, damages, reread: null }
  for (const problem of (await store.check()).problems)
    damages.push({ kind: 'database', what: problem, detail: 'found by the database itself', fetched_again: false })
  const reread = damages.length > 0 ? null : await rebuild(options, userId, { takeOver: false, signal })
  for (const [table, rows] of Object.entries(reread?.changed ?? {}))
    damages.push({
      kind: 'table',
      what: table,
      detail: `${rows} rows differ from what the answers say; \`garminsync rebuild\` makes it anew`,
      fetched_again: false,
    })
  return { answers, originals: byHash.size, damages, reread }
}

async function damagedAnswer(
  { store, catalogue, clock }: VerifyOptions,
  userId: UserId,
  sha256: string,
): Promise<Damage[]> {
  const lost = await store.answers.withBody(userId, sha256)
  await store.answers.dropBody(userId, sha256)
  const damages: Damage[] = []
  for (const { dataset, form, target, newest } of lost) {
    const isOn = catalogue.some(({ name }) => name === dataset)
    const entries = newest && isOn ? await entriesOf(store, userId, dataset, target, clock()) : []
    // What a conclusion was drawn from is gone; what was concluded stands in the ledger.
    const again = form === conclusionForm ? await concludedAgain(store, userId, dataset, catalogue, clock()) : null
    await store.keep({ ...nothing(userId, clock()), answer: again, entries: again === null ? entries : [] })
    const what = `${dataset} ${keyText(target)}`
    damages.push({
      kind: 'answer',
      what,
      detail: sha256.slice(0, 12),
      fetched_again: again !== null || entries.length > 0,
    })
  }
  return damages
}

async function damagedOriginal(
  { store, catalogue, clock }: VerifyOptions,
  userId: UserId,
  same: Awaited<ReturnType<Store['originals']['all']>>,
): Promise<Damage[]> {
  const [file] = same
  if (file === undefined) return []
  const detail = await store.originals.read(userId, file.sha256, file.extension).then(
    () => null,
    (thrown: unknown) => {
      if (isFailure(thrown, 'store.damaged')) return String(thrown.data.detail)
      throw thrown
    },
  )
  if (detail === null) return []
  await store.originals.setAside(userId, file.sha256, file.extension)
  const damages: Damage[] = []
  for (const { dataset, item, name, current } of same) {
    const known = (await store.ledger.find(userId, dataset, [item]))[0]
    const isOn = catalogue.some((one) => one.name === dataset)
    const entry: LedgerEntry[] = known === undefined || !current || !isOn ? [] : [{ ...marked(known), state: 'failed' }]
    await store.keep({ ...nothing(userId, clock()), entries: entry })
    damages.push({ kind: 'original', what: `${dataset} ${item} ${name}`, detail, fetched_again: entry.length > 0 })
  }
  return damages
}

/** What it brought is still in the tables, so it is present; and asked for again. */
function marked(entry: LedgerEntry): LedgerEntry {
  return { ...entry, settled: false, reason: 'store.damaged', attempts: entry.attempts + 1 }
}

async function entriesOf(
  store: Store,
  userId: UserId,
  dataset: string,
  about: Json,
  at: Instant,
): Promise<LedgerEntry[]> {
  const target = about as unknown as Target
  if (target.kind === 'account' || target.kind === 'page') {
    const item = target.kind === 'page' ? wholeList : wholeListOf(target.part)
    const known = (await store.ledger.find(userId, dataset, [item]))[0]
    const list = known ?? ledgerEntry({ dataset, item, day: null, state: 'failed', settled: false, asked_at: at })
    return [{ ...marked(list), state: 'failed' }]
  }
  const items = [...expected(target)].map(([item]) => item)
  return (await store.ledger.find(userId, dataset, items)).map(marked)
}

async function concludedAgain(
  store: Store,
  userId: UserId,
  name: string,
  catalogue: readonly DatasetDefinition[],
  at: Instant,
) {
  const dataset = catalogue.find((one) => one.name === name)
  if (dataset === undefined) return null
  const gone = (await store.ledger.entries(userId, name)).filter(({ reason }) => reason === 'deleted')
  const items = gone.map(({ item }) => item)
  return conclusion(dataset, items, at)
}

function keyText(about: Json): string {
  const target = about as unknown as Target
  if (target.kind === 'range') return `${target.start}..${target.end}`
  if (target.kind === 'day') return target.day
  if (target.kind === 'item') return target.id
  return target.kind === 'page' ? `from row ${target.start}` : 'as a whole'
}
