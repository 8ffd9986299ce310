import { afterEach, expect, test } from 'vitest'
import { type Failure, isFailure, Secret, systemClock } from '../../../domain/index.ts'
import { createHttp } from '../../http/http.ts'
import { replayOf } from '../../testing/recording.ts'
import { type Reply, type SeenRequest, startScriptedServer } from '../../testing/scripted-server.ts'
import { codeAccepted, codePage, formPage, titled, widgetDoor } from '../../testing/widget-door.ts'
import { createWidgetStrategy } from './widget.ts'

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
  return { server, strategy: createWidgetStrategy({ http, clock: systemClock }) }
}
async function replay(name: string) {
  const { script, ...rest } = replayOf(name)
  return { ...(await open(script)), ...rest }
}
const signal = new AbortController().signal
const input = { email: 'user@example.com', secret: new Secret('pass'), region: 'com', signal } as const
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (thrown: unknown) => (isFailure(thrown) ? thrown.code : thrown),
  )
const codes = (text: string, state: never) => ({ state, code: new Secret(text), region: 'com', signal }) as const
async function challengeOf(work: ReturnType<ReturnType<typeof createWidgetStrategy>['start']>) {
  const result = await work
  if (result.kind !== 'mfa') throw new Error('expected a challenge')
  // As it comes back from the store.
  return { ...result, state: JSON.parse(JSON.stringify(result.state)) as never }
}

test('recordings: the sign-in of widget-login-success is replayed to its ticket', async () => {
  const { server, strategy, exchanges, differences } = await replay('widget-login-success')
  const result = await strategy.start(input)
  expect(differences).toEqual([])
  expect(server.seen).toHaveLength(exchanges.length)
  expect(result).toMatchObject({ kind: 'ticket', serviceUrl: 'https://sso.garmin.com/sso/embed', mfaVerified: false })
  expect(result.kind === 'ticket' && result.ticket.open()).toBe('ST-000003-SyntheticTicket00003-cas')
})

test('recordings: the sign-in of widget-login-mfa-success is replayed through its redirects to its ticket', async () => {
  const { server, strategy, exchanges, differences } = await replay('widget-login-mfa-success')
  const challenge = await challengeOf(strategy.start(input))
  expect(challenge).toMatchObject({ method: 'email', sentTo: 'us*****@example.com' })
  const result = await strategy.resume(codes('123456', challenge.state))
  expect(differences).toEqual([])
  expect(server.seen).toHaveLength(exchanges.length)
  expect(result).toMatchObject({ kind: 'ticket', mfaVerified: true })
  expect(result.kind === 'ticket' && result.ticket.open()).toBe('ST-000004-SyntheticTicket00004-cas')
})

test('recordings: the sign-in of widget-login-password-fail ends as refused credentials', async () => {
  const { server, strategy, exchanges, differences } = await replay('widget-login-password-fail')
  expect(await codeOf(strategy.start(input))).toBe('auth.credentials-refused')
  expect(differences).toEqual([])
  expect(server.seen).toHaveLength(exchanges.length)
})

test('recordings: the wrong code of widget-login-mfa-fail is told by its element, not by its status', async () => {
  const { server, strategy, exchanges, differences } = await replay('widget-login-mfa-fail')
  const challenge = await challengeOf(strategy.start(input))
  expect(await codeOf(strategy.resume(codes('123456', challenge.state)))).toBe('auth.mfa-rejected')
  expect(differences).toEqual([])
  expect(server.seen).toHaveLength(exchanges.length)
})

test('an MFA page under the title of the sign-in form is a challenge, not a wrong password', async () => {
  const { strategy } = await open(widgetDoor({ code: codePage({ title: 'GARMIN Authentication Application' }) }))
  expect(await strategy.start(input)).toMatchObject({ kind: 'mfa', method: 'email' })
})

