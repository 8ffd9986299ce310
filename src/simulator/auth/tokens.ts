import type { Region } from '../../domain/index.ts'
import { accessToken, refreshToken } from './jwt.ts'

export interface TokenPair {
  readonly access: string
  readonly refresh: string
  readonly expiresInS: number
  readonly jti: string
}

/** Every token that came out of one exchange, one refreshed out of the other. */
interface Family {
  readonly clientId: string
  readonly region: Region
  current: string
  readonly old: Set<string>
  readonly access: Set<string>
  alive: boolean
}

export interface TokenFamilies {
  /** The first pair of a new family; `region` is that of the ticket, whichever host swapped it (AUTH section 8). */
  openFamily(clientId: string, region: Region): TokenPair
  /** A new pair, or why not. */
  rotate(refresh: string, clientId: string, region: Region): TokenPair | 'unknown' | 'reused' | 'other-region'
  checkAccess(token: string, region: Region): 'good' | 'expired' | 'unknown'
  expireAccessTokens(): void
  /** Ends every family. */
  end(): void
  readonly counts: { exchanges: number; refreshes: number }
}

export const scopes = 'ATP_READ ATP_WRITE CONNECT_READ CONNECT_WRITE DI_API_READ GHS_SAMD GHS_UPLOAD'.split(' ')

export function createTokenFamilies(options: {
  readonly garminGuid: string
  readonly expiresInS: number
  readonly reuseKillsFamily: boolean
  readonly now: () => number
  /** A UUID that nobody has yet. */
  readonly uuid: (label: string) => string
}): TokenFamilies {
  const { garminGuid, expiresInS, reuseKillsFamily, now, uuid } = options
  const families = new Set<Family>()
  const access = new Map<string, { readonly expiresAt: number; expired: boolean; readonly family: Family }>()
  const counts = { exchanges: 0, refreshes: 0 }

  function pairFor(family: Family): TokenPair {
    const { clientId, region } = family
    const issuedAtS = Math.floor(now() / 1000)
    const jti = uuid('jti')
    const claims = { issuedAtS, expiresAtS: issuedAtS + expiresInS, clientId, region, jti, scope: scopes }
    const token = accessToken({ ...claims, garminGuid })
    family.current = refreshToken(uuid('refresh'), garminGuid)
    family.access.add(token)
    access.set(token, { expiresAt: now() + expiresInS * 1000, expired: false, family })
    return { access: token, refresh: family.current, expiresInS, jti }
  }

  function end(family: Family): void {
    family.alive = false
    for (const token of family.access) access.delete(token)
  }

  return {
    counts,
    openFamily(clientId, region) {
      const family: Family = { clientId, region, current: '', old: new Set(), access: new Set(), alive: true }
      families.add(family)
      counts.exchanges++
      return pairFor(family)
    },
    rotate(refresh, clientId, region) {
      for (const family of families) {
        if (!family.alive || family.clientId !== clientId) continue
        const [isOld, isCurrent] = [family.old.has(refresh), family.current === refresh]
        if ((isOld || isCurrent) && family.region !== region) return 'other-region'
        if (isOld) {
          if (reuseKillsFamily) end(family)
          return 'reused'
        }
        if (!isCurrent) continue
        family.old.add(refresh)
        counts.refreshes++
        return pairFor(family)
      }
      return 'unknown'
    },
    checkAccess(token, region) {
      const known = access.get(token)
      if (!known || known.family.region !== region) return 'unknown'
      return known.expired || known.expiresAt <= now() ? 'expired' : 'good'
    },
    expireAccessTokens() {
      for (const known of access.values()) known.expired = true
    },
    end() {
      for (const family of families) end(family)
    },
  }
}

/** An OAuth1 session as the older tools hold one (AUTH section 6). */
export interface Oauth1Token {
  readonly token: string
  readonly secret: string
  readonly mfaToken: string | null
}

/** `ABCdef…`: letters and digits of a secret, as tickets have them. */
export function letters(secret: string, count = 20): string {
  return secret
    .replace(/[^A-Za-z0-9]/g, '')
    .padEnd(count, '7')
    .slice(0, count)
}
