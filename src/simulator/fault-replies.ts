import type { Fault } from './faults.ts'
import { hostileReply, isHostile } from './hostile.ts'
import { plainPage } from './page-texts.ts'
import { forbidden, html, json, pageNotFound, problem, type Reply, unauthorized } from './reply.ts'
import { signInRefusal } from './sign-in-faults.ts'

/** The answer that a fault gives instead of the real one; null when it only changes the real one. */
export function faultReply(fault: Fault, path: string, now: number): Reply | null {
  const retry = retryAfterHeader(fault, now)
  switch (fault.kind) {
    case '429':
      return html(429, plainPage('You are being rate limited'), retry)
    case '429-in-body':
      return json({ error: { 'status-code': '429', 'request-id': 'simulated' } })
    case '427-in-body':
      return json({ error: { 'status-code': '427', 'request-id': 'simulated' } })
    case 'challenge':
      return html(403, plainPage('Just a moment...'), { 'cf-mitigated': 'challenge' })
    case 'error-1020':
      return { status: 403, headers: { 'content-type': 'text/plain; charset=UTF-8' }, body: 'error code: 1020' }
    case 'forbidden':
      return forbidden()
    case 'captcha':
    case 'account-locked':
    case 'child-account':
    case 'consent-needed':
    case 'unknown-verdict':
    case 'phone-number':
      return signInRefusal(fault.kind, path) ?? forbidden()
    case 'bare-401':
      return html(401, plainPage('Unauthorized'))
    case 'problem-400':
      return problem('Failed to read request.')
    case 'no-such-address':
      return pageNotFound()
    case 'server-error':
      return html(fault.status ?? 503, plainPage('Service Unavailable'), retry)
    case 'html':
      return html(200, plainPage('Garmin Connect'))
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
export function spoil(fault: Fault, reply: Reply, path: string): Reply {
  if (isHostile(fault.kind)) return hostileReply(fault.kind, reply, path, fault.bytes)
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
    token.access_token = withExp(token.access_token, '"tomorrow"')
  },
  'exp-nan': (token) => {
    token.access_token = withExp(token.access_token, 'NaN')
  },
  'exp-huge': (token) => {
    token.access_token = withExp(token.access_token, '99999999999999')
  },
  'alg-none': (token) => {
    const [, payload] = String(token.access_token).split('.')
    token.access_token = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${payload}.`
  },
}

/** The token with another `exp`, given as it is to stand in the document. */
function withExp(token: unknown, exp: string): string {
  const [header = '', payload = '', signature = ''] = String(token).split('.')
  const claims = Buffer.from(payload, 'base64url').toString('utf8')
  const changed = claims.replace(/"exp":\d+/, `"exp":${exp}`)
  return [header, Buffer.from(changed).toString('base64url'), signature].join('.')
}

function retryAfterHeader({ retryAfter }: Fault, now: number): Record<string, string> {
  if (retryAfter === undefined) return {}
  if (typeof retryAfter === 'number') return { 'retry-after': String(retryAfter) }
  return { 'retry-after': new Date(now + retryAfter.date * 1000).toUTCString() }
}

function grant(status: number, error: string, description: string): Reply {
  return json({ error, error_description: description }, status)
}
