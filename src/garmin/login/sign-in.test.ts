import { afterEach, expect, test } from 'vitest'
import { type Failure, isFailure, Secret } from '../../domain/index.ts'
import { memoryChallenges, memoryLock, memoryPauses, testClock } from '../testing/memory-stores.ts'
import { mfaRequired, mobileDoor, successful, verdict } from '../testing/mobile-door.ts'
import { type Reply, type SeenRequest, startScriptedServer } from '../testing/scripted-server.ts'
import { codeAccepted, widgetDoor } from '../testing/widget-door.ts'
import { createSignIn } from './sign-in.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const profile = { id: 70020001, profileId: 70010001, displayName: 'demo-athlete', fullName: 'Demo', garminGUID: 'g' }
const issued = { access_token: 'access-secret', refresh_token: 'refresh-secret', expires_in: 86_399 }
interface Garmin {
  login?: Reply
  verify?: (code: string) => Reply
  token?: (request: SeenRequest) => Reply
  profile?: (token: string) => Reply
  widget?: Parameters<typeof widgetDoor>[0]
}

async function open(garmin: Garmin) {
  const door = (request: SeenRequest) => mobileDoor({ login: garmin.login ?? successful(), ...garmin })(request)
  const server = await startScriptedServer((request) => {
    if (request.path === '/di-oauth2-service/oauth/token') return garmin.token?.(request) ?? { body: issued }
    if (request.path === '/userprofile-service/socialProfile')
      return garmin.profile?.(request.headers.authorization ?? '') ?? { body: profile }
    if (request.path.startsWith('/sso/')) return widgetDoor(garmin.widget ?? {})(request)
    return door(request)
  })
  closing.push(() => server.close())
  const challenges = memoryChallenges()
  const pauses = memoryPauses()
  const time = testClock()
  const withLock = memoryLock()
  /** As another process would. */
  const another = () =>
    createSignIn({
      origin: server.origin,
      userAgent: 'GarminSync/test',
      clock: time.clock,
      accountKeySecret: () => new Uint8Array(32),
      challenges,
      pauses,
      withLock,
    })
  return { server, challenges, pauses, garmin, another, signIn: another(), ...time }
}
const login = { email: 'user@example.com', password: new Secret('pass-word-secret'), region: 'com' } as const
const wantsCode = (good = '123456') => ({
  login: mfaRequired(),
  verify: (code: string) => (code === good ? successful() : verdict('MFA_CODE_INVALID', {}, 401)),
})
const code = (text: string, challengeId: string | null = null) => ({ challengeId, code: new Secret(text) })
async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const thrown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!isFailure(thrown)) throw new Error(`expected a failure, got ${String(thrown)}`)
  return thrown
}
const pathsOf = (server: { seen: SeenRequest[] }) => server.seen.map(({ path }) => path)

test('a sign-in without MFA: page, login, exchange, profile proof, and nothing else', async () => {
  const { server, signIn } = await open({})
  const result = await signIn.start(login)
  expect(result).toMatchObject({
    kind: 'signed-in',
    profile: { userId: '70010001', displayName: 'demo-athlete', garminGuid: 'g' },
    tokens: { mfaVerified: false, region: 'com' },
  })
  expect(pathsOf(server)).toEqual([
    '/mobile/sso/en/sign-in',
    '/mobile/api/login',
    '/di-oauth2-service/oauth/token',
    '/userprofile-service/socialProfile',
  ])
  expect(server.connections).toBe(1)
})

test('SSO cookies never reach diauth or connectapi', async () => {
  const { server, signIn } = await open(wantsCode())
  await signIn.start(login)
  await signIn.answer(code('123456'))
  for (const { path, headers } of server.seen)
    if (!path.startsWith('/mobile/')) expect([path, headers.cookie]).toEqual([path, undefined])
})

