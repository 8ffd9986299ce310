import { afterEach, expect, test } from 'vitest'
import { type Failure, isFailure, Secret, systemClock } from '../../src/domain/index.ts'
import {
  type ApiClientOptions,
  createApiClient,
  createSignIn,
  createTokenSource,
  type SignedIn,
  type TokenStore,
} from '../../src/garmin/index.ts'
import { createSimulator, type FaultSpec, type SimulatorOptions } from '../../src/simulator/index.ts'
import { signInMemory } from '../support/garmin-memory.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const signal = new AbortController().signal
const userAgent = 'GarminSync/test'

async function open(options: SimulatorOptions = {}) {
  const simulator = await createSimulator({ years: 1, ...options })
  closing.push(() => simulator.close())
  const signIn = createSignIn({ ...signInMemory(), origin: simulator.origin, userAgent })
  const login = { email: simulator.email, password: new Secret(simulator.password), region: 'com' } as const
  return { simulator, signIn, login }
}

async function signedIn({ signIn, login, simulator }: Awaited<ReturnType<typeof open>>): Promise<SignedIn> {
  const started = await signIn.start(login)
  if (started.kind === 'signed-in') return started
  const code = new Secret(simulator.inbox.at(-1)?.code ?? '')
  return signIn.answer({ challengeId: started.challengeId, code })
}

/** API clients of one signed-in account, as several processes would have them. */
function clients(origin: string, { tokens }: SignedIn) {
  let held = { tokens, version: 1, over: false }
  let queue: Promise<unknown> = Promise.resolve()
  const store: TokenStore = {
    load: async () => held,
    replace: async (next, version) => {
      if (held.version === version) held = { tokens: next, version: version + 1, over: false }
      return held.tokens === next
    },
    markOver: async () => {
      held = { ...held, over: true }
    },
    pause: async () => null,
    setPause: async () => undefined,
  }
  const location = { region: 'com', origin } as const
  return (more: Partial<ApiClientOptions> = {}) => {
    const source = createTokenSource({
      location,
      store,
      withLock: (_, work) => {
        const mine = queue.then(work, work)
        queue = mine.catch(() => undefined)
        return mine
      },
      lockName: 'token',
      clock: systemClock,
      userAgent,
    })
    const sleep = async () => undefined
    const common = { location, tokens: source, clock: systemClock, userAgent, pace: null, maxWaitMs: 900_000, sleep }
    const client = createApiClient({ ...common, ...more })
    closing.push(() => client.close())
    return client
  }
}
const devices = { method: 'GET', path: '/device-service/deviceregistration/devices', expects: 'json' } as const
async function codeOf(work: Promise<unknown>): Promise<Failure['code'] | 'done'> {
  try {
    await work
    return 'done'
  } catch (thrown) {
    if (isFailure(thrown)) return thrown.code
    throw thrown
  }
}

test('mobile sign-in with MFA, exchange, proof and a request: Garmin has nothing to object to', async () => {
  const opened = await open()
  const result = await signedIn(opened)
  expect(result.profile?.userId).toMatch(/^\d+$/)
  expect(result.tokens).toMatchObject({ mfaVerified: true, region: 'com' })
  const client = clients(opened.simulator.origin, result)()
  expect((await client.send(devices, signal)).status).toBe(200)
  expect(opened.simulator.violations).toEqual([])
  expect(opened.simulator.auth.counts).toEqual({ logins: 1, exchanges: 1, refreshes: 0 })
  expect(new Set(opened.simulator.requests.map(({ headers }) => headers['user-agent']))).toEqual(new Set([userAgent]))
})

test('a phone account is answered with its own method, an account without MFA needs no code', async () => {
  for (const mfa of ['phone', 'none'] as const) {
    const opened = await open({ mfa })
    expect((await signedIn(opened)).tokens.mfaVerified).toBe(mfa === 'phone')
    expect(opened.simulator.violations).toEqual([])
  }
})

