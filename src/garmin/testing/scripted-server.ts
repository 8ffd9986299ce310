import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** A request as it arrived. */
export interface SeenRequest {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** An answer, or what to do with the response by hand. Objects are sent as JSON. */
export type Reply =
  | {
      readonly status?: number
      readonly headers?: Record<string, string | string[]>
      readonly body?: string | Buffer | object
    }
  | ((response: ServerResponse) => void)

export interface ScriptedServer {
  readonly origin: string
  readonly seen: SeenRequest[]
  readonly connections: number
  close(): Promise<void>
}

/** A loopback server for tests that says what the script says. */
export async function startScriptedServer(
  script: (request: SeenRequest, index: number) => Reply | Promise<Reply>,
): Promise<ScriptedServer> {
  const seen: SeenRequest[] = []
  const sockets = new Set<Socket>()
  let connections = 0
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', async () => {
      const [path = '', query = ''] = (request.url ?? '').split('?', 2)
      const { method = '', headers } = request
      const one = { method, path, query, headers, body: Buffer.concat(pieces).toString() }
      seen.push(one)
      const reply = await script(one, seen.length - 1)
      if (typeof reply === 'function') return reply(response)
      const isJson = typeof reply.body === 'object' && !Buffer.isBuffer(reply.body)
      response.writeHead(reply.status ?? 200, {
        ...(isJson ? { 'content-type': 'application/json' } : {}),
        ...reply.headers,
      })
      response.end(isJson ? JSON.stringify(reply.body) : (reply.body as string | Buffer | undefined))
    })
  })
  server.on('connection', (socket) => {
    connections++
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    get connections() {
      return connections
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
