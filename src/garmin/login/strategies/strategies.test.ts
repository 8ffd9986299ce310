import { expect, test } from 'vitest'
import { type Failure, systemClock } from '../../../domain/index.ts'
import { createHttp } from '../../http/http.ts'
import { mfaRequired, mobileDoor, successful, verdict } from '../../testing/mobile-door.ts'
import type { Reply } from '../../testing/scripted-server.ts'
import { createStrategies } from './index.ts'
import { createMobileStrategy } from './mobile.ts'
import { loginStrategySuite } from './suite.ts'

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

test('the list of strategies is explicit and names are unique', () => {
  const http = createHttp({ origin: null, userAgent: 'GarminSync/test' })
  const names = createStrategies({ http, clock: systemClock }).map(({ name }) => name)
  expect(names).toEqual([...new Set(names)])
  expect(names[0]).toBe('password')
})