test('a pending MFA challenge is a storable value: another process answers it within 10 minutes', async () => {
  const { signIn, another, challenges, advance, clock } = await open(wantsCode())
  const challenge = await signIn.start(login)
  expect(challenge).toMatchObject({
    kind: 'challenge',
    method: 'email',
    sentTo: 'us*****@example.com',
    attemptsLeft: 3,
  })
  if (challenge.kind !== 'challenge') throw new Error('expected a challenge')
  expect(challenge.expiresAt).toBe(clock() + 600_000)
  for (const text of challenges.text.values()) {
    expect(text).not.toContain('pass-word-secret')
    expect(text).not.toContain('user@example.com')
  }
  advance(599_000)
  const result = await another().answer(code(' 123 456 '))
  expect(result).toMatchObject({ kind: 'signed-in', tokens: { mfaVerified: true } })
  expect(challenges.text.size).toBe(0)
})

test('wrong code: three tries, challenge kept, then it is over', async () => {
  const { server, signIn, another } = await open(wantsCode())
  await signIn.start(login)
  const first = await failureOf(signIn.answer(code('000001')))
  expect(first).toMatchObject({ code: 'auth.mfa-rejected', data: { attemptsLeft: '2 tries', attemptsLeftCount: 2 } })
  const second = await failureOf(another().answer(code('000002')))
  expect(second).toMatchObject({ code: 'auth.mfa-rejected', data: { attemptsLeft: '1 try', attemptsLeftCount: 1 } })
  expect((await failureOf(signIn.answer(code('000003')))).code).toBe('auth.mfa-exhausted')
  expect((await failureOf(signIn.answer(code('123456')))).code).toBe('auth.no-challenge')
  expect(pathsOf(server).filter((path) => path.endsWith('verifyCode'))).toHaveLength(3)
})

test('a code that was rejected is not sent again but counts as a try; what cannot be a code costs none', async () => {
  const { server, signIn } = await open(wantsCode())
  await signIn.start(login)
  await failureOf(signIn.answer(code('000001')))
  const sent = server.seen.length
  for (const [text, left] of [
    ['', 2],
    ['not a code!', 2],
    ['000001', 1],
  ] as const)
    expect(await failureOf(signIn.answer(code(text)))).toMatchObject({
      code: 'auth.mfa-rejected',
      data: { attemptsLeftCount: left },
    })
  expect(server.seen.length).toBe(sent)
  expect((await signIn.answer(code('123456'))).kind).toBe('signed-in')
})

test('a code that Garmin did not judge costs no try and may be sent again', async () => {
  const opened = await open({ login: mfaRequired(), verify: () => ({ status: 503 }) })
  await opened.signIn.start(login)
  expect((await failureOf(opened.signIn.answer(code('123456')))).code).toBe('garmin.server-error')
  opened.garmin.verify = () => successful()
  expect((await opened.signIn.answer(code('123456'))).kind).toBe('signed-in')
})

test('expired challenge, no challenge, unknown challenge', async () => {
  const { signIn, advance, server } = await open(wantsCode())
  expect((await failureOf(signIn.answer(code('123456')))).code).toBe('auth.no-challenge')
  await signIn.start(login)
  expect((await failureOf(signIn.answer(code('123456', 'other')))).code).toBe('auth.no-challenge')
  advance(600_000)
  const sent = server.seen.length
  expect((await failureOf(signIn.answer(code('123456')))).code).toBe('auth.challenge-expired')
  expect((await failureOf(signIn.answer(code('123456')))).code).toBe('auth.no-challenge')
  expect(server.seen.length).toBe(sent)
})

test('two processes with the same code: it is sent once', async () => {
  const { server, signIn, another } = await open(wantsCode())
  await signIn.start(login)
  const results = await Promise.allSettled([signIn.answer(code('123456')), another().answer(code('123456'))])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(pathsOf(server).filter((path) => path.endsWith('verifyCode'))).toHaveLength(1)
})

