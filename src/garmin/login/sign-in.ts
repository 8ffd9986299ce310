import { randomUUID } from 'node:crypto'
import { type Clock, fail, isFailure, type Region, Secret } from '../../domain/index.ts'
import { accountKey } from '../account-key.ts'
import { parseGarminOrigin } from '../hosts.ts'
import { createHttp, type Http, type HttpOptions } from '../http/http.ts'
import { createDi } from '../tokens/di.ts'
import { readClaims } from '../tokens/jwt-claims.ts'
import type {
  ChallengeStore,
  LoginPauseStore,
  LoginStrategy,
  SignedIn,
  SignIn,
  StrategyResult,
  WithLock,
} from '../types.ts'
import { findChallenge, newChallenge, showChallenge, tryCode } from './challenge.ts'
import { createLoginPauses, limitedAt } from './login-pause.ts'
import { prove } from './prove.ts'
import { sendAgain } from './send-again.ts'
import { createBrowserStrategy } from './strategies/browser.ts'
import { createStrategies } from './strategies/index.ts'

export interface SignInOptions {
  /** See `parseGarminOrigin`; null = Garmin itself. */
  readonly origin: string | null
  readonly userAgent: string
  readonly headers?: HttpOptions['headers']
  readonly timeouts?: HttpOptions['timeouts']
  /** DI client ids to try in order; null or empty = those we know. */
  readonly clientIds?: readonly string[] | null
  readonly clock: Clock
  /** Key of the HMAC that stands for an account before its profile is known. */
  readonly accountKeySecret: () => Uint8Array | Promise<Uint8Array>
  readonly challenges: ChallengeStore
  readonly pauses: LoginPauseStore
  /** Keeps two processes from answering one challenge at the same time; default: no lock. */
  readonly withLock?: WithLock
  readonly newId?: () => string
}

/** Signs in to Garmin: one attempt for each call, never repeated by itself, never through another door. */
export function createSignIn(options: SignInOptions): SignIn {
  const { challenges, clock, newId = randomUUID } = options
  const pauses = createLoginPauses(options.pauses, clock)
  const withLock: WithLock = options.withLock ?? ((_, work) => work())
  const never = new AbortController().signal
  const keyOf = async (email: string, region: Region) => accountKey(email, region, await options.accountKeySecret())

  /** Needs no connection: Garmin is asked by the person's browser. */
  const inBrowser = createBrowserStrategy({ http: { origin: parseGarminOrigin(options.origin) } })

  /** A connection for one attempt; its cookies and sockets end with it. */
  async function connected<T>(work: (http: Http) => Promise<T>): Promise<T> {
    const { origin, userAgent, headers, timeouts } = options
    const http = createHttp({ origin, userAgent, headers, timeouts })
    try {
      return await work(http)
    } finally {
      await http.close()
    }
  }

  function strategyNamed(http: Http, name: string | undefined): LoginStrategy {
    const strategies = createStrategies({ http, clock })
    const found = name === undefined ? strategies[0] : strategies.find((one) => one.name === name)
    if (found) return found
    throw noMethod(`There is no sign-in method "${name}".`)
  }

  const diOf = (http: Http) => createDi({ http, clock, clientIds: options.clientIds })

  /** Ticket → pair → proof. */
  async function finish(
    http: Http,
    key: string,
    region: Region,
    result: Extract<StrategyResult, { kind: 'ticket' }>,
    signal: AbortSignal | undefined,
  ): Promise<SignedIn> {
    const tokens = await pauses.guard(key, () => diOf(http).exchange({ ...result, region, signal }))
    const proof = await prove({ http, di: diOf(http) }, tokens, signal)
    await pauses.clear(key)
    return { kind: 'signed-in', accountKey: key, ...proof }
  }

  return {
    async start({ email: given, password, region, method, signal }) {
      const email = given.trim()
      const key = await keyOf(email, region)
      return connected(async (http) => {
        const strategy = strategyNamed(http, method)
        if (strategy.takes !== 'password')
          throw noMethod(`The method "${strategy.name}" takes a ticket, not a password.`)
        const input = { email, secret: password, region, signal: signal ?? never }
        const result = await pauses.guard(key, () => strategy.start(input))
        if (result.kind === 'ticket') return finish(http, key, region, result, signal)
        const from = { ...result, accountKey: key, strategy: strategy.name, region }
        const challenge = newChallenge(newId(), clock(), from)
        await challenges.save(challenge)
        return showChallenge(challenge, strategy.resend)
      })
    },

    async answer({ challengeId, code: given, signal }) {
      const code = new Secret(given.open().replace(/[\s-]/g, ''))
      const { challengeId: id } = await findChallenge(challenges, challengeId, clock())
      const work = () =>
        connected(async (http) => {
          // Again, now that nobody else holds it: another process may have answered it.
          const challenge = await findChallenge(challenges, id, clock())
          const { accountKey: key, region, state } = challenge
          const strategy = strategyNamed(http, challenge.strategy)
          const input = { state, code, region, signal: signal ?? never }
          const result = await tryCode(challenges, challenge, code, () =>
            pauses.guard(key, () => strategy.resume(input)),
          )
          await challenges.delete(id)
          if (result.kind !== 'ticket') throw fail('auth.unknown-answer', { value: 'MFA_REQUIRED' })
          return finish(http, key, region, result, signal)
        })
      return withLock(`challenge-${id}`, work, signal)
    },

    async challenge(challengeId) {
      const challenge = await findChallenge(challenges, challengeId, clock())
      return connected(async (http) => showChallenge(challenge, strategyNamed(http, challenge.strategy).resend))
    },

    async resend({ challengeId, signal }) {
      const { challengeId: id } = await findChallenge(challenges, challengeId, clock())
      const work = () =>
        connected(async (http) => {
          const challenge = await findChallenge(challenges, id, clock())
          const { resend } = strategyNamed(http, challenge.strategy)
          return showChallenge(await sendAgain({ challenges, clock }, challenge, resend, signal ?? never), resend)
        })
      return withLock(`challenge-${id}`, work, signal)
    },

    link: inBrowser.link,

    async ticket({ pasted, region: asked, signal }) {
      const result = await inBrowser.start({
        email: '',
        secret: pasted,
        region: asked ?? 'com',
        signal: signal ?? never,
      })
      if (result.kind !== 'ticket') throw fail('auth.unknown-answer', { value: 'MFA_REQUIRED' })
      const region = result.region ?? asked ?? 'com'
      return connected(async (http) => {
        // No pause is looked at or begun: this way stays open to the person after a 429 (PRODUCT section 5).
        const tokens = await diOf(http)
          .exchange({ ...result, region, signal })
          .catch((failure: unknown) => {
            throw isFailure(failure, 'auth.login-limited') ? limitedAt(failure, clock()) : failure
          })
        const proof = await prove({ http, di: diOf(http) }, tokens, signal)
        // Nobody typed an e-mail; what names the session best stands for it until the profile is known.
        const name = readClaims(tokens.accessToken.open())?.garminGuid ?? result.ticket.open()
        const key = accountKey(`browser ${name}`, region, await options.accountKeySecret())
        return { kind: 'signed-in', accountKey: key, ...proof }
      })
    },

    pausedUntil: async (email, region) => pauses.until(await keyOf(email, region)),
  }
}

const noMethod = (detail: string) => fail('usage.value', { detail, command: 'auth login', field: 'method' })
