import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context, Next } from 'hono'
import type { Env } from '../env.ts'
import { matches } from '../sparing.ts'
import { chooseEncoding } from '../web/encoding.ts'
import { webPolicy } from '../web/policy.ts'
import type { WebFile, WebFiles } from '../web/web-files.ts'

/**
 * The dashboard: its files by their names, and its page for every other address that a browser opens. Added last, so
 * that everything of the API comes first.
 */
export function addWebRoutes(app: OpenAPIHono<Env>, files: WebFiles): void {
  const handle = async (c: Context<Env>, next: Next) => {
    const path = new URL(c.req.url).pathname.slice(1)
    const file = path === '' ? null : await files.find(path)
    if (file !== null) return answer(c, file)
    const page = isForPage(c, path) ? await files.find('index.html') : null
    return page === null ? next() : answer(c, page)
  }
  app.get('*', handle)
}

/** Programs that mistype an address of the API get a problem document, people a page. */
function isForPage(c: Context<Env>, path: string): boolean {
  if (path === '') return true
  if (/^(api|assets)(\/|$)/.test(path)) return false
  return (c.req.header('accept') ?? '').includes('text/html')
}

function answer(c: Context<Env>, file: WebFile): Response {
  const encoding = chooseEncoding(c.req.header('accept-encoding'), file.forms)
  const headers: Record<string, string> = {
    'cache-control': file.path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    // Weak: the same content, however it travels.
    etag: `W/"${file.hash}"`,
    vary: 'accept-encoding',
    'content-security-policy': webPolicy,
    'cross-origin-opener-policy': 'same-origin',
  }
  if (matches(c.req.header('if-none-match'), headers.etag ?? '')) return c.body(null, 304, headers)
  if (encoding !== 'identity') headers['content-encoding'] = encoding
  return c.body(file.forms[encoding] ?? file.forms.identity, 200, { ...headers, 'content-type': file.type })
}
