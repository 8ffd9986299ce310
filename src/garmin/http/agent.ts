import type { Agent, ClientRequest, RequestOptions } from 'node:http'
import type { Socket } from 'node:net'

/** How long each part of a request may take, in milliseconds. */
export interface HttpTimeouts {
  readonly connectMs: number
  /** From the request's end to the answer's first byte. */
  readonly headersMs: number
  /** Between two pieces of a body. */
  readonly bodyMs: number
  /** The whole exchange: a body that drips for ever ends here. */
  readonly totalMs: number
}

export const defaultTimeouts: HttpTimeouts = {
  connectMs: 10_000,
  headersMs: 30_000,
  bodyMs: 30_000,
  totalMs: 300_000,
}

/** Opens requests over a bounded number of connections that stay open. */
export interface Connections {
  request(options: RequestOptions): ClientRequest
  close(): void
}

/**
 * Node's own client, loaded at the first request. undici was measured against it: 28 to 80 ms of CPU to load, and its
 * WebAssembly parser holds up the end of the process by 150 ms, against 20 ms in all for this one; of a command that
 * sends two requests that is half the time.
 */
export async function openConnections(protocol: string, limit: number, onConnect: () => void): Promise<Connections> {
  const http = protocol === 'http:' ? await import('node:http') : await import('node:https')
  const agent: Agent = new http.Agent({ keepAlive: true, maxSockets: limit })
  const known = new WeakSet<Socket>()
  return {
    request(options) {
      const request = http.request({ ...options, agent })
      request.on('socket', (socket) => {
        if (known.has(socket)) return
        known.add(socket)
        onConnect()
      })
      return request
    },
    close: () => agent.destroy(),
  }
}