test('429 at login: the next sign-in says until when and sends nothing, whatever the spelling of the address', async () => {
  const { server, signIn, another, clock, advance, garmin } = await open({ login: { status: 429 } })
  const limited = await failureOf(signIn.start(login))
  expect(limited).toMatchObject({ code: 'auth.login-limited', retryAt: clock() + 2 * 3_600_000 })
  const sent = server.seen.length
  const again = await failureOf(another().start({ ...login, email: ' USER@Example.com ' }))
  expect(again).toMatchObject({ code: 'auth.login-limited', retryAt: limited.retryAt })
  expect(await another().pausedUntil('User@example.com', 'com')).toBe(limited.retryAt)
  expect(await another().pausedUntil('user@example.com', 'cn')).toBeNull()
  expect(server.seen.length).toBe(sent)
  advance(2 * 3_600_000)
  garmin.login = successful()
  expect((await signIn.start(login)).kind).toBe('signed-in')
})

test('the cool-down is max(Retry-After, 2 h doubling to 24 h) and a success resets it', async () => {
  const { signIn, clock, advance, garmin } = await open({ login: { status: 429 } })
  const hours: number[] = []
  const attempt = async () => {
    const failure = await failureOf(signIn.start(login))
    const ms = (failure.retryAt ?? 0) - clock()
    hours.push(ms / 3_600_000)
    advance(ms)
  }
  for (let i = 0; i < 5; i++) await attempt()
  garmin.login = { status: 429, headers: { 'retry-after': String(30 * 3600) } }
  await attempt()
  garmin.login = successful()
  await signIn.start(login)
  garmin.login = { status: 429, headers: { 'retry-after': '5' } }
  await attempt()
  expect(hours).toEqual([2, 4, 8, 16, 24, 30, 2])
})

test.each([
  ['at the code', { login: mfaRequired(), verify: () => ({ status: 429 }) }],
  ['at the exchange', { token: () => ({ status: 429 }) }],
] as [string, Garmin][])('429 %s begins the cool-down too', async (_, garmin) => {
  const { signIn } = await open(garmin)
  const started = await signIn.start(login).catch((thrown: unknown) => thrown)
  const failure = isFailure(started) ? started : await failureOf(signIn.answer(code('123456')))
  expect(failure.code).toBe('auth.login-limited')
  expect(await signIn.pausedUntil(login.email, 'com')).toBe(failure.retryAt)
})

test('a refusal is not repeated and no other door is tried', async () => {
  for (const reply of [
    verdict('INVALID_USERNAME_PASSWORD', {}, 401),
    verdict('CAPTCHA_REQUIRED'),
    { status: 403, body: 'error code: 1020' },
    { body: { error: { 'status-code': '427' } } },
  ]) {
    const { server, signIn } = await open({ login: reply })
    await failureOf(signIn.start(login))
    expect(pathsOf(server)).toEqual(['/mobile/sso/en/sign-in', '/mobile/api/login'])
  }
})

test('a method that does not exist, or that takes no password, is a usage error and sends nothing', async () => {
  const { server, signIn } = await open({})
  for (const method of ['telephone' as never, 'browser'] as const)
    expect((await failureOf(signIn.start({ ...login, method }))).code).toBe('usage.value')
  expect(server.seen).toHaveLength(0)
})

const address = 'https://sso.garmin.com/sso/embed?ticket=ST-000001-SyntheticTicket00001-cas'
const pasted = (text = address) => ({ pasted: new Secret(text), region: null })

test('a ticket from a browser: exchange with the service of its page, profile proof, and nothing else', async () => {
  const forms: string[] = []
  const { server, signIn } = await open({
    token: ({ body }) => {
      forms.push(body)
      return { body: issued }
    },
  })
  expect(await signIn.ticket(pasted())).toMatchObject({ kind: 'signed-in', profile: { userId: '70010001' } })
  expect(new URLSearchParams(forms[0]).get('service_url')).toBe('https://sso.garmin.com/sso/embed')
  await signIn.ticket({ ...pasted(address.replace('.com', '.cn')), region: 'com' })
  expect(new URLSearchParams(forms[1]).get('service_url')).toBe('https://sso.garmin.cn/sso/embed')
  expect(pathsOf(server).slice(0, 2)).toEqual(['/di-oauth2-service/oauth/token', '/userprofile-service/socialProfile'])
})

