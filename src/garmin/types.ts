import type {
  Answer,
  Clock,
  GarminRequest,
  GarminTokens,
  Instant,
  Json,
  Region,
  Secret,
  UserId,
} from '../domain/index.ts'
import type { Breaker } from './api/breaker.ts'
import type { HttpOptions } from './http/http.ts'

/** Where Garmin is. `origin` is one loopback origin that plays all of Garmin's hosts; only the address changes. */
export interface GarminLocation {
  readonly region: Region
  readonly origin: string | null
}

/** The account as its own profile says (AUTH 5.1 proof, DATA section 2 `profile`). */
export interface ProvenProfile {
  readonly userId: UserId
  readonly displayName: string | null
  readonly fullName: string | null
  readonly garminGuid: string | null
  /** The answer as it came: it is the `profile` dataset's answer. */
  readonly text: string
  readonly json: Json
}

/** What a login strategy comes to. `mfa` and `refused` end the chain. */
export type StrategyResult =
  | {
      readonly kind: 'ticket'
      readonly ticket: Secret
      readonly serviceUrl: string
      readonly mfaVerified: boolean
      /** Where it was issued, when the ticket came with its address; else the region that was asked for. */
      readonly region?: Region
    }
  /** `state` is a plain value that can be stored (sealed) and resumed in another process. */
  | { readonly kind: 'mfa'; readonly method: string; readonly sentTo: string | null; readonly state: Json }

/** One way in. It throws a Failure of the `auth.*` table when Garmin refuses. */
export interface LoginStrategy {
  readonly name: 'password' | 'browser' | 'widget' | 'portal'
  /** What the person proves themselves with: the password, or what they bring from their own browser. */
  readonly takes: 'password' | 'ticket'
  /** Where the browser of the person has to go first; only with `takes: 'ticket'`. */
  link?(region: Region): SignInLink
  /** `email` is empty with `takes: 'ticket'`: whose it is, the profile says. */
  start(input: { email: string; secret: Secret; region: Region; signal: AbortSignal }): Promise<StrategyResult>
  /** @throws auth.mfa-rejected when the code was not accepted; the state stays good. */
  resume(input: { state: Json; code: Secret; region: Region; signal: AbortSignal }): Promise<StrategyResult>
  /** Asks for another code within the same sign-in; only where the door has such a request. */
  readonly resend?: {
    /** Garmin's own pause between two requests. */
    readonly everyMs: number
    /** The state from now on. @throws auth.code-limit when Garmin sends no more, auth.code-own */
    send(input: { state: Json; region: Region; signal: AbortSignal }): Promise<Json>
  }
}

/** Where a person signs in with their own browser, and what they bring back from there. */
export interface SignInLink {
  readonly url: string
  readonly region: Region
  /** How the address of the last page begins; what follows is the ticket. */
  readonly lastPage: string
}

/** A pending MFA challenge; `sealed` opens to what the strategy needs to resume. */
export interface StoredChallenge {
  readonly challengeId: string
  /** HMAC of the lower-cased e-mail and region. */
  readonly accountKey: string
  readonly strategy: string
  readonly region: Region
  readonly method: string
  readonly sentTo: string | null
  readonly state: Json
  readonly createdAt: Instant
  readonly expiresAt: Instant
  readonly attemptsLeft: number
  /** SHA-256 of codes already sent, so that none is sent twice. */
  readonly triedCodes: readonly string[]
  /** When Garmin was last asked to send a code. Left out: at the start. */
  readonly codeAskedAt?: Instant
  /** Garmin said that it sends no further one. */
  readonly codesOver?: boolean
}

/** Keeps challenges sealed; declared here because the sign-in is the one that needs it. */
export interface ChallengeStore {
  save(challenge: StoredChallenge): Promise<void>
  find(challengeId: string): Promise<StoredChallenge | null>
  /** The newest that has not expired. */
  latest(now: Instant): Promise<StoredChallenge | null>
  delete(challengeId: string): Promise<void>
}

/** The durable pause after a login 429, by account key. */
export interface LoginPause {
  readonly until: Instant
  /** Length of the last pause without a `Retry-After`, for doubling. */
  readonly lastMs: number
}
export interface LoginPauseStore {
  get(accountKey: string): Promise<LoginPause | null>
  set(accountKey: string, pause: LoginPause): Promise<void>
  clear(accountKey: string): Promise<void>
}

/** What a finished sign-in gives. `profile` is null when Garmin could not be asked yet ("not yet proven"). */
export interface SignedIn {
  readonly kind: 'signed-in'
  /** HMAC of the lower-cased e-mail and region: names the account while its profile is not known. */
  readonly accountKey: string
  readonly tokens: GarminTokens
  readonly profile: ProvenProfile | null
}
export interface SignInChallenge {
  readonly kind: 'challenge'
  readonly challengeId: string
  readonly method: string
  readonly sentTo: string | null
  readonly expiresAt: Instant
  readonly attemptsLeft: number
  /** How another code comes: within this sign-in, by a new one, or not at all; and from when on. */
  readonly another: { readonly by: 'resend' | 'start-again'; readonly from: Instant } | null
}

