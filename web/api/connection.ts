import { type Client, createClient } from '../../src/contract/index.ts'

/** What an answer says beside its content. */
export interface Heard {
  /** When the service worker kept the answer, in UTC ms; null = it is of now. */
  keptAt: number | null
}

export interface ConnectionOptions {
  readonly baseUrl: string
  readonly fetch: (request: Request) => Promise<Response>
  /** The account whose session is to be used; null = the only one of this browser. */
  readonly userId: () => string | null
  /** An answer said that the session is over. */
  readonly onSessionOver: () => void
}

/** Asks this server for the account that is looked at. */
export interface Connection {
  readonly client: Client
  /** A client whose answers tell `heard` how old they are. */
  hearing(heard: Heard): Client
}

/** Set by the service worker on an answer that it had kept. */
export const keptAtHeader = 'x-garminsync-kept-at'

/** Puts the account and the wish for a cookie beside every request; the cookie itself is the browser's alone. */
export function createConnection(options: ConnectionOptions): Connection {
  const connect = (heard: Heard | null) =>
    createClient({
      baseUrl: options.baseUrl,
      fetch: async (request) => {
        const userId = options.userId()
        if (userId !== null) request.headers.set('x-garminsync-user', userId)
        if (request.method === 'POST') request.headers.set('x-garminsync-session', 'cookie')
        const answer = await options.fetch(request)
        if (answer.status === 401 && userId !== null && userId === options.userId()) options.onSessionOver()
        const keptAt = Number(answer.headers.get(keptAtHeader))
        // Of several answers the oldest counts.
        if (heard !== null && keptAt > 0) heard.keptAt = Math.min(heard.keptAt ?? keptAt, keptAt)
        return answer
      },
    })
  return { client: connect(null), hearing: connect }
}
