import type { Clock, DatasetDefinition, LocalDate, UserId } from '../domain/index.ts'
import type { ProvenProfile } from '../garmin/index.ts'
import type { Store } from '../store/index.ts'
import { createInlineDecode, createWholeLedger, knownInMemory, prepareAnswer } from '../sync/index.ts'

export interface KeepProfileOptions {
  readonly store: Store
  readonly catalogue: readonly DatasetDefinition[]
  readonly clock: Clock
  readonly today: (userId: UserId) => Promise<LocalDate>
}

/** The profile read at sign-in is the `profile` dataset's answer: kept like any other, so that no sync asks for it again. */
export async function keepProfile(options: KeepProfileOptions, userId: UserId, profile: ProvenProfile): Promise<void> {
  const { store, catalogue, clock } = options
  const dataset = catalogue.find((one) => one.name === 'profile')
  if (dataset === undefined) return
  const ledger = createWholeLedger(await store.ledger.entries(userId, dataset.name))
  const answer = { status: 200, json: profile.json, text: profile.text }
  const account = { displayName: profile.displayName, profileId: userId }
  const known = { userId, account, before: knownInMemory(ledger), catalogue }
  const answered = { dataset, form: dataset.forms[0], target: { kind: 'account' }, answer, at: clock() } as const
  const decoded = await createInlineDecode(catalogue)(answered, await options.today(userId))
  const prepared = await prepareAnswer(store, known, answered, decoded)
  await store.keep(prepared.keep)
}
