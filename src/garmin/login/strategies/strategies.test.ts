import { expect, test } from 'vitest'
import { type Failure, systemClock } from '../../../domain/index.ts'
import { createHttp } from '../../http/http.ts'
import { mfaRequired, mobileDoor, successful, verdict } from '../../testing/mobile-door.ts'
import type { Reply } from '../../testing/scripted-server.ts'
import {
  codeAccepted,
  codePage,
  formPage,
  successPage,
  titled,
  widgetDoor,
  wrongPassword,
} from '../../testing/widget-door.ts'
import { createBrowserStrategy } from './browser.ts'
import { createStrategies } from './index.ts'
import { createMobileStrategy } from './mobile.ts'
import { createPortalStrategy } from './portal.ts'
import { loginStrategySuite } from './suite.ts'
import { createWidgetStrategy } from './widget.ts'

const html = { 'content-type': 'text/html', server: 'cloudflare' }
const typed = (message: string, type = 'GENERAL_ERROR') =>
  verdict(type, { responseStatus: { type, message, httpStatus: 'UNAUTHORIZED' } }, 401)

const refusals: [string, Failure['code'], Reply][] = [
  ['wrong password', 'auth.credentials-refused', verdict('INVALID_USERNAME_PASSWORD', {}, 401)],
  ['wrong password in other words', 'auth.credentials-refused', verdict('INVALID_CREDENTIALS', {}, 400)],
  ['CAPTCHA with 200', 'auth.captcha', verdict('CAPTCHA_REQUIRED')],
  ['CAPTCHA with 403', 'auth.captcha', verdict('CAPTCHA_REQUIRED', {}, 403)],
  ['locked', 'auth.account-locked', verdict('ACCOUNT_LOCKED', {}, 403)],
  ['locked, by message', 'auth.account-locked', typed('generalLoginAccountLocked', 'INVALID_USERNAME_PASSWORD')],
  ['disabled, by message', 'auth.account-locked', typed('generalLoginAccountDisabled')],
  ['new password wanted', 'auth.account-locked', typed('casLoginViewRenewPassword')],
  ['UNLOCKED is not LOCKED', 'auth.unknown-answer', verdict('ACCOUNT_UNLOCKED')],
  ['child account', 'auth.child-account', typed('applicationSecurityPolicyLoginDeniedTitle')],
  ['open consents', 'auth.consent-needed', verdict('SUCCESSFUL', { consentTypeList: ['GLOBAL_PRIVACY_POLICY'] })],
  ['429 in the body', 'auth.login-limited', { body: { error: { 'status-code': '429', 'request-id': 'x' } } }],
  ['427 in the body', 'auth.browser-needed', { body: { error: { 'status-code': '427' } } }],
  ['429 of the edge', 'auth.login-limited', { status: 429, headers: html, body: '<html>1015</html>' }],
  ['429 without a body', 'auth.login-limited', { status: 429 }],
  [
    'challenge',
    'auth.browser-needed',
    { status: 403, headers: { ...html, 'cf-mitigated': 'challenge' }, body: '<html>' },
  ],
  ['error code: 1020', 'auth.browser-needed', { status: 403, body: 'error code: 1020' }],
  ['Garmin down', 'garmin.server-error', { status: 503, headers: html, body: '<html>' }],
  [
    'a bare 401',
    'auth.unknown-answer',
    { status: 401, headers: html, body: '<html>ST-000001 pass-word-secret</html>' },
  ],
  [
    'malformed request',
    'auth.unknown-answer',
    { status: 400, headers: { 'content-type': 'application/problem+json' }, body: '{"title":"Bad"}' },
  ],
  ['unknown type', 'auth.unknown-answer', verdict('SOMETHING_ELSE <b>ST-000001</b>'.repeat(9))],
  ['success without ticket', 'auth.unknown-answer', verdict('SUCCESSFUL')],
  ['success with an odd ticket', 'auth.unknown-answer', verdict('SUCCESSFUL', { serviceTicketId: 'ST-x y' })],
  ['a page instead of JSON', 'auth.unknown-answer', { headers: html, body: '<html>' }],
  ['a redirect', 'auth.unknown-answer', { status: 302, headers: { location: 'https://evil.example/' } }],
]

loginStrategySuite('password', (http) => createMobileStrategy({ http, clock: systemClock }), {
  serviceUrl: {
    com: 'https://mobile.integration.garmin.com/gcm/ios',
    cn: 'https://mobile.integration.garmin.cn/gcm/ios',
  },
  success: (region) => mobileDoor({ login: successful(`garmin.${region}`) }),
  mfa: (goodCode) =>
    mobileDoor({
      login: mfaRequired(),
      verify: (code) => (code === goodCode ? successful() : verdict('MFA_CODE_INVALID', {}, 401)),
    }),
  refusal: (reply) => mobileDoor({ login: reply }),
  refusals: refusals.map(([name, code, reply]) => ({ name, code, reply })),
})

