import type { Client } from '../../src/contract/index.ts'
import { createConnection } from '../api/connection.ts'
import { createResources, type Resources } from '../api/resources.ts'
import type { Page } from './pages.ts'
import { createRouter, type Router } from './router.ts'
import { createSession, type Session } from './session.ts'

/** The parts of the running dashboard, made once. */
export interface App {
  readonly client: Client
  readonly resources: Resources
  readonly router: Router<Page>
  readonly session: Session
  readonly pages: readonly Page[]
}

export function createApp({ window, pages }: { window: Window & typeof globalThis; pages: readonly Page[] }): App {
  const lastUser = lastUserIn(window)
  const connection = createConnection({
    baseUrl: window.location.origin,
    fetch: (request) => window.fetch(request),
    userId: lastUser.get,
  })
  return {
    client: connection.client,
    resources: createResources({ connection, clock: Date.now }),
    router: createRouter({ pages, window }),
    session: createSession({ connection, lastUser }),
    pages,
  }
}

/** Private windows may refuse to keep anything: then it is known until the page is left. */
function lastUserIn(window: Window) {
  const key = 'garminsync.user'
  let known: string | null = null
  try {
    known = window.localStorage.getItem(key)
  } catch {
    // Nothing was kept.
  }
  return {
    get: () => known,
    set: (userId: string | null) => {
      known = userId
      try {
        if (userId === null) window.localStorage.removeItem(key)
        else window.localStorage.setItem(key, userId)
      } catch {
        // Known until the page is left.
      }
    },
  }
}
