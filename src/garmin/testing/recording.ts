import { readFileSync } from 'node:fs'
import type { Json } from '../../domain/index.ts'
import type { Reply, SeenRequest } from './scripted-server.ts'

interface Exchange {
  readonly request: { method: string; url: string; headers: Record<string, string>; body: Json }
  readonly response: { status: number; headers: Record<string, string | string[]>; body: object | string }
}

/** A recorded sign-in as a script for the server: each request must be the recorded one, else it is a difference. */
export interface Replay {
  readonly script: (seen: SeenRequest, index: number) => Reply
  readonly exchanges: readonly Exchange[]
  readonly differences: unknown[]
}

/** What a person typed was removed from the recordings; any value stands for it. */
const typed = new Set(['username', 'password'])

/** Compares method, address, cookies by name, body, and the referer where one was recorded. */
export function replayOf(name: string): Replay {
  const file = new URL(`../../../tests/recordings/auth/${name}.json`, import.meta.url)
  // Our way parts from the recorded one at the ticket: DI takes the place of OAuth1 (AUTH 5.1).
  const exchanges = (JSON.parse(readFileSync(file, 'utf8')) as Exchange[]).filter(({ request }) =>
    request.url.startsWith('https://sso.garmin.com/'),
  )
  const differences: unknown[] = []
  const same = (what: string, sent: unknown, recorded: unknown) => {
    if (JSON.stringify(sent) !== JSON.stringify(recorded)) differences.push([what, sent, recorded])
  }
  const script = (seen: SeenRequest, index: number): Reply => {
    const recorded = exchanges[index]
    if (!recorded) {
      differences.push(['beyond the recording', seen.path])
      return { status: 500, body: 'beyond the recording' }
    }
    const { request, response } = recorded
    const url = new URL(request.url)
    same('request', [seen.method, `${seen.path}?${seen.query}`], [request.method, `${url.pathname}${url.search}`])
    same('body', fieldsOf(seen.body), fieldsOf(request.body))
    same('cookies', cookieNames(seen.headers.cookie), cookieNames(request.headers.cookie))
    // The first request of one recording came from an earlier sign-in of the same program.
    if (index > 0 && request.headers.referer !== undefined)
      same('referer', seen.headers.referer, request.headers.referer)
    const { status, headers, body } = response
    return { status, headers, body }
  }
  return { script, exchanges, differences }
}

function fieldsOf(body: Json): unknown {
  const fields: [string, unknown][] =
    body === null || body === ''
      ? []
      : typeof body !== 'string'
        ? Object.entries(body)
        : body.startsWith('{')
          ? Object.entries(JSON.parse(body) as object)
          : [...new URLSearchParams(body)]
  return fields.map(([name, value]) => [name, typed.has(name) ? '' : value])
}

function cookieNames(header: string | undefined): string[] {
  return (header ?? '')
    .split('; ')
    .map((part) => part.split('=')[0] ?? '')
    .sort()
}
