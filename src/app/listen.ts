import type { AddressInfo } from 'node:net'
import type { Http2Bindings, HttpBindings } from '@hono/node-server'
import { fail } from '../domain/index.ts'

/** A request on its way out may take this long once the server was told to end; PRODUCT allows 10 s for everything. */
const drainMs = 5_000

export interface ListenOptions {
  readonly host: string
  readonly port: number
  readonly handle: (request: Request, address: string) => Promise<Response>
}

/** Puts a request handler on a socket. @throws server.port */
export async function listen(options: ListenOptions): Promise<{ url: string; close(): Promise<void> }> {
  const { createAdaptorServer } = await import('@hono/node-server')
  const server = createAdaptorServer({
    fetch: (request: Request, env: HttpBindings | Http2Bindings) =>
      options.handle(request, env.incoming.socket.remoteAddress ?? ''),
  })
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
      const connections = server as unknown as { closeIdleConnections?(): void; closeAllConnections?(): void }
      connections.closeIdleConnections?.()
      const timer = setTimeout(() => connections.closeAllConnections?.(), drainMs)
      await closed
      clearTimeout(timer)
    },
  }
}