test('the form token of the first page goes with every code, since the page after a wrong one has none', async () => {
  const sent: (string | null)[] = []
  const { strategy } = await open(
    widgetDoor({
      verify: (code, form) => {
        sent.push(form.get('_csrf'))
        return code === '123456' ? codeAccepted : codePage({ wrong: true })
      },
    }),
  )
  const { state } = await challengeOf(strategy.start(input))
  expect(await codeOf(strategy.resume(codes('000000', state)))).toBe('auth.mfa-rejected')
  expect(await codeOf(strategy.resume(codes('123456', state)))).toBe('done')
  expect(sent).toEqual(['csrf-code', 'csrf-code'])
})

test.each([
  ['email', '', 1],
  ['sms', '', 1],
  ['email', 'us*****@example.com', 0],
  ['totp', '', 0],
])('method %s, sent to "%s": Garmin is asked %i times to send the code', async (method, sentTo, times) => {
  const { server, strategy } = await open(widgetDoor({ code: codePage({ method, sentTo }), deliver: { status: 204 } }))
  await challengeOf(strategy.start(input))
  const asked = server.seen.filter(({ path }) => path === '/sso/verifyMFA/mfaCode')
  expect(asked).toHaveLength(times)
  if (times > 0) {
    expect(asked[0]).toMatchObject({ method: 'POST', query: 'clientId=' })
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({ customerGuid: 'guid-1', mfaMethod: method, locale: '' })
    expect(asked[0]?.headers.referer).toContain('https://sso.garmin.com/sso/verifyMFA/loginEnterMfaCode?')
  }
})

test('resend asks for another code with the cookies of the sign-in, and stops at a 429', async () => {
  let deliver: Reply = { status: 204 }
  const door = (request: SeenRequest) => widgetDoor({ deliver })(request)
  const { server, strategy } = await open(door)
  const { state } = await challengeOf(strategy.start(input))
  await strategy.resend?.send({ state, region: 'com', signal })
  expect(server.seen.at(-1)?.headers.cookie).toContain('SESSION=session-secret')
  deliver = { status: 429 }
  expect(await codeOf(strategy.resend!.send({ state, region: 'com', signal }))).toBe('auth.code-limit')
  const app = await open(widgetDoor({ code: codePage({ method: 'totp', sentTo: '' }) }))
  const own = await challengeOf(app.strategy.start(input))
  expect(await codeOf(app.strategy.resend!.send({ state: own.state, region: 'com', signal }))).toBe('auth.code-own')
})

test.each([
  ['the sign-in form again', 'auth.challenge-expired', formPage()],
  ['too many codes asked for', 'auth.login-limited', { ...titled('x'), body: '<div id="maxLimit" class="error">' }],
  ['429', 'auth.login-limited', { status: 429 }],
  ['403', 'auth.browser-needed', { status: 403, body: '<html>' }],
  ['5xx', 'garmin.server-error', { status: 502, body: '<html>' }],
  ['child account', 'auth.child-account', titled('Unable To Sign In')],
  ['something else', 'auth.unknown-answer', titled('Weather')],
] as [string, Failure['code'], Reply][])('the page after a code: %s → %s', async (_, code, reply) => {
  const { strategy } = await open(widgetDoor({ verify: () => reply }))
  const { state } = await challengeOf(strategy.start(input))
  expect(await codeOf(strategy.resume(codes('111111', state)))).toBe(code)
})

test.each([
  ['429', 'auth.login-limited', { status: 429 }],
  ['challenge', 'auth.browser-needed', { status: 403, headers: { 'cf-mitigated': 'challenge' }, body: '<html>' }],
  ['CAPTCHA', 'auth.captcha', formPage({ script: 'var isRecaptchaEnabled = true;' })],
  ['no form token', 'auth.unknown-answer', formPage({ csrf: '' })],
] as [string, Failure['code'], Reply][])(
  '%s at the form ends the sign-in before the password leaves',
  async (_, code, form) => {
    const { server, strategy } = await open(widgetDoor({ form }))
    expect(await codeOf(strategy.start(input))).toBe(code)
    expect(server.seen.map(({ method }) => method)).toEqual(['GET', 'GET'])
  },
)
