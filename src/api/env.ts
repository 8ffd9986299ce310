import type { Peer } from './exposure.ts'
import type { ActiveSession } from './services/sessions.ts'
import type { CallContext } from './services/types.ts'

/** What handlers find in their context. */
export interface Env {
  Bindings: CallContext
  Variables: {
    requestId: string
    peer: Peer
    /** Of a server that others reach; null elsewhere. */
    publicOrigin: string | null
    /** Set on every route that needs a session. */
    session: ActiveSession
  }
}
