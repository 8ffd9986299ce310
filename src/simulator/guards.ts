import type { ServiceHost } from './hosts.ts'
import type { RecordedRequest } from './recorder.ts'
import { badRequest, pageNotFound, type Reply, unauthorized } from './reply.ts'
import type { CompiledRoute, ServiceRequest, World } from './routing.ts'

/** Bearer first, as at Garmin: nobody without one learns whether the rest was right (AUTH section 9). */
export function refuseBearer({ headers, path, askedAt }: ServiceRequest, { auth, recorder }: World): Reply | null {
  if (headers.cookie !== undefined) recorder.violation('cookie-to-api', path, 'the API client keeps no cookies')
  const token = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1]
  if (token === undefined) {
    recorder.violation('missing-bearer', path, 'no Authorization header')
    return unauthorized('Full authentication is required to access this resource')
  }
  const state = auth.checkAccess(token, askedAt?.region ?? auth.account.region)
  if (state === 'good') return null
  return unauthorized(state === 'expired' ? 'The access token expired' : 'Token is not active')
}

/** A genuine host knows its own paths only. */
export function refuseHost({ askedAt, path }: ServiceRequest, host: ServiceHost, { recorder }: World): Reply | null {
  if (askedAt === null || askedAt.service === host) return null
  recorder.violation('wrong-host', path, `asked at ${askedAt.service}, but it is ${host}'s`)
  return pageNotFound()
}

/** Unknown parameters are refused, so that a wrong spelling cannot go unnoticed; required ones must be there. */
export function refuseQuery(
  request: ServiceRequest,
  { allowed, required }: CompiledRoute,
  { recorder }: World,
): Reply | null {
  for (const name of request.query.keys()) {
    if (allowed.has(name)) continue
    recorder.violation('unexpected-query', request.path, `parameter ${name}`)
    return badRequest(`Unknown parameter: ${name}`)
  }
  const missing = required.find((name) => !request.query.get(name))
  return missing === undefined ? null : badRequest(`Missing parameter: ${missing}`)
}

/** The request as it is kept for tests. */
export function recordOf(request: ServiceRequest, compiled: CompiledRoute | null, at: number): RecordedRequest {
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
    answer: null,
    status: 0,
    fault: null,
    at,
  }
}
