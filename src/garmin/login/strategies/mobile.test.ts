import { afterEach, expect, test } from 'vitest'
import { type Failure, isFailure, Secret, systemClock } from '../../../domain/index.ts'
import { createHttp } from '../../http/http.ts'
import { mfaRequired, mobileDoor, successful, verdict } from '../../testing/mobile-door.ts'
import { replayOf } from '../../testing/recording.ts'
import { type Reply, type SeenRequest, startScriptedServer } from '../../testing/scripted-server.ts'
import { createMobileStrategy } from './mobile.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})
async function open(script: (request: SeenRequest, index: number) => Reply) {
  const server = await startScriptedServer(script)
  const http = createHttp({ origin: server.origin, userAgent: 'GarminSync/test' })
  closing.push(
    () => server.close(),
    () => http.close(),
  )
  return { server, strategy: createMobileStrategy({ http, clock: systemClock }) }
}
const signal = new AbortController().signal
const input = { email: 'user@example.com', secret: new Secret('pass'), region: 'com', signal } as const
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (thrown: unknown) => (isFailure(thrown) ? thrown.code : thrown),
  )

async function replay(name: string) {
  const { script, ...rest } = replayOf(name)
  return { ...(await open(script)), ...rest }
}

test('recordings: the sign-in of mobile-login-success is replayed to its ticket', async () => {
  const { server, strategy, exchanges, differences } = await replay('mobile-login-success')
  const result = await strategy.start(input)
  expect(differences).toEqual([])
  expect(server.seen).toHaveLength(exchanges.length)
  expect(result).toMatchObject({ kind: 'ticket', serviceUrl: 'https://mobile.integration.garmin.com/gcm/ios' })
  expect(result.kind === 'ticket' && result.ticket.open()).toBe('ST-000001-SyntheticTicket00001-sso')
})

test('recordings: the sign-in of mobile-login-mfa-success is replayed to its ticket', async () => {
  const { server, strategy, exchanges, differences } = await replay('mobile-login-mfa-success')
  const challenge = await strategy.start(input)
  if (challenge.kind !== 'mfa') throw new Error('expected a challenge')
  expect(challenge).toMatchObject({ method: 'email', sentTo: 'us*****@example.com' })
  const state = JSON.parse(JSON.stringify(challenge.state))
  const result = await strategy.resume({ state, code: new Secret('123456'), region: 'com', signal })
  expect(differences).toEqual([])
  expect(server.seen).toHaveLength(exchanges.length)
  expect(result.kind === 'ticket' && result.ticket.open()).toBe('ST-000002-SyntheticTicket00002-sso')
})

test('recordings: the sign-in of mobile-login-password-fail ends as refused credentials', async () => {
  const { server, strategy, exchanges, differences } = await replay('mobile-login-password-fail')
  expect(await codeOf(strategy.start(input))).toBe('auth.credentials-refused')
  expect(differences).toEqual([])
  expect(server.seen).toHaveLength(exchanges.length)
})

test('the code goes with exactly the query of the login, the method unchanged, the cookies of the page', async () => {
  const info = { email: 'us*****@example.com', phoneNumber: '*****12', mfaLastMethodUsed: 'phone' }
  const { server, strategy } = await open(mobileDoor({ login: mfaRequired(info), verify: () => successful() }))
  const challenge = await strategy.start(input)
  if (challenge.kind !== 'mfa') throw new Error('expected a challenge')
  expect(challenge).toMatchObject({ method: 'phone', sentTo: '*****12' })
  await strategy.resume({ state: challenge.state, code: new Secret('123456'), region: 'com', signal })
  const [, login, verify] = server.seen
  expect(verify?.query).toBe(login?.query)
  expect(verify?.headers.cookie).toBe(login?.headers.cookie)
  expect(JSON.parse(verify?.body ?? '')).toMatchObject({ mfaMethod: 'phone', mfaVerificationCode: '123456' })
})

