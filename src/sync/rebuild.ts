import {
  type Answer,
  type DatasetDefinition,
  dayInZone,
  type Form,
  isFailure,
  type LedgerEntry,
  type Target,
  type UserId,
} from '../domain/index.ts'
import type { Keep, Shadow, Store, StoredAnswer } from '../store/index.ts'
import { prepareAnswer } from './keep-answer.ts'
import { createLedgerView, type LedgerView } from './ledger-view.ts'
import { recallAnswer } from './raw-answer.ts'
import { learntEntries } from './rebuilt-ledger.ts'
import { conclusionForm, vanishedRows } from './vanished.ts'

export interface RebuildOptions {
  readonly store: Store
  /** Datasets that are on. */
  readonly catalogue: readonly DatasetDefinition[]
  /** Every dataset there is: of those that are off now, what was kept stays. Default: those that are on. */
  readonly everything?: readonly DatasetDefinition[]
}

export interface RebuildWish {
  /** False: only look what would become different. */
  readonly takeOver: boolean
  readonly signal: AbortSignal
  readonly onProgress?: (answers: number) => void
}

export interface Rebuilt {
  /** Answers that were read again. */
  readonly answers: number
  /** Answers that this version cannot read; they are kept for one that can. */
  readonly unread: readonly { readonly dataset: string; readonly key: string; readonly detail: string }[]
  /** Table → rows that differ from what was there. */
  readonly changed: Readonly<Record<string, number>>
}

/** State of an account: which version of each dataset its tables were made with. */
export const madeWith = 'made-with'

/**
 * Makes every table of an account anew from raw answers and originals, without a question to Garmin. Readers see the old
 * tables until the new ones are whole, and a process that dies leaves the old ones. The caller holds the account's lock.
 * @throws store.damaged when something is needed that is not whole, interrupted
 */
export async function rebuild(
  options: RebuildOptions,
  userId: UserId,
  { takeOver, signal, onProgress = () => undefined }: RebuildWish,
): Promise<Rebuilt> {
  const { store } = options
  const before = createLedgerView([])
  for (const { name } of options.everything ?? options.catalogue) before.put(await store.ledger.entries(userId, name))
  const on = new Set(options.catalogue.map(({ name }) => name))
  const isKnown = ({ name }: DatasetDefinition) => !before.of(name)[Symbol.iterator]().next().done
  const catalogue = (options.everything ?? options.catalogue).filter(
    (dataset) => on.has(dataset.name) || isKnown(dataset),
  )
  const shadow = await store.shadow(userId)
  try {
    const replay = createReplay(store, shadow, catalogue, userId, before)
    for await (const stored of store.answers.all(userId)) {
      signal.throwIfAborted()
      await replay.take(stored)
      onProgress(replay.answers)
    }
    const changed = await shadow.differences()
    if (takeOver) {
      const versions = versionsOf(options.everything ?? options.catalogue)
      const entries = learntEntries(before, replay.ledger, catalogue)
      await shadow.takeOver({ entries, versions, state: { [madeWith]: versions } })
    }
    return { answers: replay.answers, unread: replay.unread, changed }
  } finally {
    await shadow.close()
  }
}

export function versionsOf(catalogue: readonly DatasetDefinition[]): Record<string, number> {
  return Object.fromEntries(catalogue.map(({ name, version }) => [name, version]))
}

/** Goes through answers as if they came now, each at the time at which it first came. */
function createReplay(
  store: Store,
  shadow: Shadow,
  catalogue: readonly DatasetDefinition[],
  userId: UserId,
  before: LedgerView,
) {
  const ledger = createLedgerView([])
  const unread: Rebuilt['unread'][number][] = []
  const byName = new Map(catalogue.map((dataset) => [dataset.name, dataset]))
  const account = { displayName: null, profileId: userId }
  // They are in their places already.
  const originals = { ...store.originals, write: async () => ({ sha256: '', size: 0 }) }
  let answers = 0

  const apply = async (what: Keep): Promise<void> => {
    await shadow.keep(what)
    ledger.put(what.entries)
  }
  const conclude = async (dataset: DatasetDefinition, { body, kept_at: at }: StoredAnswer): Promise<void> => {
    const items = JSON.parse(body ?? '[]') as string[]
    const entries = items.flatMap((item): LedgerEntry[] => {
      const entry = ledger.get(dataset.name, item)
      return entry === undefined
        ? []
        : [{ ...entry, state: 'empty', changed_at: at, hash: null, richness: 0, reason: 'deleted' }]
    })
    const removed = vanishedRows(dataset, items, catalogue, ledger)
    await apply({ userId, at, answer: null, entries, rows: [], series: [], originals: [], removed })
  }
  /** Null when nothing of it is left. A file that Garmin does not have any more either is missed, not waited for. */
  const recall = async (form: Form, stored: StoredAnswer, target: Target): Promise<Answer | null> => {
    try {
      return await recallAnswer(store.originals, userId, form, stored)
    } catch (thrown) {
      const item = target.kind === 'item' ? target.id : target.kind === 'day' ? target.day : ''
      if (isFailure(thrown, 'store.damaged') && before.get(stored.dataset, item)?.state === 'empty') return null
      throw thrown
    }
  }
  const read = async (dataset: DatasetDefinition, form: Form, stored: StoredAnswer): Promise<void> => {
    const { kept_at: at, body } = stored
    const target = stored.target as unknown as Target
    const answer = await recall(form, stored, target)
    if (answer === null) return
    const known = { userId, account, ledger, catalogue, today: dayInZone(at, 'UTC') }
    const answered = { dataset, form, target, at, answer: { ...answer, ...(body === null ? {} : { text: body }) } }
    await apply((await prepareAnswer({ originals, rows: shadow.rows as Store['rows'] }, known, answered)).keep)
  }

  return {
    ledger,
    unread,
    get answers() {
      return answers
    },
    take: async (stored: StoredAnswer): Promise<void> => {
      const dataset = byName.get(stored.dataset)
      if (dataset === undefined) return
      if (stored.form === conclusionForm) return conclude(dataset, stored)
      const form = dataset.forms.find(({ name }) => name === stored.form)
      const cannot = (detail: string) => unread.push({ dataset: dataset.name, key: stored.key, detail })
      if (form === undefined) return void cannot(`this version knows no form ${stored.form}`)
      answers++
      try {
        await read(dataset, form, stored)
      } catch (thrown) {
        if (!isFailure(thrown) || !thrown.code.startsWith('garmin.')) throw thrown
        cannot(thrown.message)
      }
    },
  }
}
