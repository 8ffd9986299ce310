import type { UserSessionJson } from '../../contract/index.ts'
import { type ErrorCode, type Failure, toFailure } from '../../domain/index.ts'
import { hintOf } from '../failure-text.ts'

/** What went wrong with a paste, and what to do. */
export interface Notice {
  readonly title: string
  readonly hint: string
}

/** What became of a paste. `again`: the person may bring another one; `over`: none can help. */
export type Taken = { readonly kind: 'done' } | { readonly kind: 'again' | 'over'; readonly notice: Notice }

/** Takes pastes from several places, one at a time, until one of them signs in. */
export interface TicketDesk {
  take(pasted: string): Promise<Taken>
  /** The session of the first paste that signs in; rejects with the failure that no further paste can help. */
  readonly session: Promise<UserSessionJson>
}

/** After these a new ticket, which the same link brings, is worth a try. */
const repeatable: ReadonlySet<ErrorCode> = new Set([
  'auth.ticket-missing',
  'auth.ticket-refused',
  'request.invalid',
  'garmin.unreachable',
  'garmin.server-error',
  'garmin.edge-blocked',
])

export function createTicketDesk(exchange: (ticket: string) => Promise<UserSessionJson>): TicketDesk {
  let settle: { resolve(session: UserSessionJson): void; reject(failure: Failure): void }
  const session = new Promise<UserSessionJson>((resolve, reject) => {
    settle = { resolve, reject }
  })
  session.catch(() => {
    // Whoever waits for it hears of it; nobody may be waiting yet.
  })
  let last: Taken | null = null
  const one = async (pasted: string): Promise<Taken> => {
    if (last !== null) return last
    try {
      settle.resolve(await exchange(pasted.trim()))
      last = { kind: 'done' }
      return last
    } catch (thrown) {
      const failure = toFailure(thrown)
      const title = failure.message
      if (repeatable.has(failure.code)) return { kind: 'again', notice: { title, hint: nextHint(failure) } }
      last = { kind: 'over', notice: { title, hint: hintOf(failure) } }
      settle.reject(failure)
      return last
    }
  }
  let queue: Promise<unknown> = Promise.resolve()
  return {
    session,
    take: (pasted) => {
      const taken = queue.then(() => one(pasted))
      queue = taken
      return taken
    },
  }
}

/** In the middle of it there is no command to run again. */
function nextHint(failure: Failure): string {
  if (failure.code === 'auth.ticket-missing') return hintOf(failure)
  return "Open Garmin's page again, which brings a new ticket, and paste its address at once."
}
