import { fail, type Region } from '../../domain/index.ts'
import { type GarminService, garminUrl, parseGarminOrigin } from '../hosts.ts'
import { type Connections, defaultTimeouts, type HttpTimeouts, openConnections } from './agent.ts'
import { acceptEncoding, decodeBody } from './decode.ts'
import { type Bound, exchange, type HttpHeaders, type RawAnswer } from './exchange.ts'

export interface HttpRequest {
  readonly service: GarminService
  readonly region: Region
  readonly method: 'GET' | 'POST'
  /** Absolute path, with its encoded query. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Bound for an answer below 400; default 1 MiB, failing beyond it. Error bodies are always cut at 8 KiB. */
  readonly bound?: Bound
  readonly signal?: AbortSignal | undefined
}

export interface HttpAnswer {
  readonly status: number
  readonly headers: HttpHeaders
  /** Decoded. */
  readonly bytes: Uint8Array
  /** Bytes of the body as they came over the line. */
  readonly received: number
}

/** The one way to Garmin: one agent, one constant set of headers, no redirects, everything bounded. */
export interface Http {
  /** @throws garmin.unreachable, garmin.too-large, interrupted */
  send(request: HttpRequest): Promise<HttpAnswer>
  /** Requests that left so far. */
  readonly requests: number
  /** Connections opened so far. */
  readonly connections: number
  /** Where Garmin's hosts are looked for; null = at Garmin. */
  readonly origin: string | null
  /** Lets requests under way end, then closes the connections. */
  close(): Promise<void>
}

export interface HttpOptions {
  /** See `parseGarminOrigin`. */
  readonly origin: string | null
  /** `GarminSync/<version>`. */
  readonly userAgent: string
  /** Headers that a person configured for their own account; they may replace ours but for the protected ones. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly timeouts?: Partial<HttpTimeouts> | undefined
  /** Requests at the same time, each over a connection of its own; further ones wait. Default 1. */
  readonly connections?: number | undefined
}

/** What no setting may change: who is asked, as whom, and the framing of the message. */
const protectedHeaders = new Set([
  'authorization',
  'connection',
  'content-length',
  'content-type',
  'cookie',
  'host',
  'transfer-encoding',
])
const errorBound: Bound = { bytes: 8 * 1024, whenOver: 'cut' }
const defaultBound: Bound = { bytes: 1024 * 1024, whenOver: 'fail' }

/** @throws settings.invalid for an origin off this machine */
export function createHttp(options: HttpOptions): Http {
  const origin = parseGarminOrigin(options.origin)
  const timeouts = { ...defaultTimeouts, ...options.timeouts }
  const extra = Object.fromEntries(
    Object.entries(options.headers ?? {})
      .map(([name, value]) => [name.toLowerCase(), value] as const)
      .filter(([name]) => !protectedHeaders.has(name)),
  )
  const never = new AbortController().signal
  const underWay = new Set<Promise<RawAnswer>>()
  let opening: Promise<Connections> | null = null
  let requests = 0
  let connections = 0

  /** At Garmin every host is https; a loopback origin stands for all of them. */
  function open(): Promise<Connections> {
    const protocol = origin === null ? 'https:' : new URL(origin).protocol
    opening ??= openConnections(protocol, options.connections ?? 1, () => connections++)
    return opening
  }

  async function exchangeCounted(request: HttpRequest, address: URL, headers: Record<string, string>) {
    const opened = await open()
    if (request.signal?.aborted) throw fail('interrupted')
    requests++
    const { method, body = null, signal = never } = request
    const answer = exchange(opened, { address, method, headers, body, bound: boundFor(request), timeouts, signal })
    underWay.add(answer)
    try {
      return await answer
    } finally {
      underWay.delete(answer)
    }
  }

  async function send(request: HttpRequest): Promise<HttpAnswer> {
    if (/^bearer /i.test(request.headers?.authorization ?? '') && request.service !== 'connectapi')
      throw fail('internal', { detail: 'a token was about to be sent to the wrong host' })
    const genuine = new URL(garminUrl(request.service, request.region, request.path))
    const address = origin === null ? genuine : new URL(origin + genuine.pathname + genuine.search)
    // Only the address changes: whoever plays Garmin is told which of its hosts is meant. Over TLS the certificate is
    // that of this machine, so its name stays.
    const host = address.protocol === 'http:' ? { host: genuine.host } : {}
    const ours = { ...host, 'user-agent': options.userAgent, 'accept-encoding': acceptEncoding }
    const answer = await exchangeCounted(request, address, { ...ours, ...request.headers, ...extra })
    const { bytes: maxBytes, whenOver } = boundFor(request)(answer.status)
    const coding = headerOf(answer, 'content-encoding')
    const bytes = await decodeBody(answer.body, coding, maxBytes).catch((failure: unknown) => {
      // Of an error page only its status counts; one that cannot be read must not hide it.
      if (whenOver === 'cut') return new Uint8Array()
      throw failure
    })
    return { status: answer.status, headers: answer.headers, bytes, received: answer.received }
  }

  return {
    send,
    origin,
    get requests() {
      return requests
    },
    get connections() {
      return connections
    },
    async close() {
      await Promise.allSettled(underWay)
      if (opening) (await opening).close()
      opening = null
    },
  }
}

function boundFor(request: HttpRequest): (status: number) => Bound {
  return (status) => (status >= 400 ? errorBound : (request.bound ?? defaultBound))
}

/** One header's value; the first where it was sent several times. */
export function headerOf(answer: { readonly headers: HttpHeaders }, name: string): string | null {
  const value = answer.headers[name]
  return (Array.isArray(value) ? value[0] : value) ?? null
}

/** The body as text; a byte order mark is left out. */
export function textOf(answer: { readonly bytes: Uint8Array }): string {
  return new TextDecoder().decode(answer.bytes)
}
