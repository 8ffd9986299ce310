import { fail, fromProblem, isFailure, isFinished, isProblem } from '../domain/index.ts'
import type { AccountEventJson } from './schemas/events.ts'
import type { JobEventJson } from './schemas/sync.ts'

interface Received<T> {
  readonly id: number
  readonly data: T
}

/**
 * Events of a job until it has ended. A stream that ends or breaks before that is opened again after the last event;
 * one that brings nothing more is the end. `open` throws when there is no answer.
 */
export async function* readEvents(
  open: (lastEventId: number | undefined) => Promise<Response>,
  input: { readonly lastEventId?: number | undefined; readonly signal?: AbortSignal | undefined },
): AsyncGenerator<Received<JobEventJson>, void, undefined> {
  let last = input.lastEventId
  let ended = false
  for (;;) {
    let received = 0
    try {
      for await (const event of parseEvents<JobEventJson>((await open(last)).body)) {
        last = event.id
        received++
        yield event
        if (event.data.type === 'done') return
        if (event.data.type === 'state') ended = isFinished(event.data.job.status)
      }
    } catch (thrown) {
      if (input.signal?.aborted) return
      if (isFailure(thrown)) throw thrown
      if (received === 0)
        throw fail('server.unreachable', { value: 'the other end', detail: 'the stream broke off', cause: thrown })
    }
    // Jobs of before there was a last event end with their state.
    if (received === 0 || ended) return
  }
}

/** Events of an account, as long as the connection holds. */
export async function* readAccountEvents(
  open: () => Promise<Response>,
  { signal }: { readonly signal?: AbortSignal | undefined },
): AsyncGenerator<Received<AccountEventJson>, void, undefined> {
  try {
    yield* parseEvents<AccountEventJson>((await open()).body)
  } catch (thrown) {
    if (signal?.aborted) return
    if (isFailure(thrown)) throw thrown
    throw fail('server.unreachable', { value: 'the other end', detail: 'the stream broke off', cause: thrown })
  }
}

/** Server-sent events of one stream, see the HTML standard, section 9.2.6. @throws what an `error` event tells of */
async function* parseEvents<T>(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Received<T>, void, undefined> {
  if (body === null) return
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader()
  let text = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      text += value
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        const event = parseBlock<T>(block)
        if (event !== null) yield event
      }
    }
  } finally {
    // Tells the other end that nobody listens any more; a stream that broke off has nobody to tell.
    await reader.cancel().catch(() => undefined)
  }
}

/** Null for a comment. Our server writes `\n` line ends and one `data` line. */
function parseBlock<T>(block: string): Received<T> | null {
  const fields = new Map<string, string>()
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':')
    if (colon > 0) fields.set(line.slice(0, colon), line.slice(colon + 1).trimStart())
  }
  const data = fields.get('data')
  if (data === undefined) return null
  const parsed: unknown = JSON.parse(data)
  if (fields.get('event') === 'error')
    throw isProblem(parsed) ? fromProblem(parsed) : fail('internal', { detail: 'an event of unknown form' })
  return { id: Number(fields.get('id')), data: parsed as T }
}
