import type { SsoSession } from '../auth/sign-ins.ts'
import { isBrowser } from '../hosts.ts'
import type { ServiceRequest, World } from '../routing.ts'

/** What all doors of SSO send along (recordings/auth). */
export const ssoHeaders = {
  'access-control-allow-credentials': 'true',
  'access-control-allow-methods': 'GET,POST,OPTIONS',
  'access-control-allow-origin': 'https://www.garmin.com',
  'cf-cache-status': 'DYNAMIC',
} as const

export function cookieOf({ headers }: ServiceRequest, name: string): string | undefined {
  const cookies = (headers.cookie ?? '').split(/;\s*/)
  return cookies.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1)
}

/** The session of the `SESSION` cookie; a program that changes its name in the middle of one is noticed (AUTH 1.5). */
export function sessionOf(request: ServiceRequest, { auth, recorder }: World): SsoSession | null {
  const session = auth.session(cookieOf(request, 'SESSION'))
  const agent = request.headers['user-agent'] ?? ''
  if (session && session.userAgent !== agent)
    recorder.violation('user-agent-changed', request.path, `"${session.userAgent}" became "${agent}"`)
  return session
}

/** Who exchanges the ticket: the program that got it, or, when a browser did, anybody. */
export function takerOf({ headers }: ServiceRequest): string | null {
  const agent = headers['user-agent'] ?? ''
  return isBrowser(agent) ? null : agent
}

/** The JSON object that a client sent as such; null for anything else. */
export function jsonBodyOf({ headers, body }: ServiceRequest): Record<string, unknown> | null {
  if (!/^application\/json\b/.test(headers['content-type'] ?? '')) return null
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
