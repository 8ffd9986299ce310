import type { ImportFormat } from '../types.ts'
import { foundIn, type Oauth1Pair, oauth1PairOf } from './oauth1-pair.ts'

/** garth, python-garminconnect 0.2 and what is built on them: the folder, or the string of `dumps()` (AUTH 7.1). */
export const garth: ImportFormat = {
  name: 'garth',
  tool: 'garth',
  recognises: (document) => oauth1PairOf(document) !== null,
  read: (document) => {
    const found = foundIn(oauth1PairOf(document) as Oauth1Pair)
    // Old files do not say; they are of garmin.com.
    return { ...found, domain: found.domain ?? 'garmin.com' }
  },
}
