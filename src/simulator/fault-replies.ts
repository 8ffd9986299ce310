import type { Fault } from './faults.ts'
import { forbidden, html, json, problem, type Reply, unauthorized } from './reply.ts'

/** The answer that a fault gives instead of the real one; null when it only changes the real one. */
export function faultReply(fault: Fault, path: string, now: number): Reply | null {
  const retry = retryAfterHeader(fault, now)
  const signIn = path.includes('/api/login') || path.includes('/api/mfa')
  switch (fault.kind) {
    case '429':
      return html(429, page('You are being rate limited'), retry)
    case '429-in-body':
      return json({ error: { 'status-code': '429', 'request-id': 'simulated' } })
    case '427-in-body':
      return json({ error: { 'status-code': '427', 'request-id': 'simulated' } })
    case 'challenge':
      return html(403, page('Just a moment...'), { 'cf-mitigated': 'challenge' })
    case 'error-1020':
      return { status: 403, headers: { 'content-type': 'text/plain; charset=UTF-8' }, body: 'error code: 1020' }
    case 'forbidden':
      return forbidden()
    case 'captcha':
      return verdict(signIn, 'CAPTCHA_REQUIRED', '')
    case 'account-locked':
      return verdict(signIn, 'ACCOUNT_LOCKED', 'generalLoginAccountLocked')
    case 'child-account':
      return verdict(signIn, 'LOGIN_DENIED', 'applicationSecurityPolicyLoginDeniedTitle')
    case 'consent-needed':
      return verdict(signIn, 'SUCCESSFUL', '', ['GLOBAL_PRIVACY_POLICY'])
    case 'unknown-verdict':
      return verdict(signIn, 'MERCURY_RETROGRADE', '')
    case 'bare-401':
      return html(401, page('Unauthorized'))
    case 'problem-400':
      return problem('Failed to read request.')
    case 'server-error':
      return html(fault.status ?? 503, page('Service Unavailable'), retry)
    case 'html':
      return html(200, page('Garmin Connect'))
    case 'expired-token':
      return unauthorized('The access token expired')
    case 'token-not-active':
      return unauthorized('Token is not active')
    case 'wrong-region':
      return grant(
        400,
        'invalid_grant',
        "User doesn't exist in DB for GarminGUID: 00000000-0000-4000-8000-000000000000",
      )
    case 'invalid-grant':
      return grant(400, 'invalid_grant', 'Invalid refresh token: revoked')
    case 'invalid-client':
      return grant(401, 'invalid_client', 'Client authentication failed.')
    case 'graphql-errors':
      return json({ data: null, errors: [{ message: "Bulkhead 'default' is full and does not permit further calls" }] })
    case 'graphql-undefined':
      return json({ data: null, errors: [{ message: 'Validation error of type FieldUndefined' }] })
    case 'null':
      return json(null)
    case 'privacy-protected':
      return json({ privacyProtected: true, includesWellnessData: false })
    default:
      return null
  }
}

/** The real answer, changed by a fault. */
export function spoil(fault: Fault, reply: Reply): Reply {
  if (fault.kind === 'truncated' && reply.body !== null) {
    return { ...reply, body: reply.body.slice(0, Math.floor(reply.body.length / 2)) }
  }
  if (fault.kind === 'huge' && typeof reply.body === 'string') {
    return { ...reply, body: ' '.repeat(fault.bytes ?? 80_000_000) + reply.body }
  }
  if (reply.status !== 200 || typeof reply.body !== 'string') return reply
  const change = tokenChanges[fault.kind]
  if (!change) return reply
  const token = JSON.parse(reply.body) as Record<string, unknown>
  change(token)
  return { ...reply, body: JSON.stringify(token) }
}

const tokenChanges: Partial<Record<Fault['kind'], (token: Record<string, unknown>) => void>> = {
  'no-refresh-token': (token) => delete token.refresh_token,
  'no-expires-in': (token) => delete token.expires_in,
  'exp-text': (token) => {
    token.access_token = reSigned(token.access_token, (payload) => ({ ...payload, exp: 'tomorrow' }))
  },
  'alg-none': (token) => {
    const [, payload] = String(token.access_token).split('.')
    token.access_token = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${payload}.`
  },
}

function reSigned(token: unknown, change: (payload: Record<string, unknown>) => Record<string, unknown>): string {
  const [header = '', payload = '', signature = ''] = String(token).split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>
  return [header, Buffer.from(JSON.stringify(change(claims))).toString('base64url'), signature].join('.')
}

function retryAfterHeader({ retryAfter }: Fault, now: number): Record<string, string> {
  if (retryAfter === undefined) return {}
  if (typeof retryAfter === 'number') return { 'retry-after': String(retryAfter) }
  return { 'retry-after': new Date(now + retryAfter.date * 1000).toUTCString() }
}

function page(title: string): string {
  return `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`
}

function grant(status: number, error: string, description: string): Reply {
  return json({ error, error_description: description }, status)
}

/** HTTP status of these verdicts is unknown (AUTH 2.2); 401 by analogy with the wrong password. */
function verdict(signIn: boolean, type: string, message: string, consents: readonly string[] | null = null): Reply {
  if (!signIn) return forbidden()
  const ok = type === 'SUCCESSFUL'
  const body = {
    serviceURL: null,
    serviceTicketId: null,
    responseStatus: { type, message, httpStatus: ok ? 'OK' : 'UNAUTHORIZED' },
    responseReason: null,
    customerMfaInfo: null,
    consentTypeList: consents,
    captchaAlreadyPassed: false,
    samlResponse: null,
    authType: null,
  }
  return json(body, ok ? 200 : 401)
}
