import { isObject, type Json } from '../../../domain/index.ts'
import type { ImportFormat } from '../types.ts'

/** python-garminconnect from 0.3, garmin-health-data, garmin-auth (AUTH 7.2); also nested by a wrapper. */
export const pythonGarminconnect: ImportFormat = {
  name: 'python-garminconnect',
  tool: 'python-garminconnect',
  recognises: (document) => isObject(inner(document)) && Object.hasOwn(inner(document) as object, 'di_token'),
  read: (document) => {
    const tokens = inner(document) as { [key: string]: Json }
    return {
      accessToken: tokens.di_token,
      refreshToken: tokens.di_refresh_token,
      clientId: tokens.di_client_id ?? undefined,
    }
  },
}

function inner(document: Json): Json | undefined {
  return isObject(document) && isObject(document.garmin_tokens) ? document.garmin_tokens : document
}