test('without a named method the code goes as e-mail', async () => {
  for (const info of [{}, { mfaLastMethodUsed: null }, null]) {
    const { strategy } = await open(mobileDoor({ login: mfaRequired(info as object) }))
    expect(await strategy.start(input)).toMatchObject({ kind: 'mfa', method: 'email', sentTo: null })
  }
})

test.each([
  ['MFA_CODE_INVALID', 'auth.mfa-rejected', verdict('MFA_CODE_INVALID', {}, 401)],
  ['INVALID_MFA_CODE', 'auth.mfa-rejected', verdict('INVALID_MFA_CODE')],
  ['MFA_FAILED', 'auth.mfa-rejected', verdict('MFA_FAILED', {}, 400)],
  ['INVALID', 'auth.mfa-rejected', verdict('INVALID')],
  ['locked', 'auth.account-locked', verdict('ACCOUNT_LOCKED')],
  ['CAPTCHA', 'auth.captcha', verdict('CAPTCHA_REQUIRED')],
  ['expired', 'auth.challenge-expired', verdict('MFA_CODE_EXPIRED')],
  ['429 in the body', 'auth.login-limited', { body: { error: { 'status-code': '429' } } }],
  ['429', 'auth.login-limited', { status: 429 }],
  ['challenge', 'auth.browser-needed', { status: 403, headers: { 'cf-mitigated': 'challenge' }, body: '<html>' }],
  ['Garmin down', 'garmin.server-error', { status: 502, body: '<html>' }],
  ['a bare 401', 'auth.unknown-answer', { status: 401, body: '<html>' }],
] as [string, Failure['code'], Reply][])('the answer to a code: %s → %s', async (_, code, reply) => {
  const { strategy } = await open(mobileDoor({ login: mfaRequired(), verify: () => reply }))
  const challenge = await strategy.start(input)
  if (challenge.kind !== 'mfa') throw new Error('expected a challenge')
  const resumed = strategy.resume({ state: challenge.state, code: new Secret('111111'), region: 'com', signal })
  expect(await codeOf(resumed)).toBe(code)
})

test('a page that is blocked ends the sign-in before the password leaves; a missing page does not', async () => {
  for (const [status, code] of [
    [403, 'auth.browser-needed'],
    [429, 'auth.login-limited'],
    [503, 'garmin.server-error'],
  ] as const) {
    const { server, strategy } = await open(() => ({ status, body: '<html>' }))
    expect(await codeOf(strategy.start(input))).toBe(code)
    expect(server.seen).toHaveLength(1)
  }
  const { strategy } = await open(({ path }) => (path === '/mobile/api/login' ? successful() : { status: 404 }))
  expect(await codeOf(strategy.start(input))).toBe('done')
})

test('the page is followed on its own host only, with its cookies', async () => {
  const door = mobileDoor({ login: successful() })
  const { server, strategy } = await open((seen, index) => {
    const location = ['https://sso.garmin.com/mobile/sso/en_US/a', '../../b?c=1'][index]
    if (location) return { status: 302, headers: { location, 'set-cookie': `hop${index}=1; Path=/; Secure` } }
    return door(seen)
  })
  expect(await codeOf(strategy.start(input))).toBe('done')
  expect(server.seen.map(({ path }) => path)).toEqual([
    '/mobile/sso/en/sign-in',
    '/mobile/sso/en_US/a',
    '/mobile/b',
    '/mobile/api/login',
  ])
  expect(server.seen[3]?.headers.cookie).toBe('hop0=1; hop1=1')

  const away = await open(() => ({ status: 302, headers: { location: 'https://evil.example/' } }))
  expect(await codeOf(away.strategy.start(input))).toBe('auth.unknown-answer')
  const round = await open(() => ({ status: 302, headers: { location: '/again' } }))
  expect(await codeOf(round.strategy.start(input))).toBe('auth.unknown-answer')
  expect(round.server.seen).toHaveLength(6)
})
