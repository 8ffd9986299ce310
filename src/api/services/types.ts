import type { Clock, DatasetDefinition, Instant, LocalDate, UserId } from '../../domain/index.ts'
import type { ApiClient, ApiEvent, ProvenProfile, SessionImport, SignIn, TokenSource } from '../../garmin/index.ts'
import type { Store } from '../../store/index.ts'
import type { JobService, Scheduler } from '../../sync/index.ts'
import type { Exposure } from '../exposure.ts'
import type { WebFiles } from '../web/web-files.ts'

/** What the API needs of the rest of the program. */
export interface ApiServices {
  readonly store: Store
  readonly catalogue: readonly DatasetDefinition[]
  /** Those of the catalogue that are on: only they are told of in status and coverage. Default all. */
  readonly asked?: readonly DatasetDefinition[]
  readonly jobs: Pick<JobService, 'start' | 'plan' | 'cancel' | 'watch'>
  /** Requests to Garmin a second; null = not paced. Default: null. */
  readonly pace?: { readonly perSecond: number } | null
  readonly scheduler: Pick<Scheduler, 'view' | 'change'>
  readonly signIn: SignIn
  /** Takes over sessions of other tools. */
  readonly sessionImport: SessionImport
  readonly tokenSource: (userId: UserId) => Promise<Pick<TokenSource, 'refresh'>> | Pick<TokenSource, 'refresh'>
  /** What this machine's `doctor` finds; left out: nobody looks. */
  readonly doctor?: () => Promise<readonly Finding[]>
  /** Who said what is fetched and how fast. Default: nobody. */
  readonly sources?: {
    readonly datasets: 'env' | 'config' | 'default'
    readonly pace: { readonly text: string | null; readonly source: 'env' | 'default' }
  }
  /** A client for Garmin's data API; closed after use. Asked once for an account whose sign-in is not yet proven. */
  readonly openApi: (
    userId: UserId,
    options: { maxWaitMs: number; onEvent: (event: ApiEvent) => void },
  ) => Promise<Pick<ApiClient, 'send' | 'close'>>
  /** Keeps the profile read at a sign-in as the answer of the `profile` dataset. */
  readonly keepProfile: (userId: UserId, profile: ProvenProfile) => Promise<void>
  /** Called before a new pair of tokens is kept for an account. Default: nothing is done. */
  readonly beforeTokens?: (userId: UserId) => Promise<void>
  /** No sign-in for this account key leaves the machine before; null = now. */
  readonly loginPausedUntil: (accountKey: string) => Promise<Instant | null>
  readonly clock: Clock
  /** Key of the access tokens, 32 bytes. */
  readonly keys: { readonly jwt: () => Uint8Array | Promise<Uint8Array> }
  readonly version: string
  /** The person is invented: an origin of this machine plays all of Garmin. Default false. */
  readonly demo?: boolean
  /** The calendar day it is for this account. */
  readonly today: (userId: UserId) => Promise<LocalDate>
  /** Left out: only this machine reaches the server. */
  readonly exposure?: Exposure
  /** Told of every fault of our own, with the id that the answer carries as `instance`. Default: nobody. */
  readonly onFault?: (fault: { readonly requestId: string; readonly error: unknown }) => void
  /** Told of every request once its answer is ready; of a stream, once it has begun. Default: nobody. */
  readonly onAnswered?: (answered: Answered) => void
  /** What `/metrics` says; null = nobody counts. Default: null. */
  readonly metrics?: () => Promise<{ readonly type: string; readonly text: string } | null>
  /** Aborted when the server is about to end: streams end, and who reads them comes back to the next one. */
  readonly stopping?: AbortSignal
  /** Waits; default: the system's timer. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>
  /** The dashboard's files; left out: there is none. */
  readonly web?: WebFiles
  /** The invented person of a server that shows what GarminSync does; null or left out: there is none. */
  readonly demoUser?: () => Promise<UserId | null>
  /** Default: the system's. */
  readonly randomBytes?: (size: number) => Uint8Array
}

/** One thing that `doctor` looked at. */
export interface Finding {
  readonly name: string
  readonly state: 'ok' | 'info' | 'warning' | 'problem'
  readonly detail: string
  /** What to do; null when all is well. */
  readonly fix: string | null
  /** Names files, keys or accounts: told on this machine only. */
  readonly isPrivate: boolean
}

/** A request as it may be counted and logged: nothing of it that somebody typed. */
export interface Answered {
  readonly requestId: string
  readonly method: string
  /** As the contract writes it, `/api/v1/activities/{activity_id}`; null = there is none. */
  readonly route: string | null
  readonly status: number
  readonly ms: number
  /** Whose session it was; null where none was needed. */
  readonly userId: UserId | null
}

/** Who asks: what the one who calls the handler knows of it. */
export interface CallContext {
  /** The owner of the home folder, in process: sessions open by themselves. Default false. */
  readonly trusted?: boolean
  /** With `trusted` and no token: the account that is meant; null = the only one. */
  readonly user?: string | null
  /** Address of the peer, where there is a socket. */
  readonly address?: string
}
