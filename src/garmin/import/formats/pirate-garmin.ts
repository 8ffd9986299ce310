import { isObject, type Json } from '../../../domain/index.ts'
import type { ImportFormat } from '../types.ts'

/** pirate-garmin, `native-oauth2.json` (AUTH 7.5); its second pair, `it`, is not needed (AUTH 5.7). */
export const pirateGarmin: ImportFormat = {
  name: 'pirate-garmin',
  tool: 'pirate-garmin',
  recognises: (document) => isObject(document) && isObject(document.di) && 'token' in document.di,
  read: (document) => {
    const { di } = document as { di: { [key: string]: Json } }
    const token = isObject(di.token) ? di.token : {}
    return {
      accessToken: token.access_token,
      refreshToken: token.refresh_token,
      clientId: di.clientId ?? undefined,
      scope: token.scope,
      expiresAt: token.expires_at,
      refreshExpiresAt: token.refresh_token_expires_at,
    }
  },
}