test('what holds no ticket is refused before anything is sent, and a refused ticket is sent once', async () => {
  const { server, signIn } = await open({ token: () => ({ status: 400, body: { error: 'invalid_grant' } }) })
  expect((await failureOf(signIn.ticket(pasted('https://sso.garmin.com/sso/embed')))).code).toBe('auth.ticket-missing')
  expect(server.seen).toHaveLength(0)
  expect((await failureOf(signIn.ticket(pasted()))).code).toBe('auth.ticket-refused')
  expect(server.seen).toHaveLength(1)
})

test('the browser stays a way in during the pause after a login 429, and a 429 there begins none', async () => {
  const { signIn, garmin, clock, pauses } = await open({ login: { status: 429 } })
  await failureOf(signIn.start(login))
  expect((await signIn.ticket(pasted())).kind).toBe('signed-in')
  pauses.map.clear()
  garmin.token = () => ({ status: 429, headers: { 'retry-after': '60' } })
  expect(await failureOf(signIn.ticket(pasted()))).toMatchObject({
    code: 'auth.login-limited',
    retryAt: clock() + 2 * 3_600_000,
  })
  expect(pauses.map.size).toBe(0)
})

test('the link leads to what we reach, with Garmin’s own names in it', async () => {
  const { server, signIn } = await open({})
  const { url, lastPage } = signIn.link('cn')
  expect(url.startsWith(`${server.origin}/sso/signin?`)).toBe(true)
  expect(new URL(url).searchParams.get('service')).toBe('https://sso.garmin.cn/sso/embed')
  expect(lastPage).toBe(`${server.origin}/sso/embed?ticket=`)
})

test('another code at the widget: not within 30 seconds, then yes, and never again after a 429', async () => {
  const { server, signIn, advance, clock, garmin } = await open({ widget: { deliver: { status: 204 } } })
  await signIn.start({ ...login, method: 'widget' })
  const start = clock()
  const soon = await failureOf(signIn.resend({ challengeId: null }))
  expect(soon).toMatchObject({ code: 'auth.code-too-soon', retryAt: start + 30_000 })
  advance(30_000)
  expect(await signIn.resend({ challengeId: null })).toMatchObject({ kind: 'challenge', attemptsLeft: 3 })
  expect((await failureOf(signIn.resend({ challengeId: null }))).code).toBe('auth.code-too-soon')
  advance(30_000)
  garmin.widget = { deliver: { status: 429 } }
  expect((await failureOf(signIn.resend({ challengeId: null }))).code).toBe('auth.code-limit')
  advance(60_000)
  const sent = server.seen.length
  expect((await failureOf(signIn.resend({ challengeId: null }))).code).toBe('auth.code-limit')
  expect(server.seen.length).toBe(sent)
  // The code that came is still good, and no pause was begun.
  garmin.widget = { verify: () => codeAccepted }
  expect((await signIn.answer(code('123456'))).kind).toBe('signed-in')
})

test('another code at the mobile door: the answer says when to start again, and nothing is sent', async () => {
  const { server, signIn, clock, advance } = await open(wantsCode())
  await signIn.start(login)
  const sent = server.seen.length
  expect(await failureOf(signIn.resend({ challengeId: null }))).toMatchObject({
    code: 'auth.code-once',
    retryAt: clock() + 5 * 60_000,
  })
  // A time that has passed is none to wait for.
  advance(5 * 60_000)
  expect(await failureOf(signIn.resend({ challengeId: null }))).toMatchObject({ code: 'auth.code-once', retryAt: null })
  expect(server.seen.length).toBe(sent)
  expect((await signIn.answer(code('123456'))).kind).toBe('signed-in')
})

