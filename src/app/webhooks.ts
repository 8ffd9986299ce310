import { type Clock, type Instant, toInstant, type UserId } from '../domain/index.ts'
import type { HeldLock, LockStore } from '../store/index.ts'
import type { Webhook } from './webhook-config.ts'
import { collectEvents, hookName, type WebhookEventsOptions } from './webhook-events.ts'
import { signatureHeader, signatureOf } from './webhook-signature.ts'

/** After each try that failed; after the last one it is given up, two days later. */
const backOffMs = [10_000, 60_000, 300_000, 1_800_000, 7_200_000, 21_600_000, 43_200_000, 86_400_000]
/** A program that is told may take this long to say that it has heard. */
const timeoutMs = 10_000
/** Told again could be only what is still remembered: longer than anything counts as news. */
const rememberMs = 30 * 86_400_000
const lookEveryMs = 60_000
const atOnce = 50

export interface WebhooksOptions extends WebhookEventsOptions {
  readonly store: WebhookEventsOptions['store'] & { readonly locks: LockStore }
  readonly clock: Clock
  readonly userAgent: string
  readonly send: (url: string, init: RequestInit) => Promise<Response>
  /** Waits; ends early when the signal is aborted. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
  readonly onTrouble: (thrown: unknown) => void
}

export interface Webhooks {
  /** Something happened to an account: look now rather than at the next turn. */
  wake(userId: UserId): void
  stop(): Promise<void>
}

/** Tells other programs what happens, for as long as a server runs; of several servers on one store one does it. */
export function startWebhooks(options: WebhooksOptions): Webhooks {
  const stopping = new AbortController()
  const woken = new Set<UserId>()
  let nap = new AbortController()

  const run = async () => {
    let lock: HeldLock | null = null
    let sweepAt = 0
    try {
      while (!stopping.signal.aborted) {
        nap = new AbortController()
        let sleepMs = lookEveryMs
        try {
          lock ??= await options.store.locks.tryLock('webhooks')
          if (lock !== null) {
            const sweeps = options.clock() >= sweepAt
            if (sweeps) sweepAt = options.clock() + lookEveryMs
            const accounts = sweeps ? (await options.store.accounts.list()).map(({ user_id }) => user_id) : [...woken]
            woken.clear()
            for (const userId of accounts) await collectEvents(options, userId)
            if (sweeps) await options.store.webhooks.clear(toInstant(options.clock() - rememberMs))
            sleepMs = Math.min(sleepMs, await tellAll())
          }
        } catch (thrown) {
          options.onTrouble(thrown)
        }
        if (stopping.signal.aborted) return
        if (woken.size === 0) await options.wait(sleepMs, nap.signal)
      }
    } finally {
      await lock?.release()
    }
  }

  /** Tells what is due, in order; gives the milliseconds until something else is. */
  const tellAll = async (): Promise<number> => {
    let next = lookEveryMs
    for (const hook of options.hooks) {
      const name = hookName(hook)
      for (const { eventId, body, attempts, dueAt } of await options.store.webhooks.waiting(name, atOnce)) {
        const now = options.clock()
        if (dueAt > now) {
          next = Math.min(next, dueAt - now)
          break
        }
        if (stopping.signal.aborted) return 0
        const status = await tell(options, hook, eventId, body, stopping.signal)
        // Cut short by our own end: whether it was heard is not known, and the next server asks again.
        if (status === null && stopping.signal.aborted) return 0
        const at = options.clock()
        const heard = status !== null && status >= 200 && status < 300
        const waitMs = heard || status === 410 ? undefined : backOffMs[attempts]
        const again = waitMs === undefined ? null : toInstant(at + waitMs)
        await options.store.webhooks.settle(name, eventId, { at, status, dueAt: again })
        if (waitMs !== undefined) next = Math.min(next, waitMs)
      }
    }
    return next
  }

  const running = run()
  return {
    wake: (userId) => {
      woken.add(userId)
      nap.abort()
    },
    stop: async () => {
      stopping.abort()
      nap.abort()
      await running
    },
  }
}

/** One message; gives the status of the answer, null when there was none in time. No redirect is followed. */
async function tell(
  { send, clock, userAgent }: WebhooksOptions,
  { url, secret }: Webhook,
  eventId: string,
  body: string,
  stop: AbortSignal,
): Promise<number | null> {
  const abort = new AbortController()
  const end = () => abort.abort()
  const timer = setTimeout(end, timeoutMs)
  stop.addEventListener('abort', end, { once: true })
  try {
    const headers = {
      'content-type': 'application/json',
      'user-agent': userAgent,
      'x-garminsync-event-id': eventId,
      [signatureHeader]: signatureOf(secret, clock() as Instant, body),
    }
    const answer = await send(url, { method: 'POST', headers, body, redirect: 'manual', signal: abort.signal })
    // What it says beyond its status is of no use to us, however long it is.
    await answer.body?.cancel()
    return answer.status
  } catch {
    return null
  } finally {
    clearTimeout(timer)
    stop.removeEventListener('abort', end)
  }
}
