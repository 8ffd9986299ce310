import type { ClientRequest, IncomingMessage } from 'node:http'
import { type Failure, fail } from '../../domain/index.ts'
import type { Connections, HttpTimeouts } from './agent.ts'
import { toNetworkFailure } from './network-failure.ts'

/** Header names in lower case. */
export type HttpHeaders = Readonly<Record<string, string | string[] | undefined>>

/** How much of a body is read: beyond `bytes` the exchange fails, or the rest is left unread. */
export interface Bound {
  readonly bytes: number
  readonly whenOver: 'fail' | 'cut'
}

export interface RawAnswer {
  readonly status: number
  readonly headers: HttpHeaders
  /** As received, content coding and all. */
  readonly body: Buffer
  readonly received: number
}

export interface RawRequest {
  readonly address: URL
  readonly method: 'GET' | 'POST'
  readonly headers: Record<string, string>
  readonly body: string | null
  readonly bound: (status: number) => Bound
  readonly timeouts: HttpTimeouts
  readonly signal: AbortSignal
}

/**
 * One request, one answer; redirects are answers. @throws garmin.unreachable for everything below HTTP (an answer
 * shorter than its Content-Length included), garmin.too-large, interrupted
 */
export function exchange(connections: Connections, raw: RawRequest): Promise<RawAnswer> {
  const { address, timeouts, signal } = raw
  return new Promise((resolve, reject) => {
    const request = open(connections, raw)
    let patience: NodeJS.Timeout | undefined
    const total = setTimeout(() => giveUp(late('no complete answer in time')), timeouts.totalMs)
    const onAbort = () => giveUp(fail('interrupted'))
    let settled = false

    const settle = (how: () => void) => {
      if (settled) return
      settled = true
      clearTimeout(patience)
      clearTimeout(total)
      signal.removeEventListener('abort', onAbort)
      how()
    }
    const giveUp = (failure: Failure) => {
      // After a good answer the connection is the next request's.
      if (settled) return
      settle(() => reject(failure))
      request.destroy()
    }
    const waitFor = (ms: number, detail: string) => {
      clearTimeout(patience)
      if (!settled) patience = setTimeout(() => giveUp(late(detail)), ms)
    }
    const read = (response: IncomingMessage) => {
      const status = response.statusCode ?? 0
      const bound = raw.bound(status)
      const pieces: Buffer[] = []
      let received = 0
      const give = () =>
        settle(() => resolve({ status, headers: response.headers, body: Buffer.concat(pieces), received }))
      response.on('data', (piece: Buffer) => {
        if (settled) return
        const room = Math.max(0, bound.bytes - received)
        received += piece.length
        pieces.push(piece.length <= room ? piece : piece.subarray(0, room))
        patience?.refresh()
        if (piece.length <= room) return
        if (bound.whenOver === 'fail')
          giveUp(fail('garmin.too-large', { dataset: 'a request', detail: `over ${bound.bytes} bytes` }))
        give()
        request.destroy()
      })
      response.on('end', () => (response.complete ? give() : giveUp(cutOff())))
      response.on('error', (error) => giveUp(toNetworkFailure(error)))
      response.on('close', () => giveUp(cutOff()))
    }

    request.on('socket', (socket) => {
      const connected = () => waitFor(timeouts.headersMs, 'no answer in time')
      if (!socket.connecting) return connected()
      waitFor(timeouts.connectMs, 'no connection in time')
      socket.once(address.protocol === 'https:' ? 'secureConnect' : 'connect', connected)
    })
    request.on('response', (response) => {
      waitFor(timeouts.bodyMs, 'no complete answer in time')
      read(response)
    })
    request.on('error', (error) => giveUp(toNetworkFailure(error)))
    request.on('close', () => giveUp(cutOff()))
    if (signal.aborted) return onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    request.end(raw.body ?? undefined)
  })
}

function open(connections: Connections, { address, method, headers, body }: RawRequest): ClientRequest {
  const length = body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  try {
    return connections.request({
      // IPv6 addresses are bare here and in brackets in a URL.
      hostname: address.hostname.replace(/^\[|\]$/g, ''),
      port: address.port,
      method,
      path: `${address.pathname}${address.search}`,
      headers: { ...headers, ...length },
    })
  } catch {
    // A character that no header may hold; the original error would show where.
    throw fail('internal', { detail: 'a request could not be formed' })
  }
}

function late(detail: string): Failure {
  return fail('garmin.unreachable', { detail })
}

function cutOff(): Failure {
  return fail('garmin.unreachable', { detail: 'the answer was cut off' })
}
