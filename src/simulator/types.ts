import type { Region } from '../domain/index.ts'
import type { MfaKind } from './auth/account.ts'
import type { AuthControl } from './auth/auth-state.ts'
import type { FaultControl } from './faults.ts'
import type { Identity, LifeControl, LifeOptions } from './life/index.ts'
import type { RecordedRequest, Violation } from './recorder.ts'

export interface SimulatorOptions {
  /** Port on 127.0.0.1; 0 (default) takes a free one. */
  readonly port?: number
  /** Whose life it is: the same seed and `now` give the same answers, byte for byte. Default 7. */
  readonly seed?: number
  /** Years of life before `now`. Default 3. */
  readonly years?: number
  /** The present moment of the life, UTC milliseconds. Default: frozen at creation. */
  readonly now?: () => number
  /** The clock of tickets, tokens and pending codes, UTC milliseconds. Default: the system's. */
  readonly clock?: () => number
  /** Whose account it is, as far as it differs from the usual person's. One simulator holds one account. */
  readonly identity?: Partial<Identity>
  /** Default `lena@example.com`. */
  readonly email?: string
  /** Default `correct horse`. */
  readonly password?: string
  /** How the account wants a code: `email` (default), `phone` for SMS, `totp` for an authenticator app, or `none`. */
  readonly mfa?: MfaKind
  /** Where the account lives; in the other region nobody knows it (AUTH section 8). Default `com`. */
  readonly region?: Region
  /** Secret of the authenticator app, Base32. Default: one that depends on seed and account. */
  readonly authenticatorSecret?: string
  /** How many further codes are sent within a day; Garmin's number is unknown. Default 5. */
  readonly codesPerDay?: number
  /** Logins with one client id after which the JSON doors answer 429 (AUTH 10.1). Default: no limit. */
  readonly loginLimit?: number
  /** Wrong codes after which the pending sign-in is dropped; Garmin's number is unknown. Default 5. */
  readonly mfaTries?: number
  /** Life of a service ticket. Default 60 (AUTH 5.3). */
  readonly ticketSeconds?: number
  /** Whether an exchange with a wrong service URL spends the ticket; unknown for Garmin. Default true. */
  readonly wrongServiceSpendsTicket?: boolean
  /** Life of an access token. Default 86399 (AUTH 5.3). */
  readonly accessTokenSeconds?: number
  /** The OAuth1 consumer that the oauth-service knows. Default `simulated-consumer` with `simulated-secret`. */
  readonly consumer?: { readonly key: string; readonly secret: string }
  /** A new account that has no display name yet. Default false. */
  readonly omitDisplayName?: boolean
  /** Whether a refresh token used twice ends its whole family; unknown for Garmin. Default false. */
  readonly reuseKillsFamily?: boolean
  /** Entries by hand are as old ones are: the list does not say so, and their file answers 500 (DATA section 3). */
  readonly oldManualEntries?: boolean
  /** Sample arrays of days older than this come back empty, as Garmin's archive does (DATA section 5). Default: never. */
  readonly archiveAfterDays?: number
  /** The longest range that REST services answer, where it is shorter than is known of them. Default: as known. */
  readonly longestRangeDays?: number
  /** How many days a day Garmin brings back out of its archive. Default 30. */
  readonly reloadsADay?: number
  /** How long that takes, milliseconds of the clock of tickets. Default 10 000. */
  readonly reloadMs?: number
  /** Where the person flies in March, in turn by year. Default: Japan and the Rocky Mountains. */
  readonly journeys?: LifeOptions['journeys']
  /** The person plays golf, too. Default false. */
  readonly golfs?: boolean
  /** Milliseconds that every answer takes at least. Default 0. */
  readonly latencyMs?: number
  /** Called whenever Garmin sends a code. */
  readonly onCode?: (code: string, sentTo: string) => void
}

/** A code that the person received. */
export interface Mail {
  readonly code: string
  readonly sentTo: string
  readonly at: number
}

/** A Garmin that runs on localhost: one origin for all of its hosts, whose paths do not collide. */
export interface Simulator {
  readonly origin: string
  readonly email: string
  readonly password: string
  /** The latest requests, oldest first, at most 20 000. */
  readonly requests: readonly RecordedRequest[]
  /** What a well-behaved client never does. */
  readonly violations: readonly Violation[]
  /** Connections that were opened, whatever became of them. */
  readonly connections: number
  /** Codes that were sent, oldest first. */
  readonly inbox: readonly Mail[]
  readonly faults: FaultControl
  readonly life: LifeControl
  readonly auth: AuthControl
  /** Forgets requests, violations and connections; the account stays as it is. */
  forget(): void
  close(): Promise<void>
}
