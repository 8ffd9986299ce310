import { defaults } from '../auth/auth-state.ts'
import { uuidFrom } from '../auth/jwt.ts'
import { html, json, problem, type Reply } from '../reply.ts'
import type { Service, ServiceRequest, World } from '../routing.ts'

/** Client ids of the mobile door and the service that belongs to each (AUTH 1.2). */
const clients: Readonly<Record<string, string>> = {
  GCM_IOS_DARK: 'https://mobile.integration.garmin.com/gcm/ios',
  GCM_ANDROID_DARK: 'https://mobile.integration.garmin.com/gcm/android',
}

const headers = {
  'access-control-allow-credentials': 'true',
  'access-control-allow-methods': 'GET,POST,OPTIONS',
  'access-control-allow-origin': 'https://www.garmin.com',
  'cf-cache-status': 'DYNAMIC',
  'x-frame-options': 'DENY',
}

/** The mobile door of Garmin's sign-in (AUTH section 2, recordings/auth/mobile-*.json). */
export const ssoMobile: Service = {
  name: 'sso-mobile',
  host: 'sso',
  routes: [
    { method: 'GET', path: '/mobile/sso/{locale}/sign-in', query: ['clientId!', 'service'], answer: page },
    { method: 'POST', path: '/mobile/api/login', query: ['clientId!', 'locale', 'service!'], answer: login },
    { method: 'POST', path: '/mobile/api/mfa/verifyCode', query: ['clientId!', 'locale', 'service!'], answer: verify },
  ],
}

function page(request: ServiceRequest, { auth }: World): Reply {
  const clientId = request.query.get('clientId') ?? ''
  const service = clients[clientId]
  if (service === undefined) return problem('Unknown client.')
  const session = auth.openSession(request.headers['user-agent'] ?? '')
  const later = new Date(auth.now() + 1_800_000).toUTCString()
  const registry = JSON.stringify({ clientId, registryOption: { redirectAccountUrl: service, mfaRequired: false } })
  const body = `<!DOCTYPE html>
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
  return {
    ...html(200, body, { ...headers, 'content-language': 'en-US', vary: 'Accept-Encoding' }),
    cookies: [
      `SESSION=${session}; Path=/; Secure; HttpOnly; SameSite=None`,
      `__VCAP_ID__=${uuidFrom(session)}; Path=/; HttpOnly; Secure; SameSite=None`,
      `__cf_bm=${auth.secret('cf_bm')}; path=/; expires=${later}; domain=.sso.garmin.com; HttpOnly; Secure; SameSite=None`,
      `__cflb=${auth.secret('cflb')}; SameSite=None; Secure; path=/; expires=${later}; HttpOnly`,
      `_cfuvid=${auth.secret('cfuvid')}; path=/; domain=.sso.garmin.com; HttpOnly; Secure; SameSite=None`,
    ],
  }
}

interface Verdict {
  readonly type: string
  readonly message?: string
  readonly httpStatus?: string
  readonly service?: string
  readonly ticket?: string
}

/** Keys that every answer of this door has, in the recorded order; login adds three of its own. */
function verdict(
  { type, message = '', httpStatus = 'OK', service, ticket }: Verdict,
  own: Record<string, unknown>,
): Reply {
  const { customerMfaInfo, consentTypeList, captchaAlreadyPassed } = own
  const login = 'customerMfaInfo' in own ? { customerMfaInfo, consentTypeList, captchaAlreadyPassed } : {}
  const body = {
    serviceURL: service ?? null,
    serviceTicketId: ticket ?? null,
    responseStatus: { type, message, httpStatus },
    responseReason: null,
    ...login,
    samlResponse: null,
    authType: ticket === undefined ? null : 'CAS',
  }
  return json(body, httpStatus === 'OK' ? 200 : 401, { ...headers, 'content-type': 'application/json' })
}

function loginVerdict(outcome: Verdict, mfaInfo: unknown = null, consents: readonly string[] | null = null): Reply {
  return verdict(outcome, { customerMfaInfo: mfaInfo, consentTypeList: consents, captchaAlreadyPassed: false })
}

function login(request: ServiceRequest, world: World): Reply {
  const { auth, options } = world
  const body = readBody(request)
  const service = request.query.get('service') ?? ''
  if (clients[request.query.get('clientId') ?? ''] !== service) return problem('Client and service do not match.')
  if (typeof body?.username !== 'string' || typeof body.password !== 'string') return problem('Failed to read request.')
  const session = sessionOf(request, world)
  const rightUser = body.username.toLowerCase() === (options.email ?? defaults.email).toLowerCase()
  if (!rightUser || body.password !== (options.password ?? defaults.password))
    return loginVerdict({
      type: 'INVALID_USERNAME_PASSWORD',
      message: 'generalLoginInvalidUsernameOrPassword',
      httpStatus: 'UNAUTHORIZED',
    })
  const mfa = options.mfa ?? 'email'
  if (mfa === 'none') return withTicket(request, world, service, (outcome) => loginVerdict(outcome))
  auth.sendCode(session, request.search, service, mfa)
  const sentTo = auth.inbox.at(-1)?.sentTo ?? null
  const info = {
    email: mfa === 'email' ? sentTo : null,
    phoneNumber: mfa === 'phone' ? sentTo : null,
    mfaLastMethodUsed: mfa,
    defaultMfaMethod: null,
    mfaUISetting: { allowPhoneOption: true, allowAddEmailAddress: false, chooseDifferentWayShown: false },
  }
  return loginVerdict({ type: 'MFA_REQUIRED' }, info, [])
}

function verify(request: ServiceRequest, world: World): Reply {
  const { auth, recorder } = world
  const body = readBody(request)
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
  if (body.mfaMethod !== pending.method || body.mfaVerificationCode !== pending.code) {
    pending.triesLeft--
    if (pending.triesLeft <= 0) session.pending = null
    return refuse('MFA_CODE_INVALID', 'codeEntryInvalid')
  }
  session.pending = null
  return withTicket(request, world, pending.service, (outcome) => verdict(outcome, {}))
}

function withTicket(
  request: ServiceRequest,
  { auth, identity }: World,
  service: string,
  answer: (outcome: Verdict) => Reply,
): Reply {
  const ticket = auth.issueTicket(service, request.headers['user-agent'] ?? '')
  const year = new Date(auth.now() + 365 * 86_400_000).toUTCString()
  return {
    ...answer({ type: 'SUCCESSFUL', service, ticket }),
    cookies: [
      `CASTGC=TGT-${auth.secret('castgc')}; Path=/; Secure; HttpOnly`,
      'GARMIN-SSO=1; Domain=garmin.com; Path=/',
      `GARMIN-SSO-CUST-GUID=${identity.garminGuid}; Domain=garmin.com; Path=/`,
      `GMN_TRACKABLE=1; Path=/; Domain=garmin.com; Max-Age=31536000; Expires=${year}; Secure; SameSite=None`,
    ],
  }
}

function sessionOf(request: ServiceRequest, { auth, recorder }: World) {
  const id = /(?:^|;\s*)SESSION=([^;]+)/.exec(request.headers.cookie ?? '')?.[1]
  const session = auth.session(id)
  const agent = request.headers['user-agent'] ?? ''
  if (session && session.userAgent !== agent)
    recorder.violation('user-agent-changed', request.path, `"${session.userAgent}" became "${agent}"`)
  return session
}

function readBody(request: ServiceRequest): Record<string, unknown> | null {
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) return null
  try {
    const value: unknown = JSON.parse(request.body)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
