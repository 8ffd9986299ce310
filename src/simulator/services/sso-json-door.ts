import { addressShown, isTheirs } from '../auth/account.ts'
import type { SsoSession } from '../auth/sign-ins.ts'
import { regionOf } from '../hosts.ts'
import { plainPage } from '../page-texts.ts'
import { html, json, problem, type Reply } from '../reply.ts'
import type { Service, ServiceRequest, World } from '../routing.ts'
import { edgeCookies, sessionCookies, signedInCookies } from './sso-cookies.ts'
import { jsonBodyOf, sessionOf, ssoHeaders, takerOf } from './sso-session.ts'
import { loginVerdict, type Verdict, verdict } from './sso-verdict.ts'

/** What distinguishes the JSON doors of SSO. */
export interface JsonDoor {
  readonly name: string
  /** `/mobile` */
  readonly prefix: string
  /** Client ids and the service that belongs to each, for a domain (AUTH 1.2). */
  clients(domain: string): Readonly<Record<string, string>>
  /** Whether accounts with MFA are steered away with 427 instead of being asked for a code (AUTH section 4). */
  readonly steersMfaAway: boolean
}

/** A page, a login and a code, as recorded for the mobile door (AUTH section 2, recordings/auth/mobile-*.json). */
export function createJsonDoor(door: JsonDoor): Service {
  const { prefix } = door
  const query = ['clientId!', 'locale', 'service!']
  return {
    name: door.name,
    host: 'sso',
    routes: [
      { method: 'GET', path: `${prefix}/sso/{locale}/sign-in`, query: ['clientId!', 'service'], answer: page },
      { method: 'POST', path: `${prefix}/api/login`, query, answer: login },
      { method: 'POST', path: `${prefix}/api/mfa/verifyCode`, query, answer: verify },
    ],
  }

  /** The region of a service that belongs to the client; null when it does not, or names the other world's host. */
  function fits({ query, askedAt }: ServiceRequest): ReturnType<typeof regionOf> {
    const service = query.get('service') ?? ''
    const region = regionOf(service)
    if (region === null || door.clients(`garmin.${region}`)[query.get('clientId') ?? ''] !== service) return null
    return askedAt === null || askedAt.region === region ? region : null
  }

  function page(request: ServiceRequest, { auth }: World): Reply {
    const clientId = request.query.get('clientId') ?? ''
    const service = door.clients(`garmin.${request.askedAt?.region ?? auth.account.region}`)[clientId]
    if (service === undefined) return problem('Unknown client.')
    const session = auth.openSession(request.headers['user-agent'] ?? '')
    const registry = JSON.stringify({ clientId, registryOption: { redirectAccountUrl: service, mfaRequired: false } })
    const headers = { ...ssoHeaders, 'x-frame-options': 'DENY', 'content-language': 'en-US', vary: 'Accept-Encoding' }
    return {
      ...html(200, pageText(registry), headers),
      cookies: [...sessionCookies(session, true), ...edgeCookies(auth)],
    }
  }

  function login(request: ServiceRequest, world: World): Reply {
    const { auth, options } = world
    const body = jsonBodyOf(request)
    const region = fits(request)
    if (region === null) return problem('Client and service do not match.')
    if (typeof body?.username !== 'string' || typeof body.password !== 'string')
      return problem('Failed to read request.')
    const session = sessionOf(request, world)
    const { count } = auth.countLogin(body.username, request.query.get('clientId') ?? '')
    if (count > (options.loginLimit ?? Number.POSITIVE_INFINITY))
      return html(429, plainPage('Too Many Requests', 'You are being rate limited.'))
    if (!isTheirs(auth.account, body.username, body.password, region))
      return loginVerdict({
        type: 'INVALID_USERNAME_PASSWORD',
        message: 'generalLoginInvalidUsernameOrPassword',
        httpStatus: 'UNAUTHORIZED',
      })
    const service = request.query.get('service') ?? ''
    if (auth.account.mfa === 'none') return withTicket(request, world, service, (outcome) => loginVerdict(outcome))
    if (door.steersMfaAway) return json({ error: { 'status-code': '427', 'request-id': auth.secret('request') } })
    return askForCode(request, world, session, service)
  }

  function askForCode({ search }: ServiceRequest, { auth }: World, session: SsoSession | null, service: string): Reply {
    const pending = auth.begin({ search, service }, true)
    if (session) session.pending = pending
    const sentTo = addressShown(auth.account)
    const info = {
      email: pending.method === 'email' ? sentTo : null,
      phoneNumber: pending.method === 'phone' ? sentTo : null,
      // `totp` is a guess: nobody recorded an account with an app (AUTH 2.3).
      mfaLastMethodUsed: pending.method,
      defaultMfaMethod: null,
      mfaUISetting: { allowPhoneOption: true, allowAddEmailAddress: false, chooseDifferentWayShown: false },
    }
    return loginVerdict({ type: 'MFA_REQUIRED' }, info, [])
  }

  function verify(request: ServiceRequest, world: World): Reply {
    const { auth, recorder } = world
    const body = jsonBodyOf(request)
    if (typeof body?.mfaVerificationCode !== 'string' || typeof body.mfaMethod !== 'string')
      return problem('Failed to read request.')
    const session = sessionOf(request, world)
    if (!session)
      recorder.violation('missing-session-cookie', request.path, 'verifyCode without the SESSION of the login')
    const pending = session?.pending
    const refuse = (type: string, message: string) => verdict({ type, message, httpStatus: 'UNAUTHORIZED' }, {})
    if (!session || !pending) return refuse('SESSION_INVALID', 'codeEntryExpired')
    if (pending.search !== request.search) {
      recorder.violation('mfa-query-changed', request.path, 'verifyCode must repeat the query of the login')
      return problem('Client and service do not match.')
    }
    if (pending.expiresAt <= auth.now()) {
      session.pending = null
      return refuse('MFA_CODE_EXPIRED', 'codeEntryExpired')
    }
    if (body.mfaMethod !== pending.method || !auth.isRight(pending, body.mfaVerificationCode)) {
      pending.triesLeft--
      if (pending.triesLeft <= 0) session.pending = null
      return refuse('MFA_CODE_INVALID', 'codeEntryInvalid')
    }
    session.pending = null
    return withTicket(request, world, pending.service, (outcome) => verdict(outcome, {}))
  }
}

function withTicket(
  request: ServiceRequest,
  { auth }: World,
  service: string,
  answer: (outcome: Verdict) => Reply,
): Reply {
  const ticket = auth.issueTicket(service, takerOf(request), 'sso')
  return { ...answer({ type: 'SUCCESSFUL', service, ticket }), cookies: signedInCookies(auth) }
}

function pageText(registry: string): string {
  return `<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en">
    <head>
        <title>Garmin SSO Portal</title>
        <meta charset="UTF-8">
        <script>var GarminAppBootstrap = { messages: {}, clientRegistries: ${registry} };</script>
    </head>
    <body>
        <div id="app"></div>
    </body>
</html>
`
}
