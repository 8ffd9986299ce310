import { scopes, type TokenPair } from '../auth/tokens.ts'
import { regionOf } from '../hosts.ts'
import { json, type Reply } from '../reply.ts'
import type { Service, ServiceRequest, World } from '../routing.ts'

/** DI client ids that Garmin accepts (AUTH 1.3). */
const clientIds = new Set([
  'GARMIN_CONNECT_MOBILE_ANDROID_DI_2025Q2',
  'GARMIN_CONNECT_MOBILE_ANDROID_DI_2024Q4',
  'GARMIN_CONNECT_MOBILE_ANDROID_DI',
  'GARMIN_CONNECT_MOBILE_IOS_DI',
])
/** A name, not an address (AUTH 1.4). */
const ticketGrant = 'https://connectapi.garmin.com/di-oauth2-service/oauth/grant/service_ticket'

/** Tokens for tickets, and new tokens for old ones (AUTH section 5). */
export const diauth: Service = {
  name: 'diauth',
  host: 'diauth',
  routes: [{ method: 'POST', path: '/di-oauth2-service/oauth/token', answer: token }],
}

function refused(status: number, error: string, description: string): Reply {
  return json({ error, error_description: description }, status, { 'cache-control': 'no-store' })
}

function token(request: ServiceRequest, world: World): Reply {
  if (!/^application\/x-www-form-urlencoded\b/.test(request.headers['content-type'] ?? ''))
    return refused(400, 'invalid_request', 'Form parameters expected.')
  const form = new URLSearchParams(request.body)
  const clientId = form.get('client_id') ?? ''
  // 1. The client proves itself: its id and an empty password, the colon included.
  const basic = `Basic ${Buffer.from(`${clientId}:`).toString('base64')}`
  if (!clientIds.has(clientId) || request.headers.authorization !== basic)
    return refused(401, 'invalid_client', 'Client authentication failed.')
  // 2. Then the grant counts.
  const grant = form.get('grant_type')
  if (grant === ticketGrant) return exchange(request, form, clientId, world)
  if (grant === 'refresh_token') return refresh(request, form, clientId, world)
  return refused(400, 'unsupported_grant_type', 'Unknown grant type.')
}

function stranger(form: URLSearchParams, known: readonly string[]): string | undefined {
  return [...form.keys()].find((name) => !known.includes(name))
}

function exchange(
  request: ServiceRequest,
  form: URLSearchParams,
  clientId: string,
  { auth, recorder, identity, options }: World,
): Reply {
  const unknown = stranger(form, ['client_id', 'service_ticket', 'grant_type', 'service_url'])
  if (unknown !== undefined) {
    recorder.violation('unexpected-query', request.path, `form parameter ${unknown}`)
    return refused(400, 'invalid_request', 'Unknown parameter.')
  }
  const ticket = auth.ticket(form.get('service_ticket') ?? '')
  if (!ticket) return refused(400, 'invalid_grant', 'INVALID_TICKET')
  if (ticket.used) {
    recorder.violation('ticket-used-twice', request.path, 'a ticket is good for one exchange')
    return refused(400, 'invalid_grant', 'INVALID_TICKET')
  }
  // Whatever comes next, the ticket is spent (AUTH section 15, item 4).
  const rightService = form.get('service_url') === ticket.service
  ticket.used = rightService || (options.wrongServiceSpendsTicket ?? true)
  if (ticket.expiresAt <= auth.now()) return refused(400, 'invalid_grant', 'INVALID_TICKET')
  if (!rightService) return refused(400, 'invalid_grant', 'INVALID_SERVICE')
  const agent = request.headers['user-agent'] ?? ''
  if (ticket.userAgent !== null && ticket.userAgent !== agent)
    recorder.violation('user-agent-changed', request.path, `"${ticket.userAgent}" became "${agent}"`)
  // Either region's host swaps it; the token is of the ticket's own (AUTH section 8).
  return issued(identity, auth.openFamily(clientId, regionOf(ticket.service) ?? auth.account.region))
}

function refresh(
  request: ServiceRequest,
  form: URLSearchParams,
  clientId: string,
  { auth, recorder, identity }: World,
): Reply {
  const unknown = stranger(form, ['client_id', 'refresh_token', 'grant_type'])
  if (unknown !== undefined) {
    recorder.violation('unexpected-query', request.path, `form parameter ${unknown}`)
    return refused(400, 'invalid_request', 'Unknown parameter.')
  }
  const old = form.get('refresh_token') ?? ''
  const region = request.askedAt?.region ?? auth.account.region
  const rotated = auth.rotate(old, clientId, region)
  const owner = ownerOf(old)
  // The other region's users are not in this one's table (AUTH 5.2).
  if (
    rotated === 'other-region' ||
    (owner !== null && (owner !== identity.garminGuid || region !== auth.account.region))
  )
    return refused(400, 'invalid_grant', `User doesn't exist in DB for GarminGUID: ${owner ?? identity.garminGuid}`)
  if (typeof rotated === 'object') return issued(identity, rotated)
  if (rotated === 'reused') recorder.violation('refresh-token-reused', request.path, 'a refresh token was used twice')
  // Garmin repeats the secret here (AUTH 5.2); it must never reach a log.
  return refused(400, 'invalid_grant', `Invalid refresh token: ${old}`)
}

/** Whose a refresh token is by its own words; null for one that says nothing. */
function ownerOf(refresh: string): string | null {
  return /"garminGuid":"([0-9a-f-]{36})"/.exec(Buffer.from(refresh, 'base64').toString('utf8'))?.[1] ?? null
}

function issued({ garminGuid }: World['identity'], pair: TokenPair): Reply {
  const body = {
    access_token: pair.access,
    token_type: 'bearer',
    refresh_token: pair.refresh,
    expires_in: pair.expiresInS,
    refresh_token_expires_in: 2_591_999,
    scope: scopes.join(' '),
    jti: pair.jti,
    customerId: garminGuid,
  }
  return json(body, 200, { 'cache-control': 'no-cache, no-store, private', pragma: 'no-cache' })
}
