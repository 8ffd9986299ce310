import { isObject, toUserId } from '../domain/index.ts'
import { jsonOf } from './http/json-body.ts'
import type { ProvenProfile } from './types.ts'

/** DATA section 2, `profile`. */
export const profilePath = '/userprofile-service/socialProfile'

/**
 * The account as its social profile says; `profileId`, not `id`, is the number that Garmin uses as user id elsewhere.
 * Null when the text is not such a profile.
 */
export function readProfile(text: string): ProvenProfile | null {
  const json = jsonOf(text)
  if (!isObject(json)) return null
  const userId = toUserId(json.profileId)
  if (userId === null) return null
  return {
    userId,
    displayName: textOrNull(json.displayName),
    fullName: textOrNull(json.fullName),
    garminGuid: textOrNull(json.garminGUID),
    text,
    json,
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
