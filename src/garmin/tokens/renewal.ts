import type { GarminTokens } from '../../domain/index.ts'
import { createDi, type Di, type DiOptions } from './di.ts'
import { createLegacy, type LegacyOptions } from './legacy.ts'

/** A new pair for any pair: by its refresh token, or by the OAuth1 session that it came from. */
export function createRenewal(options: DiOptions & LegacyOptions): Pick<Di, 'refresh'> {
  const di = createDi(options)
  const legacy = createLegacy(options)
  return {
    refresh: (tokens: GarminTokens) =>
      tokens.legacy === undefined ? di.refresh(tokens) : legacy.exchange({ ...tokens, legacy: tokens.legacy }),
  }
}
