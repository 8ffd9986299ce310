import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAuthState, defaults } from './auth/auth-state.ts'
import { handleControl } from './control.ts'
import { faultReply, spoil } from './fault-replies.ts'
import { createFaults, type Fault, type FaultBox } from './faults.ts'
import { createLife, person } from './life/index.ts'
import { createRecorder, type RecordedRequest } from './recorder.ts'
import { badRequest, pageNotFound, type Reply, unauthorized } from './reply.ts'
import { type CompiledRoute, compileRoutes, matchRoute, type ServiceRequest, type World } from './routing.ts'
import { services } from './services/index.ts'
import type { Simulator, SimulatorOptions } from './types.ts'

/** Longest pause that a login 429 asks for by itself (AUTH 10.2). */
const loginPauseMs = 2 * 3_600_000
const bodyLimit = 1_000_000

/**
 * Starts a Garmin on 127.0.0.1: sign-in, tokens and data of one invented person on one origin. It is written from the
 * dossiers in `garmin-connect/`, not from our client, so that the two can disagree; what a well-behaved client never does
 * is collected in `violations`. `close` ends it at once, open connections included.
 */
export async function createSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const frozen = Date.now()
  const seed = options.seed ?? 7
  const life = createLife({ seed, years: options.years ?? 3, now: options.now ?? (() => frozen) })
  const auth = createAuthState(options)
  const recorder = createRecorder(auth.now)
  const faults = createFaults(seed)
  const displayName = options.omitDisplayName ? null : person.displayName
  const world: World = { options, life, auth, recorder, displayName }
  const routes = compileRoutes(services)
  const email = options.email ?? defaults.email
  const password = options.password ?? defaults.password

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy())
  })
  // A client may keep its connection for as long as it likes; `close` cuts it.
  server.keepAliveTimeout = 60_000

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = '/', search = ''] = (incoming.url ?? '/').split(/\?(.*)/s)
    const body = await readBody(incoming)
    if (path.startsWith('/__simulator/')) {
      send(response, handleControl({ method: incoming.method ?? 'GET', path, body }, simulator))
      return
    }
    const method = incoming.method ?? 'GET'
    const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]))
    const match = matchRoute(routes, method, path)
    const query = new URLSearchParams(search)
    const request: ServiceRequest = { method, path, search, query, headers, body, vars: match?.vars ?? {} }
    const record = recordOf(request, match?.compiled ?? null, auth.now())
    recorder.record(record)
    const isLogin = method === 'POST' && path.endsWith('/api/login')
    if (isLogin && auth.blockedUntil > auth.now())
      recorder.violation('login-after-429', path, 'a login during the pause')

    const taken = faults.take(method, path)
    record.fault = taken.map((fault) => fault.kind).join(' ') || null
    const waitMs = (options.latencyMs ?? 0) + taken.reduce((sum, fault) => sum + (fault.ms ?? 0), 0)
    if (waitMs > 0) await delay(waitMs, response)
    const fault = taken.find((each) => each.kind !== 'slow')
    if (fault?.kind === 'reset') {
      incoming.socket.destroy()
      return
    }
    const reply = fault
      ? (faultReply(fault, path, auth.now()) ?? spoil(fault, answer(request, match?.compiled ?? null)))
      : answer(request, match?.compiled ?? null)
    if (isLogin && (reply.status === 429 || fault?.kind === '429-in-body')) {
      const asked = Number(reply.headers['retry-after'] ?? 0) * 1000 || 0
      auth.blockedUntil = auth.now() + Math.max(asked, loginPauseMs)
    }
    record.status = reply.status
    if (fault?.kind === 'short-body') sendHalf(response, reply)
    else send(response, reply, match?.compiled.service.host === 'connectapi' ? auth.secret('cfuvid') : null)
  }

  function answer(request: ServiceRequest, compiled: CompiledRoute | null): Reply {
    if (!compiled) {
      recorder.violation('unknown-path', request.path, `${request.method} is not known here`)
      return pageNotFound()
    }
    const refused = compiled.service.host === 'connectapi' ? refuseBearer(request, world) : null
    return refused ?? refuseQuery(request, compiled, world) ?? compiled.route.answer(request, world)
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const simulator: Simulator = {
    origin,
    email,
    password,
    requests: recorder.requests,
    violations: recorder.violations,
    inbox: auth.inbox,
    faults: faults satisfies FaultBox,
    life,
    auth,
    forget: () => recorder.forget(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return simulator
}

/** Bearer first, as at Garmin: nobody without one learns whether the rest was right (AUTH section 9). */
function refuseBearer({ headers, path }: ServiceRequest, { auth, recorder }: World): Reply | null {
  if (headers.cookie !== undefined) recorder.violation('cookie-to-api', path, 'the API client keeps no cookies')
  const token = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1]
  if (token === undefined) {
    recorder.violation('missing-bearer', path, 'no Authorization header')
    return unauthorized('Full authentication is required to access this resource')
  }
  const state = auth.checkAccess(token)
  if (state === 'good') return null
  return unauthorized(state === 'expired' ? 'The access token expired' : 'Token is not active')
}

function refuseQuery(request: ServiceRequest, { allowed, required }: CompiledRoute, { recorder }: World): Reply | null {
  for (const name of request.query.keys()) {
    if (allowed.has(name)) continue
    recorder.violation('unexpected-query', request.path, `parameter ${name}`)
    return badRequest(`Unknown parameter: ${name}`)
  }
  const missing = required.find((name) => !request.query.get(name))
  return missing === undefined ? null : badRequest(`Missing parameter: ${missing}`)
}

function recordOf(request: ServiceRequest, compiled: CompiledRoute | null, at: number): RecordedRequest {
  const type = request.headers['content-type'] ?? ''
  const kind = type.includes('json') ? 'json' : type.includes('x-www-form-urlencoded') ? 'form' : 'other'
  return {
    method: request.method,
    path: request.path,
    query: Object.fromEntries(request.query),
    headers: request.headers,
    bodyKind: request.body === '' ? 'none' : kind,
    body: request.body === '' ? null : request.body,
    host: compiled?.service.host ?? null,
    service: compiled?.service.name ?? null,
    status: 0,
    fault: null,
    at,
  }
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming) {
    size += (chunk as Buffer).length
    if (size > bodyLimit) throw new Error('request body too large')
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function delay(ms: number, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    // A client that has given up is not waited for.
    response.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

function send(response: ServerResponse, reply: Reply, cfuvid: string | null = null): void {
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
function sendHalf(response: ServerResponse, reply: Reply): void {
  const body = Buffer.from((reply.body ?? '') as string)
  response.writeHead(reply.status, {
    server: 'cloudflare',
    ...reply.headers,
    'content-length': String(body.length + 1),
  })
  response.write(body.subarray(0, Math.ceil(body.length / 2)), () => response.destroy())
}

export type { Fault }
