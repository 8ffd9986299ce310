import { isObject, type Json } from '../../../domain/index.ts'
import type { ImportFormat } from '../types.ts'

/** ha-garmin, `.garmin_tokens.json` (AUTH 7.3). */
export const haGarmin: ImportFormat = {
  name: 'ha-garmin',
  tool: 'ha-garmin',
  recognises: (document) => isObject(document) && 'token' in document && 'refresh_token' in document,
  read: (document) => {
    const { token, refresh_token, client_id } = document as { [key: string]: Json }
    return { accessToken: token, refreshToken: refresh_token, clientId: client_id ?? undefined }
  },
}
