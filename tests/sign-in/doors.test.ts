import { afterEach, describe, expect, it } from 'vitest'
import type { SignedIn } from '../../src/garmin/index.ts'
import { authenticatorCode, type FaultSpec, type Simulator, type SimulatorOptions } from '../../src/simulator/index.ts'
import { codeOf, failureOf, openDoors, paths } from '../support/doors.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})
async function open(options: SimulatorOptions = {}) {
  const doors = await openDoors(options)
  closing.push(doors.close)
  return doors
}

function isGood({ profile, tokens }: SignedIn, simulator: Simulator, mfaVerified: boolean) {
  expect(profile?.userId).toBe('70010001')
  expect(tokens.mfaVerified).toBe(mfaVerified)
  expect(simulator.violations).toEqual([])
  expect(simulator.auth.counts).toEqual({ logins: 1, exchanges: 1, refreshes: 0 })
}

describe.each(['password', 'widget'] as const)('the door "%s" against the simulated Garmin', (method) => {
  it('lets an account without MFA in', async () => {
    const { simulator, start } = await open({ mfa: 'none' })
    const started = await start(method)
    if (started.kind !== 'signed-in') throw new Error('a code was asked for')
    isGood(started, simulator, false)
  })

  it.each([
    ['email', 'le*****@example.com', /mail/],
    ['phone', '*******4321', /phone|sms/],
    ['totp', null, /totp/],
  ] as const)('takes the code of an account with %s', async (mfa, sentTo, word) => {
    const { simulator, challenge, answer } = await open({ mfa })
    const asked = await challenge(method)
    expect(asked.sentTo).toBe(sentTo)
    expect(asked.method).toMatch(word)
    expect(simulator.inbox).toHaveLength(mfa === 'totp' ? 0 : 1)
    const code = mfa === 'totp' ? simulator.auth.authenticatorCode() : codeOf(simulator)
    isGood(await answer(asked, code), simulator, true)
  })

  it('a wrong password is refused, and nothing more is sent', async () => {
    const { simulator, start } = await open()
    expect(await failureOf(start(method, { password: 'wrong' }))).toBe('auth.credentials-refused')
    expect(paths(simulator).at(-1)).toMatch(/^POST .*(?:login|signin)$/)
    expect(simulator.violations).toEqual([])
  })

  it('after a wrong code the same challenge takes the right one', async () => {
    const { simulator, challenge, answer } = await open()
    const asked = await challenge(method)
    expect(await failureOf(answer(asked, '000000'))).toBe('auth.mfa-rejected')
    expect(await failureOf(answer(asked, '000001'))).toBe('auth.mfa-rejected')
    isGood(await answer(asked, codeOf(simulator)), simulator, true)
  })

  it('a sign-in that Garmin gave up, by time or by wrong codes, has to start again', async () => {
    const { simulator, challenge, answer, moved } = await open({ mfaTries: 1 })
    const late = await challenge(method)
    moved.garminMs += 11 * 60_000
    expect(await failureOf(answer(late, codeOf(simulator)))).toBe('auth.challenge-expired')
    const lost = await challenge(method)
    expect(await failureOf(answer(lost, '000000'))).toBe('auth.mfa-rejected')
    expect(await failureOf(answer(lost, codeOf(simulator)))).toBe('auth.challenge-expired')
    expect(simulator.auth.counts.logins).toBe(0)
    expect(simulator.violations).toEqual([])
  })

  it('a code of an app is good for half a minute before and after, and once', async () => {
    const { simulator, challenge, answer } = await open({ mfa: 'totp', clock: () => Date.UTC(2026, 0, 1, 12, 0, 10) })
    const { authenticatorSecret: secret } = simulator.auth.account
    const code = (seconds: number) => authenticatorCode(secret, Date.UTC(2026, 0, 1, 12, 0, 10 + seconds))
    const asked = await challenge(method)
    expect(await failureOf(answer(asked, code(-60)))).toBe('auth.mfa-rejected')
    expect(await failureOf(answer(asked, code(60)))).toBe('auth.mfa-rejected')
    expect(await failureOf(answer(asked, code(30)))).toBe('done')
    const again = await challenge(method)
    expect(await failureOf(answer(again, code(30)))).toBe('auth.mfa-rejected')
  })

  it('an account of China is let in at China’s hosts and nowhere else', async () => {
    const { simulator, start, challenge, answer } = await open({ region: 'cn' })
    expect(await failureOf(start(method, { region: 'com' }))).toBe('auth.credentials-refused')
    simulator.forget()
    const result = await answer(await challenge(method), codeOf(simulator))
    expect(result.tokens.region).toBe('cn')
    const claims = JSON.parse(Buffer.from(result.tokens.accessToken.open().split('.')[1] ?? '', 'base64url').toString())
    expect(claims.iss).toBe('https://diauth.garmin.cn')
    const hosts = new Set(simulator.requests.map(({ headers }) => headers.host))
    expect(hosts).toEqual(new Set(['sso.garmin.cn', 'diauth.garmin.cn', 'connectapi.garmin.cn']))
    expect(simulator.violations).toEqual([])
  })

  it.each([
    [{ kind: 'child-account' }, 'auth.child-account'],
    [{ kind: 'account-locked' }, 'auth.account-locked'],
    [{ kind: 'captcha' }, 'auth.captcha'],
    [{ kind: 'consent-needed' }, 'auth.consent-needed'],
    [{ kind: 'unknown-verdict' }, 'auth.unknown-answer'],
    [{ kind: '429' }, 'auth.login-limited'],
    [{ kind: '429-in-body' }, 'auth.login-limited'],
    [{ kind: '427-in-body' }, 'auth.browser-needed'],
    [{ kind: 'challenge' }, 'auth.browser-needed'],
    [{ kind: 'error-1020' }, 'auth.browser-needed'],
    [{ kind: 'problem-400' }, 'auth.unknown-answer'],
    [{ kind: 'bare-401' }, 'auth.unknown-answer'],
    [{ kind: 'server-error', status: 502 }, 'garmin.server-error'],
    [{ kind: 'reset' }, 'garmin.unreachable'],
    [{ kind: 'short-body' }, 'garmin.unreachable'],
    [{ kind: 'slow', ms: 30 }, 'done'],
  ] as [FaultSpec, string][])('the fault %j at the password is %s, and no other door is tried', async (fault, code) => {
    const { simulator, start } = await open()
    const match = method === 'widget' ? '^/sso/signin$' : '/api/login$'
    simulator.faults.add({ ...fault, match, method: 'POST' })
    expect(await failureOf(start(method))).toBe(code)
    expect(simulator.faults.list()[0]?.played).toBe(1)
    expect(paths(simulator).filter((path) => /^POST .*(?:login|signin)$/.test(path))).toHaveLength(1)
    expect(simulator.auth.counts.exchanges).toBe(0)
    expect(simulator.violations).toEqual([])
  })

  it.each([
    [{ kind: 'account-locked' }, 'auth.account-locked'],
    [{ kind: '429' }, 'auth.login-limited'],
    [{ kind: 'challenge' }, 'auth.browser-needed'],
    [{ kind: 'server-error' }, 'garmin.server-error'],
  ] as [FaultSpec, string][])('the fault %j at the code is %s', async (fault, code) => {
    const { simulator, challenge, answer } = await open()
    const asked = await challenge(method)
    simulator.faults.add({ ...fault, match: 'verifyCode|verifyMFA', method: 'POST' })
    expect(await failureOf(answer(asked, codeOf(simulator)))).toBe(code)
    expect(simulator.violations).toEqual([])
  })
})

