import { toJsonText } from './json-text.ts'

export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly cookies?: readonly string[]
  readonly body: string | Uint8Array | null
}

const noStore = { 'cache-control': 'no-cache, no-store, private' }

export function json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = noStore): Reply {
  return { status, headers: { 'content-type': 'application/json;charset=UTF-8', ...headers }, body: toJsonText(value) }
}

/** 204: no data for this day or range (DATA section 1). */
export function noContent(): Reply {
  return { status: 204, headers: noStore, body: null }
}

export function html(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers: { 'content-type': 'text/html;charset=UTF-8', ...headers }, body }
}

export function zip(name: string, body: Uint8Array): Reply {
  const disposition = { 'content-disposition': `attachment; filename="${name}"` }
  return { status: 200, headers: { 'content-type': 'application/x-zip-compressed', ...noStore, ...disposition }, body }
}

/** An error of the data API (AUTH section 9, DATA section 1). */
export function notFound(): Reply {
  return json({ message: 'HTTP 404 Not Found', error: 'NotFoundException' }, 404)
}
export function forbidden(): Reply {
  return json({ message: 'HTTP 403 Forbidden', error: 'ForbiddenException' }, 403)
}
export function badRequest(message: string): Reply {
  return json({ message, error: 'BadRequestException' }, 400)
}
export function unauthorized(description: string): Reply {
  const challenge = `Bearer error="invalid_token", error_description="${description}"`
  return json({ message: 'HTTP 401 Unauthorized', error: 'NotAuthorizedException' }, 401, {
    ...noStore,
    'www-authenticate': challenge,
  })
}

/** The sign-in service refuses a malformed request (AUTH 2.2). */
export function problem(detail: string): Reply {
  const body = { type: 'about:blank', title: 'Bad Request', status: 400, detail }
  return json(body, 400, { 'content-type': 'application/problem+json' })
}

/** HTML page of an unknown path (errors.json). */
export function pageNotFound(): Reply {
  const head =
    '<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><title>Not Found</title></head>'
  const body = '<body>\n    <h2 class="page-title">Page Not Found</h2>\n</body>\n</html>'
  return html(404, `${head}\n${body}`, { 'cache-control': 'no-cache' })
}
