import { isSigned, readOauth1 } from '../auth/oauth1-check.ts'
import { html, json, type Reply } from '../reply.ts'
import type { Service, ServiceRequest, World } from '../routing.ts'

/** The client id that bearers of this flow carry; it is not known for sure. */
const clientId = 'GARMIN_CONNECT_MOBILE_ANDROID_DI'
const scope = 'ATP_READ ATP_WRITE CONNECT_READ CONNECT_WRITE GHS_SAMD GHS_UPLOAD'
const defaultConsumer = { key: 'simulated-consumer', secret: 'simulated-secret' }

/** The legacy flow (AUTH section 6): tickets for OAuth1 tokens, OAuth1 tokens for bearers, as often as one likes. */
export const oauth: Service = {
  name: 'oauth',
  host: 'connectapi',
  ownAuthorization: true,
  routes: [
    {
      method: 'GET',
      path: '/oauth-service/oauth/preauthorized',
      query: ['ticket!', 'login-url!', 'accepts-mfa-tokens'],
      answer: preauthorized,
    },
    { method: 'POST', path: '/oauth-service/oauth/exchange/user/2.0', answer: exchange },
  ],
}

/** Tomcat's page (AUTH 6.2). */
const invalidToken = () =>
  html(401, '<!doctype html><html><body><h1>HTTP Status 401</h1>OAuthToken is invalid</body></html>')

function isFrom(request: ServiceRequest, { options }: World, tokenSecret: string): boolean {
  const { key, secret } = options.consumer ?? defaultConsumer
  const authorization = request.headers.authorization ?? ''
  if (readOauth1(authorization)?.get('oauth_consumer_key') !== key) return false
  const parameters = [...request.query, ...new URLSearchParams(request.body)]
  return isSigned({ ...request, authorization, parameters }, secret, tokenSecret)
}

function preauthorized(request: ServiceRequest, world: World): Reply {
  const { auth, recorder } = world
  if (!isFrom(request, world, '')) return invalidToken()
  const ticket = auth.ticket(request.query.get('ticket') ?? '')
  if (ticket?.used) recorder.violation('ticket-used-twice', request.path, 'a ticket is good for one exchange')
  if (!ticket || ticket.used || ticket.expiresAt <= auth.now()) return invalidToken()
  ticket.used = true
  if (request.query.get('login-url') !== ticket.service) return invalidToken()
  const { token, secret, mfaToken } = auth.issueOauth1(auth.account.mfa !== 'none')
  const form = new URLSearchParams({ oauth_token: token, oauth_token_secret: secret })
  if (mfaToken !== null) {
    const until = new Date(auth.now() + 365 * 86_400_000).toISOString()
    form.set('mfa_token', mfaToken)
    form.set('mfa_expiration_timestamp', until.replace('T', ' ').replace('Z', ''))
  }
  return { status: 200, headers: { 'content-type': 'text/plain' }, body: form.toString() }
}

function exchange(request: ServiceRequest, world: World): Reply {
  const { auth } = world
  if (!/^application\/x-www-form-urlencoded\b/.test(request.headers['content-type'] ?? ''))
    return html(500, '<html><body>Internal Server Error</body></html>')
  const known = auth.oauth1(readOauth1(request.headers.authorization ?? '')?.get('oauth_token') ?? '')
  if (!known || !isFrom(request, world, known.secret)) return invalidToken()
  const mfaToken = new URLSearchParams(request.body).get('mfa_token')
  if (mfaToken !== null && mfaToken !== known.mfaToken) return invalidToken()
  const pair = auth.openFamily(clientId, request.askedAt?.region ?? auth.account.region)
  const body = {
    scope,
    jti: pair.jti,
    access_token: pair.access,
    token_type: 'Bearer',
    refresh_token: pair.refresh,
    expires_in: pair.expiresInS,
    refresh_token_expires_in: 2_591_999,
  }
  return json(body, 200, { 'cache-control': 'no-cache, no-store, private', pragma: 'no-cache' })
}
