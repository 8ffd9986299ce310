import type { Simulator } from './types.ts'

/** A page as a program sees it. */
export interface Page {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly title: string
  /** Names in the order in which they were set. */
  readonly cookieNames: readonly string[]
  /** The value of `var name = …;`, as it is written. */
  variable(name: string): string | null
  readonly csrf: string | null
  readonly ticket: string | null
}

/** Goes through the widget as a program does that knows Garmin's hosts, with a cookie jar that takes everything. */
export interface WidgetVisitor {
  get(path: string): Promise<Page>
  post(path: string, fields: Record<string, string>): Promise<Page>
  /** The page's own request for a further code. */
  askAgain(body: Record<string, string>): Promise<number>
  readonly cookies: Map<string, string>
}

export function widgetQuery(domain = 'garmin.com', more: Record<string, string> = {}): string {
  const embed = `https://sso.${domain}/sso/embed`
  return new URLSearchParams({
    id: 'gauth-widget',
    embedWidget: 'true',
    gauthHost: embed,
    service: embed,
    source: embed,
    redirectAfterAccountLoginUrl: embed,
    redirectAfterAccountCreationUrl: embed,
    ...more,
  }).toString()
}

export function visitWidget({ origin }: Simulator, agent = 'test/1'): WidgetVisitor {
  const cookies = new Map<string, string>()

  async function send(method: string, path: string, type = '', body = ''): Promise<Page> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(`${origin}${path}`, {
      method,
      redirect: 'manual',
      headers: { 'user-agent': agent, cookie, ...(type === '' ? {} : { 'content-type': type }) },
      ...(method === 'POST' ? { body } : {}),
    })
    const lines = answer.headers.getSetCookie()
    for (const line of lines) {
      const [pair = ''] = line.split(';')
      const name = pair.slice(0, pair.indexOf('='))
      // A deletion is for another path.
      if (!/max-age=0/i.test(line)) cookies.set(name, pair.slice(name.length + 1))
    }
    return pageOf(answer, await answer.text(), lines)
  }

  return {
    cookies,
    get: (path) => send('GET', path),
    post: (path, fields) =>
      send('POST', path, 'application/x-www-form-urlencoded', new URLSearchParams(fields).toString()),
    askAgain: async (body) =>
      (await send('POST', '/sso/verifyMFA/mfaCode?clientId=', 'application/json', JSON.stringify(body))).status,
  }
}

export function pageOf(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  text: string,
  cookies: readonly string[],
): Page {
  return {
    status,
    headers,
    text,
    title: /<title>([^<]*)<\/title>/.exec(text)?.[1] ?? '',
    cookieNames: cookies.map((line) => line.slice(0, line.indexOf('='))),
    variable: (name) => new RegExp(`\\bvar ${name}\\s*=\\s*(.*);`).exec(text)?.[1] ?? null,
    csrf: /name="_csrf"\s+value="([^"]*)"/.exec(text)?.[1] ?? null,
    ticket: /\?ticket=(ST-[^"&<\s]+)/.exec(text)?.[1] ?? null,
  }
}
