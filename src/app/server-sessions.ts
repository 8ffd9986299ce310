import { type Clock, type Instant, isObject, type Json, toInstant } from '../domain/index.ts'
import type { Store } from '../store/index.ts'

/** The tokens of our session with a server elsewhere. */
export interface ServerSession {
  readonly user_id: string
  readonly access_token: string
  readonly refresh_token: string
}

/** Sessions with other servers, sealed in this machine's store. */
export interface ServerSessions {
  /** The one of this account; null takes the one that was opened last. */
  load(url: string, user: string | null): Promise<ServerSession | null>
  save(url: string, session: ServerSession): Promise<void>
  forget(url: string, user: string): Promise<void>
  /** Remembers the sign-in that waits for its code there, for as long as it may wait. */
  keepChallenge(url: string, challengeId: string, until: Instant): Promise<void>
  /** The newest sign-in that waits there; null where none is known here. */
  challenge(url: string): Promise<string | null>
  /** Runs `work` while no other process does so for the same server. */
  exclusively<T>(url: string, work: () => Promise<T>): Promise<T>
}

const kind = 'server-session'
/** Whose session with a server was opened or renewed last. */
const newestKind = 'server-session-newest'
const challengeKind = 'server-challenge'
const idOf = (url: string, user: string) => `${user} ${url}`
/** A refresh token lives 30 days from its last use; a little more loses nothing. */
const keepMs = 40 * 86_400_000
const lockWaitMs = 30_000

export function createServerSessions(open: () => Promise<Store>, clock: Clock): ServerSessions {
  return {
    load: async (url, user) => {
      const { sealed } = await open()
      const newest = user === null ? await sealed.get(newestKind, url) : null
      const wanted = user ?? (isObject(newest) ? String(newest.user_id) : null)
      return wanted === null ? null : toSession(await sealed.get(kind, idOf(url, wanted)))
    },
    save: async (url, session) => {
      const { sealed } = await open()
      const until = toInstant(clock() + keepMs)
      const { user_id } = session
      await sealed.put(kind, idOf(url, user_id), { ...session }, until)
      await sealed.put(newestKind, url, { user_id }, until)
    },
    forget: async (url, user) => (await open()).sealed.delete(kind, idOf(url, user)),
    keepChallenge: async (url, challengeId, until) =>
      (await open()).sealed.put(challengeKind, url, { challenge_id: challengeId }, until),
    challenge: async (url) => {
      const found = await (await open()).sealed.get(challengeKind, url)
      return isObject(found) && typeof found.challenge_id === 'string' ? found.challenge_id : null
    },
    exclusively: async (url, work) => {
      const { locks } = await open()
      const held = await locks.lock(`server-${url.replace(/[^a-z0-9]+/gi, '-')}`, { timeoutMs: lockWaitMs })
      try {
        return await work()
      } finally {
        await held.release()
      }
    },
  }
}

function toSession(found: Json | null): ServerSession | null {
  if (!isObject(found)) return null
  const { user_id, access_token, refresh_token } = found
  if (typeof user_id !== 'string' || typeof access_token !== 'string' || typeof refresh_token !== 'string') return null
  return { user_id, access_token, refresh_token }
}
