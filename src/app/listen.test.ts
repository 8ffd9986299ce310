import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { type ListenLimits, listen } from './listen.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function open(
  limits: Partial<ListenLimits>,
  handle = async (request: Request) => new Response(await request.text()),
) {
  const server = await listen({ host: '127.0.0.1', port: 0, handle, limits })
  closing.push(server.close)
  const { port } = new URL(server.url)
  const dial = async () => {
    const socket = connect(Number(port), '127.0.0.1')
    closing.push(() => socket.destroy())
    socket.on('error', () => {
      // The server hangs up on who takes too long.
    })
    await once(socket, 'connect')
    return socket
  }
  return { server, dial }
}

/** Everything that comes until the server hangs up. */
async function heard(socket: Socket): Promise<string> {
  let text = ''
  socket.on('data', (bytes) => {
    text += bytes
  })
  await once(socket, 'close')
  return text
}

const head = 'POST / HTTP/1.1\r\nhost: localhost\r\n'

describe('a socket that anybody may open', () => {
  test('is closed on who never finishes the headers', async () => {
    const { dial } = await open({ headersMs: 50, requestMs: 100, lookMs: 20 })
    const socket = await dial()
    socket.write(head)
    expect(await heard(socket)).toMatch(/^HTTP\/1\.1 408 /)
  })

  test('is closed on who sends a body too slowly', async () => {
    const { dial } = await open({ headersMs: 50, requestMs: 100, lookMs: 20 })
    const socket = await dial()
    socket.write(`${head}content-length: 1000\r\n\r\n`)
    const drip = setInterval(() => socket.write('x'), 20)
    closing.push(() => clearInterval(drip))
    // Hung up on, whatever is said before.
    expect(await heard(socket)).not.toContain('200 OK')
  })

  test('takes no endless headers', async () => {
    const { dial } = await open({ headerBytes: 4096 })
    const socket = await dial()
    socket.write(`${head}x-long: ${'x'.repeat(8000)}\r\n\r\n`)
    expect(await heard(socket)).toMatch(/^HTTP\/1\.1 431 /)
  })

  test('takes no more connections than it can bear, and others once some have gone', async () => {
    const { dial } = await open({ connections: 2 })
    const [first] = [await dial(), await dial()]
    const third = await dial()
    expect(await heard(third)).toBe('')
    first.destroy()
    await once(first, 'close')
    // The server learns of it a moment later.
    let text = ''
    while (text === '') {
      const next = await dial()
      next.write(`${head}content-length: 2\r\nconnection: close\r\n\r\nhi`)
      text = await heard(next)
    }
    expect(text).toMatch(/^HTTP\/1\.1 200 /)
  })

  test('refuses what two readers could understand in two ways', async () => {
    const { dial } = await open({})
    for (const lines of [
      'content-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      'content-length: 3\r\ncontent-length: 4\r\n\r\nabc',
      'bad header: x\r\n\r\n',
    ]) {
      const socket = await dial()
      socket.write(head + lines)
      expect(await heard(socket)).toMatch(/^HTTP\/1\.1 400 /)
    }
  })

  test('ends soon although somebody reads a stream without end', async () => {
    const { server, dial } = await open(
      { drainMs: 50 },
      async () => new Response(new ReadableStream({ pull: () => new Promise(() => undefined) })),
    )
    const socket = await dial()
    socket.write('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n')
    await once(socket, 'data')
    const gone = once(socket, 'close')
    await server.close()
    await gone
  })
})
