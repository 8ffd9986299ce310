import {
  type DatasetDefinition,
  dayInZone,
  type Form,
  isFailure,
  type LedgerEntry,
  type Target,
  type UserId,
} from '../domain/index.ts'
import type { Keep, Shadow, Store, StoredAnswer } from '../store/index.ts'
import type { Decode, Decoded } from './decode/decode.ts'
import { prepareAnswer } from './keep-answer.ts'
import { knownInMemory } from './known-before.ts'
import { createLedgerView, createWholeLedger, type LedgerView } from './ledger-view.ts'
import { recallAnswer } from './raw-answer.ts'
import type { Answered } from './read-answer.ts'
import { learntEntries } from './rebuilt-ledger.ts'
import { conclusionForm, vanishedRows } from './vanished.ts'

export interface RebuildOptions {
  readonly store: Store
  /** Datasets that are on. */
  readonly catalogue: readonly DatasetDefinition[]
  /** Every dataset there is: of those that are off now, what was kept stays. Default: those that are on. */
  readonly everything?: readonly DatasetDefinition[]
  readonly decode: Decode
}

/** So many answers are decoded while an earlier one is written: where that is done by other threads, none of them waits. */
const ahead = 8

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
  const before = createLedgerView()
  for (const { name } of options.everything ?? options.catalogue) before.put(await store.ledger.marks(userId, name))
  const on = new Set(options.catalogue.map(({ name }) => name))
  const isKnown = ({ name }: DatasetDefinition) => !before.of(name)[Symbol.iterator]().next().done
  const catalogue = (options.everything ?? options.catalogue).filter(
    (dataset) => on.has(dataset.name) || isKnown(dataset),
  )
  const shadow = await store.shadow(userId)
  try {
    const replay = createReplay({ ...options, catalogue }, shadow, userId, before, signal)
    const reading: Promise<() => Promise<void>>[] = []
    const writeNext = async () => {
      const write = await reading.shift()
      signal.throwIfAborted()
      await write?.()
      onProgress(replay.answers)
    }
    for await (const stored of store.answers.all(userId)) {
      const next = replay.read(stored)
      // Whoever awaits it in its turn meets the failure.
      next.catch(() => undefined)
      reading.push(next)
      if (reading.length >= ahead) await writeNext()
    }
    while (reading.length > 0) await writeNext()
    const changed = await shadow.differences()
    if (takeOver) {
      const versions = versionsOf(options.everything ?? options.catalogue)
      const entries = await learntEntries(store, userId, replay.ledger, catalogue)
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
  { store, catalogue, decode }: RebuildOptions,
  shadow: Shadow,
  userId: UserId,
  before: LedgerView,
  signal: AbortSignal,
) {
  const ledger = createWholeLedger()
  const unread: Rebuilt['unread'][number][] = []
  const byName = new Map(catalogue.map((dataset) => [dataset.name, dataset]))
  const account = { displayName: null, profileId: userId }
  // They are in their places already.
  const originals = { ...store.originals, write: async () => ({ sha256: '', size: 0 }) }
  const kept = { originals, rows: shadow.rows as Store['rows'] }
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
  const recall = async (form: Form, stored: StoredAnswer, target: Target): Promise<Answered['answer'] | null> => {
    try {
      return await recallAnswer(store.originals, userId, form, stored)
    } catch (thrown) {
      const item = target.kind === 'item' ? target.id : target.kind === 'day' ? target.day : ''
      if (isFailure(thrown, 'store.damaged') && before.get(stored.dataset, item)?.state === 'empty') return null
      throw thrown
    }
  }
  const decodeStored = async (
    dataset: DatasetDefinition,
    form: Form,
    stored: StoredAnswer,
  ): Promise<{ answered: Answered; decoded: Decoded } | null> => {
    const { kept_at: at } = stored
    const target = stored.target as unknown as Target
    const answer = await recall(form, stored, target)
    if (answer === null) return null
    const answered = { dataset, form, target, at, answer }
    return { answered, decoded: await decode(answered, dayInZone(at, 'UTC'), signal) }
  }

  return {
    ledger,
    unread,
    get answers() {
      return answers
    },
    /** Reads an answer, whatever is known so far; gives what writes it once those before it are written. */
    read: async (stored: StoredAnswer): Promise<() => Promise<void>> => {
      const dataset = byName.get(stored.dataset)
      if (dataset === undefined) return async () => undefined
      if (stored.form === conclusionForm) return () => conclude(dataset, stored)
      const form = dataset.forms.find(({ name }) => name === stored.form)
      const cannot = async (detail: string) => void unread.push({ dataset: dataset.name, key: stored.key, detail })
      if (form === undefined) return () => cannot(`this version knows no form ${stored.form}`)
      try {
        const read = await decodeStored(dataset, form, stored)
        return async () => {
          answers++
          if (read === null) return
          const known = { userId, account, before: knownInMemory(ledger), catalogue }
          await apply((await prepareAnswer(kept, known, read.answered, read.decoded)).keep)
        }
      } catch (thrown) {
        if (!isFailure(thrown) || !isUnreadable(thrown.code)) throw thrown
        return () => {
          answers++
          return cannot(thrown.message)
        }
      }
    },
  }
}

function isUnreadable(code: string): boolean {
  return code.startsWith('garmin.') || code === 'sync.too-heavy'
}