test.each([
  [{ kind: '429', match: 'api/login', retryAfter: 3600 }, 'auth.login-limited'],
  [{ kind: '429-in-body', match: 'api/login' }, 'auth.login-limited'],
  [{ kind: '427-in-body', match: 'api/login' }, 'auth.browser-needed'],
  [{ kind: 'challenge', match: 'api/login' }, 'auth.browser-needed'],
  [{ kind: 'error-1020', match: 'api/login' }, 'auth.browser-needed'],
  [{ kind: 'captcha', match: 'api/login' }, 'auth.captcha'],
  [{ kind: 'account-locked', match: 'api/login' }, 'auth.account-locked'],
  [{ kind: 'child-account', match: 'api/login' }, 'auth.child-account'],
  [{ kind: 'consent-needed', match: 'api/login' }, 'auth.consent-needed'],
  [{ kind: 'unknown-verdict', match: 'api/login' }, 'auth.unknown-answer'],
  [{ kind: 'bare-401', match: 'api/login' }, 'auth.unknown-answer'],
  [{ kind: 'problem-400', match: 'api/login' }, 'auth.unknown-answer'],
  [{ kind: 'server-error', match: 'api/login' }, 'garmin.server-error'],
  [{ kind: 'reset', match: 'api/login' }, 'garmin.unreachable'],
  [{ kind: 'short-body', match: 'api/login' }, 'garmin.unreachable'],
  [{ kind: 'alg-none', match: 'oauth/token' }, 'auth.unknown-answer'],
  [{ kind: 'invalid-grant', match: 'oauth/token' }, 'auth.ticket-refused'],
  [{ kind: 'wrong-region', match: 'oauth/token' }, 'auth.wrong-region'],
  [{ kind: 'invalid-client', match: 'oauth/token' }, 'done'],
  [{ kind: 'no-refresh-token', match: 'oauth/token' }, 'done'],
  [{ kind: 'no-expires-in', match: 'oauth/token' }, 'done'],
  [{ kind: 'exp-text', match: 'oauth/token' }, 'done'],
  [{ kind: 'exp-nan', match: 'oauth/token' }, 'done'],
  [{ kind: 'exp-huge', match: 'oauth/token' }, 'done'],
  [{ kind: 'truncated', match: 'api/login' }, 'auth.unknown-answer'],
  [{ kind: 'slow', ms: 50, match: 'api/login' }, 'done'],
  [{ kind: 'challenge', match: 'socialProfile' }, 'done'],
  [{ kind: 'server-error', match: 'socialProfile' }, 'done'],
  [{ kind: 'token-not-active', match: 'socialProfile' }, 'done'],
  [{ kind: 'token-not-active', match: 'socialProfile', times: 2 }, 'auth.token-refused'],
  [{ kind: 'forbidden', match: 'socialProfile' }, 'auth.token-refused'],
] as [FaultSpec, string][])('at sign-in the fault %j is %s', async (fault, code) => {
  const opened = await open({ mfa: 'none' })
  opened.simulator.faults.add(fault)
  expect(await codeOf(opened.signIn.start(opened.login))).toBe(code)
  expect(opened.simulator.violations).toEqual([])
})

test('after a 429 at login the next sign-in sends nothing', async () => {
  const opened = await open()
  opened.simulator.faults.add({ kind: '429', match: 'api/login' })
  await codeOf(opened.signIn.start(opened.login))
  const sent = opened.simulator.requests.length
  expect(await codeOf(opened.signIn.start(opened.login))).toBe('auth.login-limited')
  expect(opened.simulator.requests).toHaveLength(sent)
  expect(opened.simulator.violations).toEqual([])
})

test('access tokens that end in mid-run: one refresh for all clients, and the rotated token is kept', async () => {
  const opened = await open({ mfa: 'none' })
  const another = clients(opened.simulator.origin, await signedIn(opened))
  for (let round = 1; round <= 3; round++) {
    opened.simulator.auth.expireAccessTokens()
    const answers = await Promise.all([another(), another(), another()].map((client) => client.send(devices, signal)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(opened.simulator.auth.counts.refreshes).toBe(round)
  }
  expect(opened.simulator.violations).toEqual([])
})

test('after a refused refresh a further run sends nothing', async () => {
  const opened = await open({ mfa: 'none' })
  const another = clients(opened.simulator.origin, await signedIn(opened))
  opened.simulator.auth.signOutEverywhere()
  expect(await codeOf(another().send(devices, signal))).toBe('auth.session-over')
  const sent = opened.simulator.requests.length
  expect(await codeOf(another().send(devices, signal))).toBe('auth.session-over')
  expect(opened.simulator.requests).toHaveLength(sent)
})

test.each([
  { kind: '429', retryAfter: 90 },
  { kind: '429', retryAfter: { date: 90 } },
  { kind: '429' },
  { kind: 'server-error', times: 2 },
  { kind: 'reset' },
  { kind: 'short-body' },
  { kind: 'truncated' },
  { kind: 'html' },
  { kind: 'challenge' },
  { kind: 'error-1020' },
  { kind: 'expired-token' },
] as FaultSpec[])('a request gets over the fault %j', async (fault) => {
  const opened = await open({ mfa: 'none' })
  const another = clients(opened.simulator.origin, await signedIn(opened))
  // A clock that goes on by each wait, so that pauses of minutes pass.
  let waitedMs = 0
  const clock = () => (systemClock() + waitedMs) as ReturnType<typeof systemClock>
  const sleep = async (ms: number) => {
    waitedMs += ms
  }
  opened.simulator.faults.add({ match: 'device-service', ...fault })
  expect((await another({ clock, sleep }).send(devices, signal)).status).toBe(200)
  expect(opened.simulator.violations).toEqual([])
})
