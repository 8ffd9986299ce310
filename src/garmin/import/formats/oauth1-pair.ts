import { isObject, type Json } from '../../../domain/index.ts'
import type { FoundSession } from '../types.ts'

type Part = { readonly [key: string]: Json }

/** The two documents of an OAuth1 session, in any of the forms that garth and npm garmin-connect write (AUTH 7.1, 7.4). */
export interface Oauth1Pair {
  readonly oauth1: Part
  readonly oauth2: Part | null
}

/** `[oauth1, oauth2]`, `{oauth1, oauth2}`, or a folder as the command sends it: file name → its text, parsed. */
export function oauth1PairOf(document: Json): Oauth1Pair | null {
  const [first, second] = partsOf(document)
  if (!isObject(first) || !('oauth_token' in first)) return null
  return { oauth1: first, oauth2: isObject(second) ? second : null }
}

function partsOf(document: Json): readonly (Json | undefined)[] {
  if (Array.isArray(document)) return document.length === 2 ? document : []
  if (!isObject(document)) return []
  if ('oauth1_token.json' in document) return [document['oauth1_token.json'], document['oauth2_token.json']]
  return 'oauth1' in document ? [document.oauth1, document.oauth2] : [document, undefined]
}

export function foundIn({ oauth1, oauth2 }: Oauth1Pair): FoundSession {
  return {
    oauth1,
    accessToken: oauth2?.access_token,
    scope: oauth2?.scope,
    expiresAt: oauth2?.expires_at,
    domain: oauth1.domain ?? undefined,
  }
}
