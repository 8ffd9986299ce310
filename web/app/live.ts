import { type ReadonlySignal, signal } from '@preact/signals'
import type { SyncJobJson } from '../../src/contract/index.ts'
import type { Resources } from '../api/resources.ts'

/** What the account's stream tells (API 11); other kinds are passed over. */
export type LiveEvent =
  | { readonly type: 'status' | 'needs' }
  | { readonly type: 'job'; readonly job: SyncJobJson }
  | { readonly type: 'data-changed'; readonly tables: readonly string[] | null }
  | { readonly type: 'session-ended'; readonly session_id: string }

export interface Live {
  /** `asking`: the stream is not to be had, so the status is asked for every few seconds. */
  readonly state: ReadonlySignal<'off' | 'live' | 'asking'>
  /** The newest word of a job, whoever started it. */
  readonly job: ReadonlySignal<SyncJobJson | null>
  /** Listens for the account that is looked at now, from the beginning. */
  restart(): void
  stop(): void
}

export interface LiveOptions {
  readonly open: (input: {
    readonly signal: AbortSignal
    readonly lastEventId?: number
  }) => AsyncIterable<{ readonly id: number; readonly data: LiveEvent }>
  readonly resources: Pick<Resources, 'refresh'>
  readonly onSessionEnded: (sessionId: string) => void
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
  /** The page is looked at; resolves at once when it is. A hidden one lets go of the stream after a minute. */
  readonly looked: (signal: AbortSignal) => Promise<void>
}

const askEveryMs = 5000
/** Pages are filled anew at most this often, however much arrives at once. */
const refreshEveryMs = 1000

/** One stream for the whole app; what it tells is asked for again by whoever shows it. */
export function createLive(options: LiveOptions): Live {
  const { resources, wait } = options
  const state = signal<'off' | 'live' | 'asking'>('off')
  const job = signal<SyncJobJson | null>(null)
  let running: AbortController | null = null

  const listen = async (own: AbortSignal) => {
    let lastEventId: number | undefined
    const fill = createFill(resources, wait, own)
    while (!own.aborted) {
      await options.looked(own)
      try {
        for await (const { id, data } of options.open({ signal: own, lastEventId })) {
          if (own.aborted) return
          state.value = 'live'
          lastEventId = id
          if (data.type === 'session-ended') return options.onSessionEnded(data.session_id)
          if (data.type === 'job') job.value = data.job
          // A job's steps change the status; only what arrived changes pages.
          fill(data.type === 'data-changed' ? () => true : isAboutWork)
        }
      } catch {
        // Said by `state`; the pages ask for themselves meanwhile.
      }
      if (own.aborted) return
      state.value = 'asking'
      resources.refresh(isAboutWork)
      await wait(askEveryMs, own)
    }
  }

  return {
    state,
    job,
    restart: () => {
      running?.abort()
      running = new AbortController()
      job.value = null
      void listen(running.signal)
    },
    stop: () => {
      running?.abort()
      running = null
      state.value = 'off'
    },
  }
}

/** Keys that hang on the state of work, not on what was fetched. */
function isAboutWork(key: string): boolean {
  return /^(status|jobs?)\b/.test(key)
}

/** Gathers what is to be asked for again: at once the first time, then at most once in a while. */
function createFill(resources: LiveOptions['resources'], wait: LiveOptions['wait'], signal: AbortSignal) {
  let wanted: ((key: string) => boolean)[] = []
  let waiting = false
  const send = async () => {
    waiting = true
    while (wanted.length > 0 && !signal.aborted) {
      const all = wanted
      wanted = []
      resources.refresh((key) => all.some((each) => each(key)))
      await wait(refreshEveryMs, signal)
    }
    waiting = false
  }
  return (matches: (key: string) => boolean) => {
    wanted.push(matches)
    if (!waiting) void send()
  }
}
