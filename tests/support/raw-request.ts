import { request } from 'node:http'
import { connect } from 'node:net'

export interface Raw {
  readonly method: string
  /** As it is put on the wire: nothing is tidied, as `fetch` would. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | null
}

/** One request as written; gives the head, and the body unless it is a stream of events (then what came first is dropped). */
export function rawRequest(origin: string, { method, path, headers = {}, body = null }: Raw): Promise<Response> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers }, (answer) => {
      const answered = (text: Buffer<ArrayBuffer> | null) => {
        const found = new Headers()
        for (let at = 0; at < answer.rawHeaders.length; at += 2)
          found.append(answer.rawHeaders[at] ?? '', answer.rawHeaders[at + 1] ?? '')
        const status = answer.statusCode ?? 0
        resolve(new Response(status === 204 || status === 304 ? null : text, { status, headers: found }))
      }
      if (answer.headers['content-type'] === 'text/event-stream') {
        answered(null)
        sent.destroy()
        return
      }
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => answered(Buffer.from(Buffer.concat(parts))))
      answer.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body ?? undefined)
  })
}

/** Bytes as they are; gives all that comes until the other end hangs up. */
export function rawBytes(origin: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(Number(port), hostname, () => socket.write(bytes))
    socket.on('data', (part) => {
      text += part
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(text))
  })
}
