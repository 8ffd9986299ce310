import { type Failure, fail, type GarminRequest, isFailure, type Secret, toInstant } from '../../domain/index.ts'
import { createHttp, type HttpAnswer, headerOf } from '../http/http.ts'
import { sleep as realSleep } from '../sleep.ts'
import type { ApiAnswer, ApiClient, ApiClientOptions } from '../types.ts'
import { createPacer, limited } from './pacer.ts'
import { toPath } from './path.ts'
import { decideRetry } from './retry.ts'
import { type ApiVerdict, judge, type Trouble } from './verdict.ts'

const megabyte = 1024 * 1024
/** A page of 1,000 activities is 4 MB of JSON; the archive of a long day, with what it unpacks to, is held in memory. */
const maxBytes = { json: 16 * megabyte, bytes: 32 * megabyte }
const graphqlPath = '/graphql-gateway/graphql'

/** The data API of one account, politely: one pace, time limits, repeats by kind of trouble, every wait interruptible. */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const { location, tokens, clock, userAgent, headers, maxWaitMs } = options
  const { sleep = realSleep, random = Math.random, onEvent = () => undefined } = options
  const { timeouts, connections, breaker } = options
  const http = createHttp({ origin: location.origin, userAgent, headers, timeouts, connections })
  const pacer = createPacer({ pace: options.pace, state: options.paceState ?? null, clock, maxWaitMs, sleep, onEvent })
  const refreshesBefore = tokens.requests ?? 0
  let received = 0

  const sentSoFar = () => http.requests + (tokens.requests ?? 0) - refreshesBefore

  async function sendOnce(request: GarminRequest, path: string, token: Secret, signal: AbortSignal) {
    const sentAt = clock()
    onEvent({ type: 'request', path: request.path })
    const told = (status: number | null, bytes: number) =>
      onEvent({ type: 'answer', path: request.path, status, bytes, ms: clock() - sentAt })
    const asked = http.send({
      service: 'connectapi',
      region: location.region,
      method: request.method,
      path,
      headers: {
        accept: request.expects === 'json' ? 'application/json' : '*/*',
        authorization: `Bearer ${token.open()}`,
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      bound: { bytes: maxBytes[request.expects], whenOver: 'fail' },
      signal,
    })
    const answer = await asked.catch((failure: unknown) => {
      if (!signal.aborted) told(null, 0)
      throw failure
    })
    received += answer.received
    told(answer.status, answer.received)
    return { answer, sentAt }
  }

  /** One request with everything that may happen to it. */
  async function send(request: GarminRequest, signal: AbortSignal): Promise<ApiAnswer> {
    const path = toPath(request)
    const repeatable = request.method === 'GET' || request.path === graphqlPath
    const times: Record<Trouble, number> = { 'rate-limited': 0, edge: 0, fault: 0 }
    let waitedMs = 0
    let refreshed = false

    /** Waits as the rule says, or throws. */
    async function afterTrouble(trouble: Trouble, retryAfterMs: number | null, failure: Failure, sentAt = clock()) {
      times[trouble]++
      const attempt = {
        trouble,
        times: times[trouble],
        retryAfterMs,
        repeatable,
        waitedMs,
        maxWaitMs,
        random: random(),
      }
      if (trouble !== 'rate-limited') breaker?.trouble()
      const { again, ms } = decideRetry(attempt)
      const until = toInstant(clock() + ms)
      if (trouble === 'rate-limited') {
        // The pacer holds back this request and all others until then.
        pacer.slowDown(until, sentAt)
        if (!again) throw limited(until)
        return
      }
      if (!again) throw failure
      if (trouble === 'edge') waitedMs += ms
      onEvent({ type: 'wait', until, reason: 'trouble' })
      await sleep(ms, signal)
    }

    for (;;) {
      await breaker?.pass(maxWaitMs, signal, (until) => onEvent({ type: 'wait', until, reason: 'trouble' }))
      await pacer.take(signal)
      options.permit?.(sentSoFar())
      let token: Secret
      let sent: { answer: HttpAnswer; sentAt: ReturnType<typeof clock> }
      try {
        token = await tokens.access(signal)
      } catch (failure) {
        await afterTokenTrouble(failure, afterTrouble)
        continue
      }
      try {
        sent = await sendOnce(request, path, token, signal)
      } catch (failure) {
        if (isFailure(failure, 'garmin.too-large'))
          throw fail('garmin.too-large', { ...failure.data, dataset: request.path })
        if (!isFailure(failure, 'garmin.unreachable')) throw failure
        await afterTrouble('fault', null, failure)
        continue
      }
      const verdict: ApiVerdict = judge(request, sent.answer, clock())
      if (verdict.kind !== 'trouble') breaker?.good()
      if (verdict.kind === 'good') {
        pacer.recover()
        return { ...describe(sent.answer), ...verdict.content }
      }
      if (verdict.kind === 'refused') throw verdict.failure
      if (verdict.kind === 'trouble') {
        await afterTrouble(verdict.trouble, verdict.retryAfterMs, verdict.failure, sent.sentAt)
        continue
      }
      // 401: refresh once, repeat once (AUTH 9). The pair itself is kept; only `invalid_grant` ends it.
      if (refreshed) throw fail('auth.session-over')
      refreshed = true
      try {
        await tokens.refresh({ refused: token, signal })
      } catch (failure) {
        refreshed = false
        await afterTokenTrouble(failure, afterTrouble)
      }
    }
  }

  /** The token could not be had: waits like for any other trouble, within the same limits. */
  async function afterTokenTrouble(
    failure: unknown,
    afterTrouble: (trouble: Trouble, retryAfterMs: number | null, failure: Failure) => Promise<void>,
  ): Promise<void> {
    if (!isFailure(failure)) throw failure
    if (failure.code === 'garmin.rate-limited' && failure.retryAt !== null)
      return afterTrouble('rate-limited', failure.retryAt - clock(), failure)
    if (failure.code === 'garmin.edge-blocked') return afterTrouble('edge', null, failure)
    if (failure.code === 'garmin.unreachable' || failure.code === 'garmin.server-error')
      return afterTrouble('fault', null, failure)
    throw failure
  }

  function describe(answer: HttpAnswer) {
    const contentType = headerOf(answer, 'content-type') ?? ''
    return { status: answer.status, contentType, bytesReceived: answer.received, receivedAt: clock() }
  }

  return {
    send,
    get requests() {
      return sentSoFar()
    },
    get bytes() {
      return received
    },
    pace: () => pacer.state(),
    waitMs: pacer.waitMs,
    async close() {
      await tokens.idle?.()
      await http.close()
    },
  }
}
