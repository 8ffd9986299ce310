import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Notice, Taken } from '../ticket-desk.ts'
import { donePage, nothingPage, overPage, stepsPage } from './html.ts'
import { styleSource } from './style.ts'

export interface PastePage {
  /** Where the page is; nobody can guess it. */
  readonly url: string
  /** Leads there once: it can be handed to another program, whose arguments other people of this machine may see. */
  readonly onceUrl: string
  /** Finishes what is being answered, then ends. */
  close(): Promise<void>
}

export interface PastePageOptions {
  /** As the API gives it. */
  readonly link: { readonly url: string; readonly last_page: string }
  take(pasted: string): Promise<Taken>
}

/** Address or ticket are short; the source of a page is some tens of kilobytes. */
const longestBody = 256 * 1024

const closingMs = 2000

/**
 * Everything stays on this page and this machine: no script, nothing from elsewhere, no frame around it, no referrer
 * (AUTH 13), nothing kept.
 */
const headers = {
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src ${styleSource}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // Nothing keeps the server once the last answer is out.
  connection: 'close',
}

/** A page on a free loopback port that explains the browser sign-in and takes the paste (AUTH 11.2). */
export async function openPastePage({ link, take }: PastePageOptions): Promise<PastePage> {
  const secret = () => `/${randomBytes(24).toString('base64url')}`
  const path = secret()
  let oncePath: string | null = secret()
  let origin = ''
  const answering = new Set<Promise<unknown>>()

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url } = request
    // A foreign name that was made to point here gets nothing.
    if (request.headers.host !== new URL(origin).host) return send(response, 403, nothingPage())
    if (url === oncePath && method === 'GET') {
      oncePath = null
      return send(response, 303, '', { location: path })
    }
    if (url !== path) return send(response, 404, nothingPage())
    if (method === 'GET') return send(response, 200, stepsPage(link, null))
    if (method !== 'POST') return send(response, 405, nothingPage(), { allow: 'GET, POST' })
    if (!isOurForm(request, origin)) return send(response, 403, nothingPage())
    const body = await readBody(request)
    if (body === null) return send(response, 413, stepsPage(link, tooLong))
    const taken = await take((new URLSearchParams(body).get('pasted') ?? '').trim())
    if (taken.kind === 'done') return send(response, 200, donePage())
    if (taken.kind === 'over') return send(response, 403, overPage(taken.notice))
    return send(response, 422, stepsPage(link, taken.notice))
  }

  const server = createServer((request, response) => {
    const work = answer(request, response).catch(() => {
      // Whoever asked has gone away; the failure of a paste is an answer of `take`.
      response.destroy()
    })
    answering.add(work)
    void work.finally(() => answering.delete(work))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: origin + path,
    onceUrl: origin + oncePath,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      // Somebody who reads slowly, or sends no end, does not keep the command.
      await Promise.race([Promise.all(answering), sleep(closingMs, undefined, { ref: false })])
      server.closeAllConnections()
      await closed
    },
  }
}

const tooLong: Notice = { title: 'That is too much text.', hint: 'Paste the address of the last page.' }

/**
 * Sent by a form of this very page. Under `no-referrer` a browser names no origin (`null`, Fetch standard, "append a request
 * `Origin` header"), and says `same-origin` in a header that no page can set.
 */
function isOurForm({ headers: sent }: IncomingMessage, origin: string): boolean {
  const site = sent['sec-fetch-site']
  const type = sent['content-type']?.split(';')[0]?.trim()
  if (type !== 'application/x-www-form-urlencoded' || (site !== undefined && site !== 'same-origin')) return false
  return sent.origin === origin || (sent.origin === 'null' && site === 'same-origin')
}

/** Null for a body that is too long. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size <= longestBody) chunks.push(chunk as Buffer)
  }
  return size > longestBody ? null : Buffer.concat(chunks).toString('utf8')
}

/** Resolves when the answer is on its way, so that ending the server does not cut it off. */
function send(
  response: ServerResponse,
  status: number,
  html: string,
  more: Record<string, string> = {},
): Promise<void> {
  const gone = new Promise<void>((resolve) => response.once('close', resolve))
  response.writeHead(status, { ...headers, 'content-type': 'text/html; charset=utf-8', ...more })
  response.end(html)
  return gone
}
