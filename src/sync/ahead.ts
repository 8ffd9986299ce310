import { setImmediate as immediate } from 'node:timers/promises'
import { type Json, parseJson, type Target } from '../domain/index.ts'
import { type Arrived, ask, type CarriedOut, carryOut, settle } from './carry-out.ts'
import type { PlannedRequest } from './plan-types.ts'
import { keyOf } from './read-answer.ts'
import type { EngineOptions, RunInput, RunState } from './run-state.ts'

/**
 * Carries requests out one after the other, and gives what became of each. Where nothing that an answer brings decides
 * about the next request, that one is sent first and the answer read while it is under way: on a slow line reading and
 * writing then take no time of their own. The answer is on the shelf before, so that a process that dies has at most one
 * question to ask again.
 */
export async function* carryOutAll(
  options: EngineOptions,
  run: RunInput,
  state: RunState,
  batch: readonly PlannedRequest[],
): AsyncGenerator<CarriedOut, void, void> {
  const stop = new AbortController()
  const input = { ...run, signal: AbortSignal.any([run.signal, stop.signal]) }
  /** The answer that is being read while the next question is under way. */
  let reading: Promise<CarriedOut> | null = null
  try {
    for (const [index, planned] of batch.entries()) {
      run.signal.throwIfAborted()
      run.report.begin(planned)
      if (!standsAlone(run, planned)) {
        yield await carryOut(options, run, state, planned)
        continue
      }
      // What cannot be kept ends the run, and with it the question that is under way.
      reading?.catch((thrown: unknown) => stop.abort(thrown))
      const [read, asked] = await Promise.allSettled([reading, ask(options, input, state, planned)])
      reading = null
      if (read.status === 'rejected') throw read.reason
      if (asked.status === 'rejected') throw asked.reason
      if (read.value !== null) yield read.value
      const arrived = asked.value
      const next = batch[index + 1]
      if (typeof arrived === 'string') yield arrived
      else if (next !== undefined && standsAlone(run, next) && leavesAtOnce(run))
        reading = settleAfterNext(options, run, state, await shelve(options, run, arrived))
      else yield await settle(options, run, state, arrived)
    }
  } finally {
    // Whoever has seen enough still gets what has come.
    await reading
  }
}

/** An answer to it decides about nothing else that is planned with it; of GraphQL the other form may have to be asked. */
function standsAlone({ account }: RunInput, { form, target }: PlannedRequest): boolean {
  return (form.per.kind === 'day' || form.per.kind === 'item') && form.request(target, account)?.method === 'GET'
}

/** Where the pace holds the next request back anyhow, there is time to read first and nothing need be shelved. */
function leavesAtOnce({ api }: RunInput): boolean {
  return (api.waitMs?.() ?? 0) === 0
}

async function settleAfterNext(
  options: EngineOptions,
  run: RunInput,
  state: RunState,
  arrived: Arrived,
): Promise<CarriedOut> {
  // The next question leaves within this turn of the event loop; reading would hold it up.
  await immediate()
  return settle(options, run, state, arrived)
}

/** An answer waits in the store: from now on it need not be asked for again. */
async function shelve({ store }: EngineOptions, { userId }: RunInput, arrived: Arrived): Promise<Arrived> {
  const { planned, answer, at } = arrived
  const { dataset, form, target } = planned
  const shelf = { dataset: dataset.name, form: form.name, key: keyOf(target) }
  const { status, text = null, bytes = null } = answer
  await store.arrivals.put(userId, { ...shelf, target: target as unknown as Json, at, status, text, bytes })
  return { ...arrived, shelf }
}

/** Reads what a process that died had on its shelf. */
export async function clearShelf(options: EngineOptions, run: RunInput, state: RunState): Promise<void> {
  for (const {
    dataset: name,
    form: formName,
    key,
    target,
    at,
    status,
    text,
    bytes,
  } of await options.store.arrivals.take(run.userId)) {
    const shelf = { dataset: name, form: formName, key }
    const dataset = options.catalogue.find((one) => one.name === name)
    const form = dataset?.forms.find((one) => one.name === formName)
    if (dataset === undefined || form === undefined) {
      await options.store.arrivals.drop(run.userId, shelf)
      continue
    }
    run.signal.throwIfAborted()
    const planned = { dataset, form, target: target as unknown as Target, reason: 'missing' } as const
    const json = text === null ? {} : { text, json: parseJson(text) }
    run.report.begin(planned)
    const answer = { status, ...json, ...(bytes === null ? {} : { bytes }) }
    await settle(options, run, state, { planned, answer, at, shelf })
  }
}
