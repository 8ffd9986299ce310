import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { SessionHereJson, UserSessionJson } from '../../src/contract/index.ts'
import { type Failure, toFailure } from '../../src/domain/index.ts'
import type { Connection } from '../api/connection.ts'

/** Whose data is looked at. */
export type SessionState =
  /** Until the server was asked. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'out' }
  /** `others`: the accounts that this browser is signed in to as well. */
  | { readonly kind: 'in'; readonly session: SessionHereJson; readonly others: readonly SessionHereJson[] }
  /** Ended elsewhere, or over: what was on the page stays until somebody signs in again. */
  | { readonly kind: 'ended'; readonly session: SessionHereJson }
  /** The server could not be asked, and nobody was known here before. */
  | { readonly kind: 'unreachable'; readonly problem: Failure }

export interface Session {
  readonly state: ReadonlySignal<SessionState>
  /** Asks the server which sessions this browser has. A link from elsewhere arrives without the cookie: the page asks. */
  find(): Promise<void>
  /** A sign-in gave this session: it is the one that is looked at now. */
  began(session: UserSessionJson): Promise<void>
  /** Looks at another account of this browser. */
  choose(userId: string): void
  /** The server no longer knows the session. */
  ended(): void
  /** Ends it, at the server and here. */
  end(): Promise<void>
}

/** The browser's memory of which account was looked at last; the session itself is a cookie that no script can read. */
export interface LastUser {
  get(): string | null
  set(userId: string | null): void
}

export interface SessionOptions {
  readonly connection: Connection
  readonly lastUser: LastUser
  /** Another account is looked at, or none: what was known of the one before is forgotten. */
  readonly onChange: () => void
  /** The same person is signed in again: what is on the page can be asked for anew. */
  readonly onAgain: () => void
  /** What this browser keeps of an account is deleted. */
  readonly forget: (userId: string) => Promise<void>
}

export function createSession({ connection, lastUser, onChange, onAgain, forget }: SessionOptions): Session {
  const sessions = signal<readonly SessionHereJson[]>([])
  const fixed = signal<Exclude<SessionState, { kind: 'in' }> | null>({ kind: 'unknown' })
  const chosen = signal(lastUser.get())
  const state = computed<SessionState>(() => {
    if (fixed.value !== null) return fixed.value
    const session = sessions.value.find(({ user_id }) => user_id === chosen.value) ?? sessions.value[0]
    if (session === undefined) return { kind: 'out' }
    return { kind: 'in', session, others: sessions.value.filter((each) => each !== session) }
  })
  const look = (userId: string | null) => {
    const before = chosen.value
    chosen.value = userId
    lastUser.set(userId)
    if (before !== userId) onChange()
  }
  const take = (items: readonly SessionHereJson[], wanted: string | null) => {
    const found = items.find(({ user_id }) => user_id === wanted) ?? items[0]
    look(found?.user_id ?? null)
    sessions.value = items
    fixed.value = null
  }
  return {
    state,
    find: async () => {
      try {
        const { items } = await connection.client.authHere()
        const before = chosen.value
        if (before !== null && !items.some(({ user_id }) => user_id === before)) await forget(before)
        take(items, before)
      } catch (thrown) {
        fixed.value = { kind: 'unreachable', problem: toFailure(thrown) }
      }
    },
    began: async ({ user_id }) => {
      const { items } = await connection.client.authHere()
      const again = state.value.kind === 'ended' && state.value.session.user_id === user_id
      take(items, user_id)
      // The stale page fills itself again.
      if (again) onAgain()
    },
    choose: (userId) => look(userId),
    ended: () => {
      const now = state.value
      if (now.kind !== 'in') return
      void forget(now.session.user_id)
      fixed.value = { kind: 'ended', session: now.session }
    },
    end: async () => {
      const now = state.value
      if (now.kind !== 'in') return
      await connection.client.authSessionEnd()
      await forget(now.session.user_id)
      take(now.others, null)
    },
  }
}
