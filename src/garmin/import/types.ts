import type { Json } from '../../domain/index.ts'

/** What the file of another tool says, as it says it; checked where it becomes a pair of ours. */
export interface FoundSession {
  /** Null: none is kept, or it is of no use; an OAuth1 session mints a new one. */
  readonly accessToken: Json | undefined
  readonly refreshToken?: Json | undefined
  readonly clientId?: Json | undefined
  readonly scope?: Json | undefined
  /** Seconds since 1970, possibly with a fraction. */
  readonly expiresAt?: Json | undefined
  readonly refreshExpiresAt?: Json | undefined
  /** `garmin.com` or `garmin.cn`, where the tool writes it. */
  readonly domain?: Json | undefined
  /** An OAuth1 session: `oauth_token`, `oauth_token_secret`, perhaps `mfa_token`. */
  readonly oauth1?: Json | undefined
}

/** One tool's way of keeping a session (AUTH section 7). */
export interface ImportFormat {
  readonly name: string
  /** The tool, for sentences. */
  readonly tool: string
  /** By structure alone, never by name or length. Formats are asked in the order of the list. */
  recognises(document: Json): boolean
  /** Where the parts are; called with what `recognises` said yes to. */
  read(document: Json): FoundSession
}
