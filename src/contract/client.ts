import { type Failure, fail, fromProblem, isFailure, isProblem } from '../domain/index.ts'
import type { Client } from './client-types.ts'
import { type OperationId, operations } from './operations.ts'
import { readAccountEvents, readEvents } from './read-events.ts'

export interface ClientOptions {
  /** A socket's `fetch`, or the app itself: the client cannot tell. */
  readonly fetch: (request: Request) => Promise<Response> | Response
  /** Origin of the server, e.g. `http://127.0.0.1:8787`. */
  readonly baseUrl: string
  /** The access token to send; null or left out = none. Asked before every request. */
  readonly token?: () => string | null | Promise<string | null>
}

interface Input {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly signal?: AbortSignal | undefined
  readonly lastEventId?: number | undefined
}

/** The contract as methods. Answers are taken as the contract types them; nothing is parsed twice. */
export function createClient(options: ClientOptions): Client {
  const send = (id: OperationId, input: Input) => ask(options, id, input)
  const json = async (id: OperationId, input: Input = {}) => {
    const answer = await send(id, input)
    return reach(options, () => answer.json(), input.signal)
  }
  const withStatus = async (id: OperationId, input: Input) => {
    const answer = await send(id, input)
    return { status: answer.status, body: await reach(options, () => answer.json(), input.signal) }
  }
  const file = async (id: OperationId, input: Input) => {
    const answer = await send(id, input)
    const bytes = new Uint8Array(await reach(options, () => answer.arrayBuffer(), input.signal))
    return { bytes, filename: filenameOf(answer) }
  }
  const special: Record<string, (input: Input) => unknown> = {
    authLogin: (input) => withStatus('authLogin', input),
    syncStart: (input) => withStatus('syncStart', input),
    activityFile: (input) => file('activityFile', input),
    events: (input = {}) => readAccountEvents(() => send('events', input), input),
    syncEvents: (input) => readEvents((lastEventId) => send('syncEvents', { ...input, lastEventId }), input),
  }
  const methods = Object.keys(operations).map((id) => [
    id,
    special[id] ?? ((input?: Input) => json(id as OperationId, input)),
  ])
  return Object.fromEntries(methods) as Client
}

async function ask(options: ClientOptions, id: OperationId, input: Input): Promise<Response> {
  const { method, path } = operations[id]
  const url = new URL(fillPath(path, input.params ?? {}), options.baseUrl)
  for (const [name, value] of Object.entries(input.query ?? {}))
    if (value !== undefined && value !== null) url.searchParams.set(name, String(value))
  const headers = new Headers({ accept: 'application/json, text/event-stream, */*' })
  const token = (await options.token?.()) ?? null
  if (token !== null) headers.set('authorization', `Bearer ${token}`)
  if (input.lastEventId !== undefined) headers.set('last-event-id', String(input.lastEventId))
  const init: RequestInit = { method: method.toUpperCase(), headers, redirect: 'error' }
  if (input.signal) init.signal = input.signal
  if (method !== 'get') {
    headers.set('content-type', 'application/json')
    if (input.body !== undefined) init.body = JSON.stringify(input.body)
  }
  const answer = await reach(options, () => options.fetch(new Request(url, init)), input.signal)
  if (answer.ok) return answer
  throw await problemOf(options, answer)
}

async function reach<T>(options: ClientOptions, work: () => Promise<T> | T, signal?: AbortSignal): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (isFailure(cause)) throw cause
    if (signal?.aborted) throw fail('interrupted', { cause })
    throw fail('server.unreachable', { value: options.baseUrl, detail: reasonOf(cause), cause })
  }
}

/** `fetch` says only "fetch failed"; the reason (ECONNREFUSED, ENOTFOUND) is below it. */
function reasonOf(thrown: unknown): string {
  let at: unknown = thrown
  while (at instanceof Error && at.cause instanceof Error) at = at.cause
  const code = at instanceof Error && 'code' in at && typeof at.code === 'string' ? at.code : null
  return code ?? (at instanceof Error ? at.message : String(at))
}

async function problemOf(options: ClientOptions, answer: Response): Promise<Failure> {
  const body: unknown = await answer.json().catch(() => null)
  if (isProblem(body)) return fromProblem(body)
  return fail('server.unreachable', { value: options.baseUrl, detail: `HTTP ${answer.status}, not from GarminSync` })
}

function filenameOf(answer: Response): string {
  return /filename="([^"/\\\\]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'original.bin'
}

function fillPath(path: string, params: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
}