test.each([
  ['5xx', () => ({ status: 503 })],
  ['edge 403', () => ({ status: 403, headers: { 'content-type': 'text/html' }, body: '<html>' })],
  ['challenge', () => ({ status: 403, headers: { 'cf-mitigated': 'challenge' }, body: {} })],
  ['429', () => ({ status: 429 })],
  ['reset', () => (response) => response.socket?.resetAndDestroy()],
  ['a page', () => ({ headers: { 'content-type': 'text/html' }, body: '<html>' })],
] as [string, () => Reply][])('profile proof: %s keeps the token, not yet proven', async (_, reply) => {
  const { signIn } = await open({ profile: reply })
  const result = await signIn.start(login)
  expect(result).toMatchObject({ kind: 'signed-in', profile: null })
})

test.each([
  ['JSON 401', () => ({ status: 401, body: { message: 'HTTP 401 Unauthorized' } })],
  ['JSON 403', () => ({ status: 403, body: { error: 'ForbiddenException' } })],
  [
    '401 with www-authenticate',
    () => ({ status: 401, headers: { 'www-authenticate': 'Bearer error="invalid_token"' } }),
  ],
] as [string, () => Reply][])('profile proof: %s of the API itself discards the token', async (_, reply) => {
  const { signIn, server } = await open({ profile: reply })
  expect((await failureOf(signIn.start(login))).code).toBe('auth.token-refused')
  expect(server.seen).toHaveLength(4)
})

test('"Token is not active": refreshed once, asked once more, then refused', async () => {
  const headers = { 'www-authenticate': 'Bearer error="invalid_token", error_description="Token is not active"' }
  const next = { ...issued, access_token: 'access-2', refresh_token: 'refresh-2' }
  const token = ({ body }: SeenRequest) => ({ body: body.includes('refresh_token') ? next : issued })
  const inactive = { status: 401, headers }
  const healed = await open({
    token,
    profile: (bearer) => (bearer === 'Bearer access-2' ? { body: profile } : inactive),
  })
  const result = await healed.signIn.start(login)
  if (result.kind !== 'signed-in') throw new Error('expected tokens')
  expect(result.tokens.refreshToken.open()).toBe('refresh-2')
  const dead = await open({ token, profile: () => inactive })
  expect((await failureOf(dead.signIn.start(login))).code).toBe('auth.token-refused')
  expect(dead.server.seen).toHaveLength(6)
})

test('no secret is in any failure of a sign-in', async () => {
  const secrets = [
    'pass-word-secret',
    'session-secret',
    'TGT-secret',
    'ST-000001',
    '123456',
    'access-secret',
    'refresh-secret',
  ]
  const echo = secrets.join(' ')
  const replies: Reply[] = [
    { status: 500, body: echo },
    { status: 401, body: { error: echo, message: echo, error_description: echo } },
    { status: 400, body: { error: echo, error_description: echo } },
    { status: 403, body: { error: echo } },
    { status: 200, body: echo },
    verdict(echo),
    (response) => response.socket?.resetAndDestroy(),
  ]
  for (const reply of replies)
    for (const garmin of [
      { login: reply },
      { login: mfaRequired(), verify: () => reply },
      { token: () => reply },
      { profile: () => reply },
    ]) {
      const { signIn } = await open(garmin)
      const failure = await signIn
        .start(login)
        .then((started) => (started.kind === 'challenge' ? signIn.answer(code('123456')) : started))
        .catch((thrown: unknown) => thrown)
      const shown = isFailure(failure)
        ? `${failure.stack}${JSON.stringify(failure)}${JSON.stringify(failure.data)}`
        : ''
      for (const secret of secrets) expect(shown.toLowerCase()).not.toContain(secret.toLowerCase())
    }
})