describe('the widget', () => {
  it('asks for a code that was not sent, once, and reads the page by its variables whatever its title', async () => {
    const { simulator, challenge, answer } = await open()
    simulator.faults.add({ kind: 'code-not-sent' })
    simulator.faults.add({ kind: 'other-title', times: null })
    const asked = await challenge('widget')
    expect(simulator.inbox).toHaveLength(1)
    expect(paths(simulator).filter((path) => path.endsWith('/mfaCode'))).toHaveLength(1)
    expect(await failureOf(answer(asked, '000000'))).toBe('auth.mfa-rejected')
    isGood(await answer(asked, codeOf(simulator)), simulator, true)
  })

  it('sends a further code after half a minute, until Garmin sends no more', async () => {
    const { simulator, signIn, challenge, answer, pass } = await open({ codesPerDay: 1 })
    const asked = await challenge('widget')
    const first = codeOf(simulator)
    expect(await failureOf(signIn.resend({ challengeId: asked.challengeId }))).toBe('auth.code-too-soon')
    pass(31_000)
    await signIn.resend({ challengeId: asked.challengeId })
    expect(codeOf(simulator)).not.toBe(first)
    pass(31_000)
    expect(await failureOf(signIn.resend({ challengeId: asked.challengeId }))).toBe('auth.code-limit')
    expect(await failureOf(answer(asked, first))).toBe('auth.mfa-rejected')
    isGood(await answer(asked, codeOf(simulator)), simulator, true)
  })

  it('sends a further SMS, too; an app needs none', async () => {
    const { simulator, signIn, challenge, answer, pass } = await open({ mfa: 'phone' })
    const asked = await challenge('widget')
    pass(31_000)
    await signIn.resend({ challengeId: asked.challengeId })
    expect(simulator.inbox).toHaveLength(2)
    isGood(await answer(asked, codeOf(simulator)), simulator, true)
    simulator.auth.account.mfa = 'totp'
    const { challengeId } = await challenge('widget')
    simulator.forget()
    expect(await failureOf(signIn.resend({ challengeId }))).toBe('auth.code-own')
    expect(simulator.requests).toEqual([])
  })

  it('a page that wants another phone number first is told as such', async () => {
    const { simulator, start } = await open()
    simulator.faults.add({ kind: 'phone-number' })
    expect(await failureOf(start('widget'))).toBe('auth.consent-needed')
  })
})

describe('the portal', () => {
  it.each(['com', 'cn'] as const)('lets an account without MFA in, in region %s', async (region) => {
    const { simulator, start } = await open({ mfa: 'none', region })
    const started = await start('portal')
    if (started.kind !== 'signed-in') throw new Error('a code was asked for')
    isGood(started, simulator, false)
    expect(simulator.requests.map(({ service }) => service)).toEqual([
      'sso-portal',
      'sso-portal',
      'diauth',
      'user-profile',
    ])
  })

  it('steers an account with MFA away: a browser is needed, no code is sent, no other door tried', async () => {
    const { simulator, start } = await open()
    expect(await failureOf(start('portal'))).toBe('auth.browser-needed')
    expect(simulator.inbox).toEqual([])
    expect(simulator.requests).toHaveLength(2)
  })

  it('a wrong password is refused', async () => {
    const { start } = await open({ mfa: 'none' })
    expect(await failureOf(start('portal', { password: 'wrong' }))).toBe('auth.credentials-refused')
  })
})