export interface SignIn {
  /** One attempt, never repeated by itself. @throws the `auth.*` failures, garmin.unreachable, garmin.server-error */
  start(input: {
    email: string
    password: Secret
    region: Region
    method?: LoginStrategy['name']
    signal?: AbortSignal
  }): Promise<SignedIn | SignInChallenge>
  /** Finishes a challenge, from any process. Null takes the newest one. */
  answer(input: { challengeId: string | null; code: Secret; signal?: AbortSignal }): Promise<SignedIn>
  /** A challenge as it stands; asks nobody. @throws auth.no-challenge, auth.challenge-expired */
  challenge(challengeId: string): Promise<SignInChallenge>
  /**
   * Another code for a challenge, where its door has such a request; else it says when to start again.
   * @throws auth.code-too-soon, auth.code-limit, auth.code-once, auth.code-own, auth.no-challenge, auth.challenge-expired
   */
  resend(input: { challengeId: string | null; signal?: AbortSignal }): Promise<SignInChallenge>
  /** Where the person signs in with their own browser. Nothing is sent. */
  link(region: Region): SignInLink
  /**
   * Finishes what the person's own browser began, with whatever was pasted: address, ticket, or text of the last page.
   * Stays open during the pause after a 429. Null takes the region of the address, else com.
   * @throws auth.ticket-missing (nothing was sent), auth.ticket-refused, and what `start` throws
   */
  ticket(input: { pasted: Secret; region: Region | null; signal?: AbortSignal }): Promise<SignedIn>
  /** When the next sign-in for this address is permitted; null = now. */
  pausedUntil(email: string, region: Region): Promise<Instant | null>
}

/** Where the token source keeps its pair: sealed, compare-and-swap, durable before it returns. */
export interface TokenStore {
  load(): Promise<{ tokens: GarminTokens; version: number; over: boolean } | null>
  /** Writes only while the stored version is still `version`; fsynced when it returns true. */
  replace(tokens: GarminTokens, version: number): Promise<boolean>
  /** The refresh token was refused for good: sign-in needed. Nothing is deleted. */
  markOver(version: number): Promise<void>
  /** Refresh pause after a 429, shared by all processes; in the past, it says when Garmin was last asked. */
  pause(): Promise<{ until: Instant; lastMs: number } | null>
  setPause(pause: { until: Instant; lastMs: number } | null): Promise<void>
}

/** Runs `work` while no other process holds the same name; waits for its turn. */
export type WithLock = <T>(name: string, work: () => Promise<T>, signal?: AbortSignal) => Promise<T>

export interface TokenSource {
  /** A good access token, refreshed first when needed. @throws auth.sign-in-needed, auth.session-over, garmin.* */
  access(signal?: AbortSignal): Promise<Secret>
  /** Refreshes now, unless another process did within `unlessWithinMs`; or unless the stored token is no longer `refused`. */
  refresh(options?: { refused?: Secret; unlessWithinMs?: number; signal?: AbortSignal }): Promise<GarminTokens>
  /** Refreshes sent so far. */
  readonly requests?: number
  /** Resolves when no refresh is under way: one that was sent goes on even if nobody waits for it any more. */
  idle?(): Promise<void>
}

/** What the pace of an account is right now; kept across restarts. */
export interface PaceState {
  /** Requests that may leave at once, as of `at`. */
  readonly allowance: number
  readonly at: Instant
  /** Share of the configured rate in force: halved at each 429. */
  readonly factor: number
  /** Nothing leaves before this moment. */
  readonly notBefore: Instant | null
}
export interface Pace {
  readonly burst: number
  readonly perSecond: number
}

export type ApiEvent =
  | { readonly type: 'request'; readonly path: string }
  | {
      readonly type: 'answer'
      readonly path: string
      /** Null: the connection was refused or cut, or nothing came in time. */
      readonly status: number | null
      readonly bytes: number
      readonly ms: number
    }
  | { readonly type: 'wait'; readonly until: Instant; readonly reason: 'pace' | 'rate-limited' | 'trouble' }

/** An answer with what it cost. `text` is the JSON as it came. */
export interface ApiAnswer extends Answer {
  readonly text?: string
  readonly contentType: string
  readonly bytesReceived: number
  readonly receivedAt: Instant
}

export interface ApiClient {
  /**
   * One request with token, pacing, time limits and retries by kind of failure. Gives 200, 204, Garmin's JSON 404 and
   * 400 (body bounded) back as answers. @throws garmin.*, auth.sign-in-needed, auth.session-over, interrupted (aborted)
   */
  send(request: GarminRequest, signal: AbortSignal): Promise<ApiAnswer>
  /** Requests that left so far, repeats and refreshes included. */
  readonly requests: number
  readonly bytes: number
  pace(): PaceState
  /** How long the pace would hold back a request that is sent now; 0 = it leaves at once. */
  waitMs?(): number
  /** Values of the account's state that have to survive this process, to be kept with what the requests brought. */
  standing?(): Readonly<Record<string, Json>>
  close(): Promise<void>
}

export interface ApiClientOptions {
  readonly location: GarminLocation
  readonly tokens: TokenSource
  readonly clock: Clock
  readonly userAgent: string
  /** Null = no pacing (loopback only). */
  readonly pace: Pace | null
  readonly paceState?: PaceState | null
  /** Longest single wait before `garmin.rate-limited` is thrown with `retryAt`; default 15 min. */
  readonly maxWaitMs: number
  /** Called before each request leaves, with how many left so far; throws when no more may. */
  readonly permit?: (requests: number) => void
  /** Shared by the clients of all accounts: while Garmin itself is in trouble, they do not take turns in asking. */
  readonly breaker?: Breaker
  readonly onEvent?: (event: ApiEvent) => void
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>
  readonly random?: () => number
  /** Extra headers that a person configured for their own account. */
  readonly headers?: Readonly<Record<string, string>>
  readonly timeouts?: HttpOptions['timeouts']
  /** Requests at the same time; default 1. */
  readonly connections?: number
}
