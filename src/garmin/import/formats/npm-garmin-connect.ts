import { isObject } from '../../../domain/index.ts'
import type { ImportFormat } from '../types.ts'
import { foundIn, type Oauth1Pair, oauth1PairOf } from './oauth1-pair.ts'

/** npm garmin-connect: `{oauth1, oauth2}` of `exportToken()`, or a folder whose oauth2 file has dates as texts (AUTH 7.4). */
export const npmGarminConnect: ImportFormat = {
  name: 'npm-garmin-connect',
  tool: 'npm garmin-connect',
  recognises: (document) => {
    const pair = oauth1PairOf(document)
    if (pair === null) return false
    const exported = isObject(document) && 'oauth1' in document
    return exported || 'last_update_date' in (pair.oauth2 ?? {}) || 'expires_date' in (pair.oauth2 ?? {})
  },
  read: (document) => foundIn(oauth1PairOf(document) as Oauth1Pair),
}
