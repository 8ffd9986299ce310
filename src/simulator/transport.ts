import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Reply } from './reply.ts'

const bodyLimit = 1_000_000

/** What a client sent; nothing of ours is longer than a megabyte. @throws Error when this is. */
export async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming) {
    size += (chunk as Buffer).length
    if (size > bodyLimit) throw new Error('request body too large')
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Waits, but not for a client that has given up. */
export function delay(ms: number, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    response.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

export function send(response: ServerResponse, reply: Reply, cfuvid: string | null = null): void {
  const cookies = [...(reply.cookies ?? [])]
  // The API sets cookies that an API client is to ignore (AUTH section 9).
  if (cfuvid !== null) cookies.push(`_cfuvid=${cfuvid}; path=/; domain=.garmin.com; HttpOnly; Secure; SameSite=None`)
  const body = reply.body === null ? null : Buffer.from(reply.body as string)
  response.writeHead(reply.status, {
    server: 'cloudflare',
    ...reply.headers,
    ...(cookies.length > 0 ? { 'set-cookie': cookies } : {}),
    ...(body === null ? {} : { 'content-length': String(body.length) }),
  })
  response.end(body ?? undefined)
}

/** Promises the whole body and cuts the connection after half of it. */
export function sendHalf(response: ServerResponse, reply: Reply): void {
  const body = Buffer.from((reply.body ?? '') as string)
  response.writeHead(reply.status, {
    server: 'cloudflare',
    ...reply.headers,
    'content-length': String(body.length + 1),
  })
  response.write(body.subarray(0, Math.ceil(body.length / 2)), () => response.destroy())
}
