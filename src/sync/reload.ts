import { setTimeout as sleep } from 'node:timers/promises'
import {
  archivedReason,
  type DatasetDefinition,
  daysBetween,
  type Form,
  isObject,
  type Json,
  type LedgerEntry,
  type LedgerMark,
  type LocalDate,
} from '../domain/index.ts'
import { carryOut } from './carry-out.ts'
import type { PlannedRequest } from './plan-types.ts'
import { type EngineOptions, keep, nothing, type RunInput, type RunState } from './run-state.ts'

/** Days a day that Garmin brings back, as reported; a DENIED before it counts more (DATA section 5, RANGES section 4). */
const daysADay = 30
/** Garmin keeps at least the last four months ready; a younger day without samples never had any (DATA section 5). */
const keptReadyDays = 120

/** What is remembered of the drip, in the account's state. */
interface Drip {
  /** The person's day that the allowance below belongs to. */
  readonly day: LocalDate
  readonly asked: number
  readonly denied: boolean
}

const key = 'reload'

type Status = 'SUBMITTED' | 'COMPLETE' | 'NO_FILES_FOUND' | 'DENIED'
const statuses: readonly string[] = ['SUBMITTED', 'COMPLETE', 'NO_FILES_FOUND', 'DENIED'] satisfies Status[]

/**
 * After everything else: asks Garmin to bring back days whose samples it has put away, newest first, as many as it allows a
 * day, and then for what they hold. What is left waits for the next run. Days that hold samples here already are never
 * asked for, and an answer with fewer samples than are kept changes nothing (see `merge`).
 */
export async function reloadArchived(options: EngineOptions, input: RunInput, state: RunState): Promise<void> {
  const { store } = options
  const { userId, today } = input
  let drip = dripOf((await store.state.get(userId, key)) as unknown as Drip | null, today)
  const back: LocalDate[] = []
  for (const day of archivedDays(options, input, state)) {
    if (drip.denied || drip.asked >= daysADay) break
    input.signal.throwIfAborted()
    const status = await requestDay(input, day)
    if (status === null) break
    drip = { ...drip, asked: drip.asked + 1, denied: status === 'DENIED' }
    const settled = status === 'NO_FILES_FOUND' ? withoutFiles(options, state, day) : []
    const at = options.clock()
    await keep(options, input, state, {
      ...nothing(userId, at),
      entries: settled.map((entry) => ({ ...entry, asked_at: at })),
      state: { [key]: drip as unknown as Json },
    })
    if (status === 'SUBMITTED' || status === 'COMPLETE') back.push(day)
  }
  if (back.length === 0) return
  await sleep(options.reloadWaitMs ?? 0, undefined, { signal: input.signal }).catch(() => undefined)
  const requests = back.flatMap((day) => requestsOf(options, input, state, day))
  input.report.planned(requests, false)
  for (const planned of requests) {
    input.signal.throwIfAborted()
    input.report.begin(planned)
    await carryOut(options, input, state, planned)
  }
}

function dripOf(known: Drip | null, today: LocalDate): Drip {
  return known?.day === today ? known : { day: today, asked: 0, denied: false }
}

/** Days with samples in Garmin's archive, newest first. */
function archivedDays({ catalogue }: EngineOptions, { today }: RunInput, { ledger }: RunState): LocalDate[] {
  const days = new Set<LocalDate>()
  for (const { name } of catalogue)
    for (const entry of ledger.of(name)) if (entry.day !== null && isArchived(entry)) days.add(entry.day)
  return [...days]
    .filter((day) => daysBetween(day, today) >= keptReadyDays)
    .sort()
    .reverse()
}

/** Garmin has nothing of that day but its totals: what is not there is settled. */
function withoutFiles({ catalogue }: EngineOptions, { ledger }: RunState, day: LocalDate): LedgerEntry[] {
  return catalogue.flatMap(({ name }) => {
    const entry = ledger.get(name, day)
    return isArchived(entry) ? [{ ...entry, settled: true, hash: null, richness: 0, reason: 'no-files' }] : []
  })
}

function isArchived(entry: LedgerMark | undefined): entry is LedgerMark {
  return entry?.state === 'empty' && entry.reason === archivedReason
}

/** Null where Garmin answers something else: then it is left for another run. */
async function requestDay({ api, signal }: RunInput, day: LocalDate): Promise<Status | null> {
  const path = `/wellness-service/wellness/epoch/request/${day}`
  const { json } = await api.send({ method: 'POST', path, expects: 'json' }, signal)
  const status = isObject(json) ? json.status : null
  return typeof status === 'string' && statuses.includes(status) ? (status as Status) : null
}

/** What of that day is in the archive. */
function requestsOf(
  { catalogue }: EngineOptions,
  { account }: RunInput,
  { ledger, forms }: RunState,
  day: LocalDate,
): PlannedRequest[] {
  const target = { kind: 'day', day } as const
  const formOf = (dataset: DatasetDefinition): Form | null =>
    dataset.forms.find(
      (form) =>
        form.per.kind === 'day' &&
        !forms.known.get(dataset.name)?.refused.includes(form.name) &&
        form.request(target, account) !== null,
    ) ?? null
  return catalogue.flatMap((dataset) => {
    const form = isArchived(ledger.get(dataset.name, day)) ? formOf(dataset) : null
    return form === null ? [] : [{ dataset, form, target, reason: 'archived' as const }]
  })
}
