import type { PendingMfa } from '../auth/codes.ts'
import type { SsoSession } from '../auth/sign-ins.ts'
import { html, json, problem, type Reply } from '../reply.ts'
import type { ServiceRequest, World } from '../routing.ts'
import { localeCookie } from './sso-cookies.ts'
import { jsonBodyOf, sessionOf, ssoHeaders } from './sso-session.ts'
import { codePage } from './sso-widget-code-page.ts'
import { passTo, refuseToken, widgetQueryOf } from './sso-widget-query.ts'

const pageHeaders = { ...ssoHeaders, 'content-language': 'en' }

/** The page that wants the code (AUTH 3.4). */
export function codeForm(request: ServiceRequest, world: World): Reply {
  const waiting = waitingOf(request, world)
  return waiting ? page(request, world, waiting.pending, world.auth.newCsrf(waiting.session)) : startAgain(request)
}

/** Takes the code; the form token of the first page stays good for a second try (AUTH 3.5). */
export function enterCode(request: ServiceRequest, world: World): Reply {
  const { auth } = world
  const waiting = waitingOf(request, world)
  if (!waiting) return startAgain(request)
  const { session, pending } = waiting
  const fields = new URLSearchParams(request.body)
  if (session.csrf === null || fields.get('_csrf') !== session.csrf) return refuseToken(request, world)
  if (pending.search !== request.search) {
    world.recorder.violation('mfa-query-changed', request.path, 'the code must come with the query of the login')
    return problem('Client and service do not match.')
  }
  if (!auth.isRight(pending, fields.get('mfa-code') ?? '')) {
    pending.triesLeft--
    if (pending.triesLeft <= 0) session.pending = null
    return page(request, world, pending, null)
  }
  session.pending = null
  const query = new URLSearchParams({ logintoken: auth.passFor(pending.service) })
  const { query: asked } = request
  for (const [name, value] of [
    ['service', asked.get('service')],
    ['locale', 'en'],
    ['embed', 'true'],
    ['source', asked.get('source')],
    ['redirectAfterAccountLoginUrl', asked.get('redirectAfterAccountLoginUrl')],
    ['consumeServiceTicket', asked.get('consumeServiceTicket')],
    ['embedWidget', asked.get('embedWidget')],
  ] as const)
    if (value !== null) query.set(name, value)
  const headers = { ...pageHeaders, location: passTo(request, `/sso/login?${query}`) }
  return { status: 302, headers, cookies: [localeCookie], body: null }
}

/** What the link "Request a new code" does: the code comes by e-mail or SMS again, an app needs nothing (AUTH 3.4). */
export function askAgain(request: ServiceRequest, world: World): Reply {
  const { auth, recorder } = world
  const asked = jsonBodyOf(request)
  if (asked?.customerGuid !== auth.account.garminGuid) return json({ error: 'Unauthorized' }, 401)
  const waiting = waitingOf(request, world)
  if (!waiting) return json({ error: 'Unauthorized' }, 401)
  if (asked.mfaMethod !== wordOf(waiting.pending) || waiting.pending.method === 'totp')
    return problem('No code can be sent that way.')
  const sent = auth.sendAgain(waiting.pending)
  if (sent === 'too-many') return html(429, '')
  if (sent === 'too-soon') recorder.violation('code-too-soon', request.path, 'within 30 seconds of the one before')
  return json({})
}

function page(request: ServiceRequest, { auth }: World, pending: PendingMfa, csrf: string | null): Reply {
  const text = codePage(widgetQueryOf(request), {
    // Recorded until 2025; since May 2026 people report the other one (AUTH 3.4).
    title: request.fault === 'other-title' ? 'GARMIN Authentication Application' : 'Enter MFA code for login',
    customerGuid: auth.account.garminGuid,
    method: wordOf(pending),
    sentTo: pending.sentTo,
    csrf,
  })
  return { ...html(200, text, pageHeaders), cookies: [localeCookie] }
}

/** The widget says `sms` where the JSON doors say `phone` (AUTH 2.3, 3.4); `totp` is a guess. */
function wordOf({ method }: PendingMfa): string {
  return method === 'phone' ? 'sms' : method
}

function waitingOf(request: ServiceRequest, world: World): { session: SsoSession; pending: PendingMfa } | null {
  const session = sessionOf(request, world)
  const pending = session?.pending
  if (!session || !pending || pending.expiresAt <= world.auth.now()) return null
  return { session, pending }
}

/** Nobody recorded what a lost session leads to; the form is the only page that can (a guess). */
function startAgain(request: ServiceRequest): Reply {
  const headers = { ...pageHeaders, location: passTo(request, `/sso/signin?${request.search}`) }
  return { status: 302, headers, body: null }
}