loginStrategySuite('portal', (http) => createPortalStrategy({ http, clock: systemClock }), {
  serviceUrl: { com: 'https://connect.garmin.com/app', cn: 'https://connect.garmin.cn/app' },
  success: (region) =>
    mobileDoor({ login: successful(`garmin.${region}`, `https://connect.garmin.${region}/app`) }, '/portal'),
  mfa: (goodCode) =>
    mobileDoor(
      {
        login: mfaRequired(),
        verify: (code) => (code === goodCode ? successful() : verdict('MFA_CODE_INVALID', {}, 401)),
      },
      '/portal',
    ),
  refusal: (reply) => mobileDoor({ login: reply }, '/portal'),
  refusals: refusals.map(([name, code, reply]) => ({ name, code, reply })),
})

const signInTitle = 'GARMIN Authentication Application'
const widgetRefusals: [string, Failure['code'], Reply][] = [
  ['wrong password, in the title of the form', 'auth.credentials-refused', wrongPassword()],
  ['wrong password with 200', 'auth.credentials-refused', wrongPassword(signInTitle, 200)],
  ['401 in the title of the form', 'auth.credentials-refused', titled(signInTitle, 401)],
  ['locked, in the page of a wrong password', 'auth.account-locked', wrongPassword('Account locked')],
  ['locked', 'auth.account-locked', titled('Your account is locked')],
  ['child account', 'auth.child-account', titled('Unable To Sign In')],
  ['phone number wanted', 'auth.consent-needed', titled('Update Phone Number')],
  ['CAPTCHA', 'auth.captcha', formPage({ script: 'var isRecaptchaEnabled = true;' })],
  ['challenge with 200', 'auth.browser-needed', titled('Just a moment...')],
  [
    'challenge',
    'auth.browser-needed',
    { status: 403, headers: { ...html, 'cf-mitigated': 'challenge' }, body: '<html>' },
  ],
  ['error code: 1020', 'auth.browser-needed', { status: 403, body: 'error code: 1020' }],
  ['427 in the body', 'auth.browser-needed', { body: { error: { 'status-code': '427' } } }],
  ['429', 'auth.login-limited', { status: 429, headers: html, body: '<html>1015</html>' }],
  ['429 in the body', 'auth.login-limited', { body: { error: { 'status-code': '429' } } }],
  ['Garmin down', 'garmin.server-error', { status: 503, headers: html, body: '<html>' }],
  ['bad gateway with 200', 'garmin.server-error', titled('502 Bad Gateway')],
  [
    'a bare 401',
    'auth.unknown-answer',
    { status: 401, headers: html, body: '<html>ST-000001 pass-word-secret</html>' },
  ],
  ['the form again, without a word', 'auth.unknown-answer', formPage()],
  ['an unknown page', 'auth.unknown-answer', titled('ST-000001 session-secret')],
  ['success without a ticket', 'auth.unknown-answer', titled('Success')],
  ['a form that wants to be sent elsewhere', 'auth.unknown-answer', { status: 307, headers: { location: '/sso/x' } }],
  [
    'a redirect to another site',
    'auth.unknown-answer',
    { status: 302, headers: { location: 'https://evil.example/' } },
  ],
]

loginStrategySuite('widget', (http) => createWidgetStrategy({ http, clock: systemClock }), {
  serviceUrl: { com: 'https://sso.garmin.com/sso/embed', cn: 'https://sso.garmin.cn/sso/embed' },
  success: (region) => widgetDoor({ login: successPage(`garmin.${region}`) }),
  mfa: (goodCode) =>
    widgetDoor({
      verify: (code, form) =>
        code === goodCode && form.get('_csrf') === 'csrf-code' ? codeAccepted : codePage({ wrong: true }),
    }),
  refusal: (reply) => widgetDoor({ login: reply }),
  refusals: widgetRefusals.map(([name, code, reply]) => ({ name, code, reply })),
})

loginStrategySuite('browser', (http) => createBrowserStrategy({ http }), {
  serviceUrl: { com: 'https://sso.garmin.com/sso/embed', cn: 'https://sso.garmin.cn/sso/embed' },
  brings: (region) => `https://sso.garmin.${region}/sso/embed?ticket=ST-000001-SyntheticTicket00001-cas`,
  success: () => () => ({ status: 500, body: 'nothing is sent before the exchange' }),
  // Code and refusals are between the person's browser and Garmin.
  mfa: null,
  refusal: () => () => ({ status: 500 }),
  refusals: [],
})

test('the list of strategies is explicit and names are unique', () => {
  const http = createHttp({ origin: null, userAgent: 'GarminSync/test' })
  const names = createStrategies({ http, clock: systemClock }).map(({ name }) => name)
  expect(names).toEqual([...new Set(names)])
  expect(names).toEqual(['password', 'browser', 'widget', 'portal'])
})
