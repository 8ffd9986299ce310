import { type ReadonlySignal, signal } from '@preact/signals'
import type { UserSessionJson } from '../../src/contract/index.ts'
import { type Failure, toFailure } from '../../src/domain/index.ts'
import type { Connection } from '../api/connection.ts'

/** Whose data is looked at. `unknown` until the server was asked. */
export type SessionState =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'out' }
  | { readonly kind: 'in'; readonly session: UserSessionJson }
  /** The server could not be asked. */
  | { readonly kind: 'unreachable'; readonly problem: Failure }

export interface Session {
  readonly state: ReadonlySignal<SessionState>
  /** Asks the server whose session this browser has. A link from elsewhere arrives without the cookie: the page asks. */
  find(): Promise<void>
  /** A sign-in gave this session. */
  began(session: UserSessionJson): void
  /** Ends it, at the server and here. */
  end(): Promise<void>
}

/** The browser's memory of which account was looked at last; the session itself is a cookie that no script can read. */
export interface LastUser {
  get(): string | null
  set(userId: string | null): void
}

export function createSession({ connection, lastUser }: { connection: Connection; lastUser: LastUser }): Session {
  const state = signal<SessionState>({ kind: 'unknown' })
  const began = (session: UserSessionJson) => {
    lastUser.set(session.user_id)
    state.value = { kind: 'in', session }
  }
  return {
    state,
    began,
    find: async () => {
      try {
        began(await connection.client.authSession())
      } catch (thrown) {
        const problem = toFailure(thrown)
        if (problem.code === 'auth.session-needed') {
          lastUser.set(null)
          state.value = { kind: 'out' }
        } else state.value = { kind: 'unreachable', problem }
      }
    },
    end: async () => {
      await connection.client.authSessionEnd()
      lastUser.set(null)
      state.value = { kind: 'out' }
    },
  }
}
