import { afterEach, describe, expect, test } from 'vitest'
import { type Failure, isFailure, Secret } from '../../../domain/index.ts'
import { createHttp, type Http } from '../../http/http.ts'
import { type Reply, type SeenRequest, startScriptedServer } from '../../testing/scripted-server.ts'
import type { LoginStrategy, StrategyResult } from '../../types.ts'

/** What a strategy's door says in each situation; the suite knows only what must come of it. */
export interface Door {
  success(region: 'com' | 'cn'): (request: SeenRequest) => Reply
  /** Wants a code; takes `goodCode` only. Sent to `us*****@example.com` by e-mail. Null: no code is given at this door. */
  readonly mfa: ((goodCode: string) => (request: SeenRequest) => Reply) | null
  /** One refusal for each code of the error table that the door can give. */
  readonly refusals: readonly { readonly name: string; readonly code: Failure['code']; readonly reply: Reply }[]
  refusal(reply: Reply): (request: SeenRequest) => Reply
  readonly serviceUrl: { readonly com: string; readonly cn: string }
  /** What the person gives in place of the password. */
  readonly brings?: (region: 'com' | 'cn') => string
}

const secrets = ['pass-word-secret', 'session-secret', 'TGT-secret', 'ST-000001', '123456']

/** What every way in must do. */
export function loginStrategySuite(name: string, create: (http: Http) => LoginStrategy, door: Door): void {
  describe(`login strategy ${name}`, () => {
    const closing: (() => Promise<unknown>)[] = []
    afterEach(async () => {
      for (const close of closing.splice(0).reverse()) await close()
    })
    async function open(script: (request: SeenRequest) => Reply) {
      const server = await startScriptedServer(script)
      const http = createHttp({ origin: server.origin, userAgent: 'GarminSync/test' })
      closing.push(
        () => server.close(),
        () => http.close(),
      )
      return { server, strategy: create(http), another: () => create(http) }
    }
    const signal = new AbortController().signal
    const input = (region: 'com' | 'cn' = 'com') => ({
      email: 'user@example.com',
      secret: new Secret(door.brings?.(region) ?? 'pass-word-secret'),
      region,
      signal,
    })
    const mfaOf = (result: StrategyResult) => {
      if (result.kind !== 'mfa') throw new Error('expected a challenge')
      return result
    }

    test.each(['com', 'cn'] as const)('success gives a ticket for the service of region %s', async (region) => {
      const { strategy } = await open(door.success(region))
      const result = await strategy.start(input(region))
      expect(result).toMatchObject({ kind: 'ticket', serviceUrl: door.serviceUrl[region], mfaVerified: false })
      if (result.kind === 'ticket') expect(result.ticket.open()).toMatch(/^ST-/)
    })

    const { mfa } = door
    if (mfa !== null) {
      test('a challenge is a plain value that another instance takes up', async () => {
        const { server, strategy, another } = await open(mfa('123456'))
        const challenge = mfaOf(await strategy.start(input()))
        expect(challenge).toMatchObject({ method: 'email', sentTo: 'us*****@example.com' })
        const state = JSON.parse(JSON.stringify(challenge.state))
        expect(JSON.stringify(state)).not.toContain('pass-word-secret')
        const result = await another().resume({ state, code: new Secret('123456'), region: 'com', signal })
        expect(result).toMatchObject({ kind: 'ticket', serviceUrl: door.serviceUrl.com, mfaVerified: true })
        expect(server.seen.at(-1)?.headers.cookie).toContain('SESSION=session-secret')
      })

      test('after a wrong code the same state takes the right one', async () => {
        const { strategy } = await open(mfa('123456'))
        const { state } = mfaOf(await strategy.start(input()))
        const wrong = await failureOf(strategy.resume({ state, code: new Secret('000000'), region: 'com', signal }))
        expect(wrong.code).toBe('auth.mfa-rejected')
        const right = await strategy.resume({ state, code: new Secret('123456'), region: 'com', signal })
        expect(right.kind).toBe('ticket')
      })
    }

    test.each(door.refusals)('$name → $code, nothing further is sent, no secret is shown', async ({ code, reply }) => {
      const { server, strategy } = await open(door.refusal(reply))
      const failure = await failureOf(strategy.start(input()))
      expect(failure.code).toBe(code)
      const sent = server.seen.length
      await new Promise((resolve) => setTimeout(resolve, 10))
      expect(server.seen.length).toBe(sent)
      const shown = `${failure.stack} ${JSON.stringify(failure)} ${JSON.stringify(failure.data)} ${String(failure.cause)}`
      for (const secret of secrets) expect(shown).not.toContain(secret)
    })

    test('one User-Agent throughout a login', async () => {
      const { server, strategy } = await open(door.success('com'))
      await strategy.start(input())
      for (const { headers } of server.seen) expect(headers['user-agent']).toBe('GarminSync/test')
    })

    test('an interrupted login ends as interrupted and sends nothing more', async () => {
      const { server, strategy } = await open(door.success('com'))
      const failure = await failureOf(strategy.start({ ...input(), signal: AbortSignal.abort() }))
      expect(failure.code).toBe('interrupted')
      expect(server.seen).toHaveLength(0)
    })
  })
}

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const thrown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!isFailure(thrown)) throw new Error(`expected a failure, got ${String(thrown)}`)
  return thrown
}
