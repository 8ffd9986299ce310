import { type Clock, type Instant, isObject } from '../domain/index.ts'
import type { Store } from '../store/index.ts'

/** The tokens of our session with a server elsewhere. */
export interface ServerSession {
  readonly access_token: string
  readonly refresh_token: string
}

/** Sessions with other servers, sealed in this machine's store. */
export interface ServerSessions {
  load(url: string): Promise<ServerSession | null>
  /** Null forgets it. */
  save(url: string, session: ServerSession | null): Promise<void>
  /** Runs `work` while no other process does so for the same server. */
  exclusively<T>(url: string, work: () => Promise<T>): Promise<T>
}

const kind = 'server-session'
/** A refresh token lives 30 days from its last use; a little more loses nothing. */
const keepMs = 40 * 86_400_000
const lockWaitMs = 30_000

export function createServerSessions(open: () => Promise<Store>, clock: Clock): ServerSessions {
  return {
    load: async (url) => {
      const found = await (await open()).sealed.get(kind, url)
      if (!isObject(found) || typeof found.access_token !== 'string' || typeof found.refresh_token !== 'string')
        return null
      return { access_token: found.access_token, refresh_token: found.refresh_token }
    },
    save: async (url, session) => {
      const { sealed } = await open()
      if (session === null) return sealed.delete(kind, url)
      await sealed.put(kind, url, { ...session }, (clock() + keepMs) as Instant)
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
