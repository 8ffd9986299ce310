import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Http2Bindings, HttpBindings } from '@hono/node-server'
import { fail } from '../domain/index.ts'

/** What one who connects may cost. */
export interface ListenLimits {
  /** Until the head of a request is there, and until all of it is. A person's line is slow; a body is 64 KB at most. */
  readonly headersMs: number
  readonly requestMs: number
  /** How often that is looked at. */
  readonly lookMs: number
  /** Request line and headers together. */
  readonly headerBytes: number
  /** Readers of events each hold one; beyond it, whoever connects is turned away at once. */
  readonly connections: number
  /** A request on its way out may take this long once the server was told to end; PRODUCT allows 10 s for everything. */
  readonly drainMs: number
}

const usual: ListenLimits = {
  headersMs: 10_000,
  requestMs: 30_000,
  lookMs: 5_000,
  headerBytes: 16 * 1024,
  connections: 2000,
  drainMs: 5_000,
}

export interface ListenOptions {
  readonly host: string
  readonly port: number
  readonly handle: (request: Request, address: string) => Promise<Response>
  /** Default: `usual`. */
  readonly limits?: Partial<ListenLimits>
}

/** Puts a request handler on a socket. @throws server.port */
export async function listen(options: ListenOptions): Promise<{ url: string; close(): Promise<void> }> {
  const { createAdaptorServer } = await import('@hono/node-server')
  const limits = { ...usual, ...options.limits }
  const server = createAdaptorServer({
    fetch: (request: Request, { incoming }: HttpBindings | Http2Bindings) =>
      hosts(incoming.rawHeaders) === 1
        ? options.handle(request, incoming.socket.remoteAddress ?? '')
        : new Response(null, { status: 400 }),
    serverOptions: {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      connectionsCheckingInterval: limits.lookMs,
      maxHeaderSize: limits.headerBytes,
    },
  }) as Server
  server.maxConnections = limits.connections
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(fail('server.port', { value: options.port, detail: cause.code ?? cause.message, cause })),
    )
    server.listen(options.port, options.host, () => resolve())
  })
  const { port } = server.address() as AddressInfo
  const host = options.host.includes(':') ? `[${options.host}]` : options.host
  return {
    url: `http://${host}:${port}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      const timer = setTimeout(() => server.closeAllConnections(), limits.drainMs)
      await closed
      clearTimeout(timer)
    },
  }
}

/** Of two Host headers a proxy may have believed the other one (RFC 9112, section 3.2: 400). Names and values alternate. */
function hosts(rawHeaders: readonly string[]): number {
  return rawHeaders.filter((name, at) => at % 2 === 0 && name.length === 4 && name.toLowerCase() === 'host').length
}
