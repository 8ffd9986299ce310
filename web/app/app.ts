import type { Client } from '../../src/contract/index.ts'
import { createConnection } from '../api/connection.ts'
import { createResources, type Resources } from '../api/resources.ts'
import { createDisplay, type DisplayStore } from './display.ts'
import { createKeys, type Keys } from './keys.ts'
import { createLive, type Live, type LiveOptions } from './live.ts'
import type { Page } from './pages.ts'
import { createRouter, type Router } from './router.ts'
import { createSession, type Session } from './session.ts'
import { lookedAt, waitIn } from './waits.ts'

/** The parts of the running dashboard, made once. */
export interface App {
  readonly client: Client
  readonly resources: Resources
  readonly router: Router<Page>
  readonly session: Session
  readonly live: Live
  readonly keys: Keys
  readonly display: DisplayStore
  readonly pages: readonly Page[]
}

export function createApp({ window, pages }: { window: Window & typeof globalThis; pages: readonly Page[] }): App {
  const lastUser = lastUserIn(window)
  const connection = createConnection({
    baseUrl: window.location.origin,
    fetch: (request) => window.fetch(request),
    userId: lastUser.get,
    onSessionOver: () => session.ended(),
  })
  const { client } = connection
  const resources = createResources({ connection, clock: Date.now })
  const session: Session = createSession({
    connection,
    lastUser,
    onChange: () => resources.clear(),
    onAgain: () => resources.refresh(),
    forget: async () => undefined,
  })
  const display = createDisplay(window)
  return {
    client,
    resources,
    router: createRouter({ pages, window }),
    session,
    live: createLive({
      open: streamOf(client),
      resources,
      onSessionEnded: (sessionId) => {
        const now = session.state.value
        if (now.kind === 'in' && now.session.session_id === sessionId) session.ended()
      },
      wait: waitIn(window),
      looked: lookedAt(window.document),
    }),
    keys: createKeys({ window, on: () => display.now.value.keys }),
    display,
    pages,
  }
}

/** A server of before there was a stream has none: then the status is asked for every few seconds. */
function streamOf(client: Client): LiveOptions['open'] {
  const events = (client as { events?: LiveOptions['open'] }).events
  return async function* (input) {
    if (events !== undefined) yield* events(input)
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
