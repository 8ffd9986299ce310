import type { Answered } from '../api/index.ts'
import type { SyncJob, UserId } from '../domain/index.ts'

/** What a running program does, for those who count it or write it down. No names, nothing that somebody typed. */
export type Happening =
  | { readonly event: 'server.started'; readonly url: string; readonly version: string }
  | { readonly event: 'server.stopping' }
  | ({ readonly event: 'request' } & Answered)
  | {
      readonly event: 'garmin'
      readonly userId: UserId
      readonly jobId: string
      readonly dataset: string | null
      /** Null: nothing was answered. */
      readonly status: number | null
      readonly ms: number
    }
  | { readonly event: 'job'; readonly job: SyncJob }
  | { readonly event: 'fault'; readonly requestId: string; readonly kind: string }

/** Where happenings are told, and listened to while somebody does. */
export interface Happenings {
  tell(happening: Happening): void
  /** Gives how to stop listening. */
  listen(listener: (happening: Happening) => void): () => void
}

export function createHappenings(): Happenings {
  const listeners = new Set<(happening: Happening) => void>()
  return {
    tell: (happening) => {
      for (const listener of listeners) listener(happening)
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
