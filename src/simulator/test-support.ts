import { unzipSync } from 'fflate'
import { fitCrc } from './fit-writer.ts'
import { createSimulator } from './simulator.ts'
import type { Simulator, SimulatorOptions } from './types.ts'

/** A fixed afternoon, so that lives are the same in every run. */
const someDay = Date.UTC(2026, 8, 20, 13, 0)

/** Runs `work` against a simulator of its own and stops it afterwards. */
export async function withSimulator(
  options: SimulatorOptions,
  work: (simulator: Simulator) => Promise<void>,
): Promise<void> {
  const simulator = await createSimulator({ now: () => someDay, years: 1, ...options })
  try {
    await work(simulator)
  } finally {
    await simulator.close()
  }
}

export const agent = 'test/1'
export const clientId = 'GARMIN_CONNECT_MOBILE_ANDROID_DI_2025Q2'
export const service = 'https://mobile.integration.garmin.com/gcm/ios'
export const loginQuery = `clientId=GCM_IOS_DARK&locale=en-US&service=${encodeURIComponent(service)}`
const jsonHeaders = { 'content-type': 'application/json', 'user-agent': agent }

export async function openPage({ origin }: Simulator): Promise<{ response: Response; cookie: string }> {
  const response = await fetch(`${origin}/mobile/sso/en/sign-in?clientId=GCM_IOS_DARK`, {
    headers: { 'user-agent': agent },
  })
  const cookie = response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  return { response, cookie }
}

export function login(simulator: Simulator, cookie: string, password = simulator.password): Promise<Response> {
  return fetch(`${simulator.origin}/mobile/api/login?${loginQuery}`, {
    method: 'POST',
    headers: { ...jsonHeaders, cookie },
    body: JSON.stringify({ username: simulator.email, password, rememberMe: false, captchaToken: '' }),
  })
}

export function verify(simulator: Simulator, cookie: string, code: string, query = loginQuery): Promise<Response> {
  const body = {
    mfaMethod: 'email',
    mfaVerificationCode: code,
    rememberMyBrowser: false,
    reconsentList: [],
    mfaSetup: false,
  }
  return fetch(`${simulator.origin}/mobile/api/mfa/verifyCode?${query}`, {
    method: 'POST',
    headers: { ...jsonHeaders, cookie },
    body: JSON.stringify(body),
  })
}

export function token(simulator: Simulator, form: Record<string, string>, id = clientId): Promise<Response> {
  return fetch(`${simulator.origin}/di-oauth2-service/oauth/token`, {
    method: 'POST',
    headers: { 'user-agent': agent, authorization: `Basic ${btoa(`${id}:`)}` },
    body: new URLSearchParams({ client_id: id, ...form }),
  })
}

export function exchange(simulator: Simulator, ticket: string, serviceUrl = service): Promise<Response> {
  return token(simulator, {
    service_ticket: ticket,
    grant_type: 'https://connectapi.garmin.com/di-oauth2-service/oauth/grant/service_ticket',
    service_url: serviceUrl,
  })
}

/** A ticket, got with the code from the inbox. */
export async function getTicket(simulator: Simulator): Promise<string> {
  const { cookie } = await openPage(simulator)
  await login(simulator, cookie)
  const answer = await verify(simulator, cookie, simulator.inbox.at(-1)?.code ?? '')
  return ((await answer.json()) as { serviceTicketId: string }).serviceTicketId
}

export interface Tokens {
  readonly access_token: string
  readonly refresh_token: string
}

/** Asks the data API as a signed-in client. */
export interface Api {
  readonly tokens: Tokens
  get(path: string): Promise<Response>
  json<T = Record<string, unknown>>(path: string): Promise<T>
  graphql(query: string): Promise<{ data: Record<string, unknown> | null; errors?: unknown[] }>
}

export async function signIn(simulator: Simulator): Promise<Api> {
  const tokens = (await (await exchange(simulator, await getTicket(simulator))).json()) as Tokens
  const headers = { authorization: `Bearer ${tokens.access_token}`, 'user-agent': agent }
  const get = (path: string) => fetch(`${simulator.origin}${path}`, { headers })
  return {
    tokens,
    get,
    json: async <T>(path: string) => (await (await get(path)).json()) as T,
    graphql: async (query) => {
      const init = {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      }
      const response = await fetch(`${simulator.origin}/graphql-gateway/graphql`, init)
      return (await response.json()) as { data: Record<string, unknown> | null }
    },
  }
}

export async function unzip(response: Response): Promise<Record<string, Uint8Array>> {
  return unzipSync(new Uint8Array(await response.arrayBuffer()))
}

export interface FitMessageRead {
  readonly number: number
  /** Raw values by field number; invalid ones are left out. */
  readonly fields: Readonly<Record<number, number>>
}

const sizes: Readonly<Record<number, { signed: boolean; invalid: number }>> = {
  0: { signed: false, invalid: 0xff },
  1: { signed: true, invalid: 0x7f },
  2: { signed: false, invalid: 0xff },
  131: { signed: true, invalid: 0x7fff },
  132: { signed: false, invalid: 0xffff },
  133: { signed: true, invalid: 0x7fffffff },
  134: { signed: false, invalid: 0xffffffff },
  140: { signed: false, invalid: 0 },
}

/** A walker of its own over a FIT file; throws where the structure or a checksum is wrong. */
export function readFit(bytes: Uint8Array): FitMessageRead[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = view.getUint32(4, true)
  if (bytes[0] !== 14 || String.fromCharCode(...bytes.subarray(8, 12)) !== '.FIT') throw new Error('not a FIT file')
  if (size + 16 !== bytes.length) throw new Error('data size does not fit')
  if (view.getUint16(12, true) !== fitCrc(bytes.subarray(0, 12))) throw new Error('header checksum')
  if (fitCrc(bytes) !== 0) throw new Error('file checksum')
  const locals = new Map<number, { number: number; fields: { number: number; size: number; type: number }[] }>()
  const messages: FitMessageRead[] = []
  let at = 14
  while (at < 14 + size) {
    const head = view.getUint8(at++)
    if (head & 0x40) {
      const count = view.getUint8(at + 4)
      const fields = Array.from({ length: count }, (_, index) => {
        const field = at + 5 + 3 * index
        return { number: view.getUint8(field), size: view.getUint8(field + 1), type: view.getUint8(field + 2) }
      })
      locals.set(head & 15, { number: view.getUint16(at + 2, true), fields })
      at += 5 + 3 * count
      continue
    }
    const definition = locals.get(head & 15)
    if (!definition) throw new Error('undefined local message')
    const fields: Record<number, number> = {}
    for (const field of definition.fields) {
      const type = sizes[field.type]
      if (!type) throw new Error(`base type ${field.type}`)
      const value =
        field.size === 1
          ? type.signed
            ? view.getInt8(at)
            : view.getUint8(at)
          : field.size === 2
            ? type.signed
              ? view.getInt16(at, true)
              : view.getUint16(at, true)
            : type.signed
              ? view.getInt32(at, true)
              : view.getUint32(at, true)
      at += field.size
      if (value !== type.invalid) fields[field.number] = value
    }
    messages.push({ number: definition.number, fields })
  }
  return messages
}
