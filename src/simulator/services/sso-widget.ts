import { isTheirs } from '../auth/account.ts'
import type { SsoSession } from '../auth/sign-ins.ts'
import { regionOf } from '../hosts.ts'
import { html, type Reply } from '../reply.ts'
import type { Service, ServiceRequest, World } from '../routing.ts'
import { edgeCookies, edgeFormCookie, localeCookie, sessionCookies, widgetSignedInCookies } from './sso-cookies.ts'
import { cookieOf, sessionOf, ssoHeaders, takerOf } from './sso-session.ts'
import { askAgain, codeForm, enterCode } from './sso-widget-code.ts'
import { signInPage, usagePage } from './sso-widget-pages.ts'
import { codePath, passTo, refuseToken, widgetQueryOf } from './sso-widget-query.ts'
import { successPage } from './sso-widget-success.ts'

/** Options of the widget by its own usage text (AUTH 3.1). */
const widgetOptions = [
  'id',
  'embedWidget',
  'gauthHost',
  'service',
  'source',
  'redirectAfterAccountLoginUrl',
  'redirectAfterAccountCreationUrl',
  'consumeServiceTicket',
  'reauth',
  'generateExtraServiceTicket',
  'generateNoServiceTicket',
  'mobile',
  'rememberMeShown',
  'mfaRequired',
  'performMFACheck',
  'rememberMyBrowserShown',
  'rememberMyBrowserChecked',
  'lockToEmailAddress',
  'cssUrl',
  'clientId',
  'locale',
]

/** The embed widget of Garmin's sign-in (AUTH section 3, recordings/auth/widget-*.json). No page of it forbids framing. */
export const ssoWidget: Service = {
  name: 'sso-widget',
  host: 'sso',
  routes: [
    { method: 'GET', path: '/sso/embed', query: [...widgetOptions, 'ticket'], answer: embed },
    { method: 'GET', path: '/sso/signin', query: widgetOptions, answer: form },
    { method: 'POST', path: '/sso/signin', query: widgetOptions, answer: login },
    { method: 'GET', path: codePath, query: widgetOptions, answer: codeForm },
    { method: 'POST', path: codePath, query: widgetOptions, answer: enterCode },
    { method: 'POST', path: '/sso/verifyMFA/mfaCode', query: ['clientId'], answer: askAgain },
    { method: 'GET', path: '/sso/login', query: [...widgetOptions, 'logintoken!', 'embed'], answer: pass },
  ],
}

const pageHeaders = { ...ssoHeaders, 'content-language': 'en' }

/** This page validates nothing, so a ticket in its address stays good (AUTH 11.1). */
function embed(request: ServiceRequest, { auth }: World): Reply {
  const { region } = request.askedAt ?? auth.account
  return {
    ...html(200, usagePage(`https://sso.garmin.${region}`), pageHeaders),
    cookies: [localeCookie, ...edgeCookies(auth)],
  }
}

function form(request: ServiceRequest, world: World): Reply {
  const { auth } = world
  // A browser that is signed in gets a fresh ticket without a question, unless it is to be another account (AUTH 11.1).
  if (auth.isGranted(cookieOf(request, 'CASTGC')) && request.query.get('reauth') !== 'true') {
    const service = serviceOf(request)
    if (service !== null) return success(request, world, service, '')
  }
  const known = sessionOf(request, world)
  const session = known ?? auth.openSession(request.headers['user-agent'] ?? '')
  return {
    ...html(200, signInPage(widgetQueryOf(request), { csrf: auth.newCsrf(session) }), pageHeaders),
    cookies: [localeCookie, ...(known ? [] : sessionCookies(session, false))],
  }
}

function login(request: ServiceRequest, world: World): Reply {
  const { auth } = world
  const fields = new URLSearchParams(request.body)
  const session = sessionOf(request, world)
  if (!session || session.csrf === null || fields.get('_csrf') !== session.csrf) return refuseToken(request, world)
  const [email, password] = [fields.get('username') ?? '', fields.get('password') ?? '']
  auth.countLogin(email, request.query.get('clientId') ?? '')
  const service = serviceOf(request)
  const region = request.askedAt?.region ?? regionOf(service ?? '') ?? auth.account.region
  if (!isTheirs(auth.account, email, password, region)) return refusePassword(request, world, session, email)
  if (auth.account.mfa === 'none') return finish(request, world, session, service)
  session.pending = auth.begin({ search: request.search, service: service ?? '' }, request.fault !== 'code-not-sent')
  return {
    status: 302,
    headers: { ...pageHeaders, location: passTo(request, `${codePath}?${request.search}`) },
    cookies: [localeCookie, edgeFormCookie(auth)],
    body: null,
  }
}

/** The form again with HTTP 401, its title unchanged, the e-mail filled in and a new form token (AUTH 3.3). */
function refusePassword(request: ServiceRequest, { auth }: World, session: SsoSession, email: string): Reply {
  const refusal = 'Invalid sign in. (Passwords are case sensitive.)'
  const page = signInPage(widgetQueryOf(request), { csrf: auth.newCsrf(session), email, refusal })
  return { ...html(401, page, pageHeaders), cookies: [localeCookie, edgeFormCookie(auth)] }
}

/** What the last step of a sign-in leads to: the ticket, or the form once more for a service of somebody else. */
function finish(request: ServiceRequest, world: World, session: SsoSession, service: string | null): Reply {
  if (service !== null) return success(request, world, service, '')
  // Foreign services are refused without a word (AUTH 11.2).
  const page = signInPage(widgetQueryOf(request), { csrf: world.auth.newCsrf(session) })
  return html(200, page, pageHeaders)
}

/** The pass that a right code gave is turned into the ticket. */
function pass(request: ServiceRequest, world: World): Reply {
  const token = request.query.get('logintoken') ?? ''
  const service = world.auth.takePass(token)
  const session = sessionOf(request, world)
  if (service === null || !session) return form(request, world)
  return service === '' ? finish(request, world, session, null) : success(request, world, service, token)
}

function success(request: ServiceRequest, { auth }: World, service: string, token: string): Reply {
  const { query } = request
  const ticket = auth.issueTicket(service, takerOf(request), 'cas')
  const page = successPage({
    responseUrl: `${service}${service.includes('?') ? '&' : '?'}ticket=${ticket}`,
    serviceUrl: service,
    parentUrl: query.get('source') ?? '',
    redirectAfterLogin: query.get('redirectAfterAccountLoginUrl') ?? '',
    redirectAfterCreation: query.get('redirectAfterAccountCreationUrl') ?? '',
    consumeServiceTicket: query.get('consumeServiceTicket') ?? 'true',
    pass: token,
  })
  return { ...html(200, page, pageHeaders), cookies: widgetSignedInCookies(auth) }
}

/** The service of the query, when it is one of Garmin's; else null. */
function serviceOf({ query }: ServiceRequest): string | null {
  const service = query.get('service') ?? ''
  return regionOf(service) === null ? null : service
}
