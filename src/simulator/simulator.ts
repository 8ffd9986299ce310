import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createArchive } from './archive.ts'
import { createAuthState } from './auth/auth-state.ts'
import { handleControl } from './control.ts'
import { faultReply, spoil } from './fault-replies.ts'
import { createFaults } from './faults.ts'
import { recordOf, refuseBearer, refuseHost, refuseQuery } from './guards.ts'
import { askedAtOf, isBrowser } from './hosts.ts'
import { createLife, type Identity, person } from './life/index.ts'
import { createRecorder } from './recorder.ts'
import { html, pageNotFound, type Reply } from './reply.ts'
import { type CompiledRoute, compileRoutes, matchRoute, type ServiceRequest, type World } from './routing.ts'
import { services } from './services/all.ts'
import { delay, readBody, send, sendHalf } from './transport.ts'
import type { Simulator, SimulatorOptions } from './types.ts'

/** The pause that a login 429 asks for when it names no longer one (AUTH 10.2). */
const loginPauseMs = 2 * 3_600_000

/**
 * Starts a Garmin on 127.0.0.1: sign-in, tokens and data of one invented person on one origin. It is written from the
 * dossiers in `garmin-connect/`, not from our client, so that the two can disagree; what a well-behaved client never does
 * is collected in `violations`. `close` ends it at once, open connections included.
 */
export async function createSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const frozen = Date.now()
  const seed = options.seed ?? 7
  const life = createLife({
    seed,
    years: options.years ?? 3,
    now: options.now ?? (() => frozen),
    ...(options.journeys === undefined ? {} : { journeys: options.journeys }),
  })
  const identity: Identity = { ...person, ...options.identity }
  const auth = createAuthState(options, identity)
  const recorder = createRecorder(auth.now)
  const faults = createFaults(seed)
  const displayName = options.omitDisplayName ? null : identity.displayName
  const archive = createArchive(options, life, auth.now)
  const world: World = { options, life, auth, recorder, archive, identity, displayName }
  const routes = compileRoutes(services)
  const { email, password } = auth.account

  const server = createServer((request, response) => {
    handle(request, response).catch((thrown: unknown) => {
      // A fault of the simulator itself must not look like one of Garmin's.
      if (response.headersSent) response.destroy()
      else send(response, html(500, `simulator: ${thrown instanceof Error ? thrown.stack : String(thrown)}`))
    })
  })
  // A client may keep its connection for as long as it likes; `close` cuts it.
  server.keepAliveTimeout = 60_000
  let connections = 0
  server.on('connection', () => connections++)

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
    const askedAt = askedAtOf(headers.host)
    const asked = { askedAt, fault: null, method, path, search, query, headers, body, vars: match?.vars ?? {} }
    const record = recordOf(asked, match?.compiled ?? null, auth.now())
    recorder.record(record)
    // The person's own browser stays free to sign in (AUTH 10.2).
    const isLogin = method === 'POST' && /\/api\/login$|^\/sso\/signin$/.test(path) && !isBrowser(headers['user-agent'])
    if (isLogin && auth.blockedUntil > auth.now())
      recorder.violation('login-after-429', path, 'a login during the pause')

    const taken = faults.take(method, path)
    record.fault = taken.map((fault) => fault.kind).join(' ') || null
    const waitMs =
      (options.latencyMs ?? 0) + taken.reduce((sum, fault) => sum + (fault.kind === 'slow' ? (fault.ms ?? 1000) : 0), 0)
    if (waitMs > 0) await delay(waitMs, response)
    // Whoever left meanwhile is not served: nothing was done for that request.
    if (response.destroyed) return
    const fault = taken.find((each) => each.kind !== 'slow')
    if (fault?.kind === 'reset') {
      incoming.socket.destroy()
      return
    }
    const request: ServiceRequest = { ...asked, fault: fault?.kind ?? null }
    // A list that never ends begins again with each page.
    const right = () => answer(fault?.kind === 'endless-pages' ? firstPage(request) : request, match?.compiled ?? null)
    const reply = fault ? (faultReply(fault, path, auth.now()) ?? spoil(fault, right(), path)) : right()
    if (isLogin && (reply.status === 429 || fault?.kind === '429-in-body')) {
      const wantedMs = Number(reply.headers['retry-after'] ?? 0) * 1000 || 0
      auth.blockedUntil = auth.now() + Math.max(wantedMs, loginPauseMs)
    }
    record.status = reply.status
    if (record.host !== 'connectapi' && typeof reply.body === 'string') record.answer = reply.body
    if (fault?.kind === 'late') await delay(fault.ms ?? 1000, response)
    if (fault?.kind === 'short-body') sendHalf(response, reply)
    else send(response, reply, match?.compiled.service.host === 'connectapi' ? auth.secret('cfuvid') : null)
  }

  function answer(request: ServiceRequest, compiled: CompiledRoute | null): Reply {
    if (!compiled) {
      recorder.violation('unknown-path', request.path, `${request.method} is not known here`)
      return pageNotFound()
    }
    const { host, ownAuthorization = false } = compiled.service
    const refused =
      refuseHost(request, host, world) ??
      (host === 'connectapi' && !ownAuthorization ? refuseBearer(request, world) : null)
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
    get connections() {
      return connections
    },
    inbox: auth.inbox,
    faults,
    life,
    auth,
    forget: () => {
      recorder.forget()
      connections = 0
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return simulator
}

function firstPage(request: ServiceRequest): ServiceRequest {
  const query = new URLSearchParams(request.query)
  if (query.has('start')) query.set('start', '0')
  return { ...request, query, search: query.toString() }
}
