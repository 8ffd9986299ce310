import {
  fail,
  type GarminTokens,
  type Instant,
  isObject,
  type Json,
  type LegacyGrant,
  type Region,
  Secret,
  toInstant,
} from '../../domain/index.ts'
import { defaultClientIds } from '../tokens/di.ts'
import { isClientId, readClaims, type TokenClaims } from '../tokens/jwt-claims.ts'
import type { FoundSession } from './types.ts'

const maxTokenLength = 16 * 1024
const year2200 = 7_258_118_400
/** A token of unknown life: it counts as expired and is renewed first (AUTH 5.4). */
const unknownLifeSeconds = 3600

const noClaims: TokenClaims = {
  lifeSeconds: null,
  expiresAtSeconds: null,
  clientId: null,
  issuer: null,
  garminGuid: null,
}

export interface ToTokensContext {
  readonly tool: string
  /** What the person said; null = what the session itself says. */
  readonly region: Region | null
  readonly now: Instant
}

/**
 * A pair of ours from what was found, every part checked for size, type and host.
 * @throws import.broken with the reason, never with a value; auth.input-needed when nothing tells the region
 */
export function toTokens(
  found: FoundSession,
  context: ToTokensContext,
): { tokens: GarminTokens; garminGuid: string | null } {
  const broken = (detail: string) => fail('import.broken', { tool: context.tool, detail })
  const legacy = found.oauth1 === undefined ? null : readGrant(found.oauth1, broken)
  const accessToken = readText(found.accessToken, 'the access token', legacy !== null, broken)
  const claims = accessToken === null ? noClaims : readClaims(accessToken)
  if (claims === null) throw broken('its access token is not one that may be used (unsigned or damaged)')
  const refreshToken = legacy === null ? readText(found.refreshToken, 'the refresh token', false, broken) : null
  const region = regionOf(found, claims, context, broken)
  const expiresAtSeconds = earliest(claims.expiresAtSeconds, secondsOf(found.expiresAt))
  const refreshExpires = secondsOf(found.refreshExpiresAt)
  const { now } = context
  const left = expiresAtSeconds === null || accessToken === null ? 0 : Math.floor(expiresAtSeconds - now / 1000)
  const tokens: GarminTokens = {
    accessToken: new Secret(accessToken ?? ''),
    refreshToken: new Secret(refreshToken ?? ''),
    clientId: clientIdOf(found.clientId, broken) ?? claims.clientId ?? defaultClientIds[0] ?? '',
    region,
    scope: typeof found.scope === 'string' ? found.scope.slice(0, 8 * 1024) : null,
    receivedAt: now,
    expiresAt: toInstant(left > 0 ? now + left * 1000 : now),
    lifeSeconds: claims.lifeSeconds ?? (left > 0 ? left : unknownLifeSeconds),
    refreshExpiresAt: refreshExpires === null ? null : toInstant(Math.floor(refreshExpires * 1000)),
    mfaVerified: legacy !== null && legacy.mfaToken !== null,
    ...(legacy === null ? {} : { legacy }),
  }
  return { tokens, garminGuid: claims.garminGuid }
}

type Broken = (detail: string) => Error

function readText(value: Json | undefined, what: string, optional: true | boolean, broken: Broken): string | null {
  if (optional && (value === undefined || value === null || value === '')) return null
  if (value === undefined || value === null || value === '') throw broken(`${what} is missing`)
  if (typeof value !== 'string') throw broken(`${what} is not a text`)
  if (value.length > maxTokenLength) throw broken(`${what} is longer than any that Garmin issues`)
  if (/[^\x21-\x7e]/.test(value)) throw broken(`${what} holds characters that no token has`)
  return value
}

function readGrant(value: Json, broken: Broken): LegacyGrant {
  if (!isObject(value)) throw broken('the OAuth1 part is not an object')
  const secret = (name: string) => new Secret(readText(value[name], `\`${name}\``, false, broken) ?? '')
  const mfaToken = readText(value.mfa_token, '`mfa_token`', true, broken)
  return {
    oauthToken: secret('oauth_token'),
    oauthTokenSecret: secret('oauth_token_secret'),
    mfaToken: mfaToken === null ? null : new Secret(mfaToken),
  }
}

function clientIdOf(value: Json | undefined, broken: Broken): string | null {
  if (value === undefined || value === null || value === '') return null
  if (typeof value !== 'string' || !isClientId(value)) throw broken('its client id is not one')
  return value
}

/** Issuer of the token, domain in the file, and the person's word: they agree, or it is refused. */
function regionOf(found: FoundSession, claims: TokenClaims, { region }: ToTokensContext, broken: Broken): Region {
  const issuer = claims.issuer === null ? null : regionOfHost(hostOf(claims.issuer))
  if (claims.issuer !== null && issuer === null) throw broken('its access token was not issued by Garmin')
  const domain = found.domain === undefined ? null : regionOfHost(found.domain)
  if (found.domain !== undefined && domain === null) throw broken('its domain is neither garmin.com nor garmin.cn')
  const known = [issuer, domain, region].filter((one) => one !== null)
  const [first] = known
  if (first === undefined)
    throw fail('auth.input-needed', {
      detail: 'Nothing in this session says which region it is of.',
      how: '--region com or --region cn',
    })
  if (known.some((one) => one !== first)) {
    if (region !== null && (issuer ?? domain) === (domain ?? issuer))
      throw fail('auth.wrong-region', { otherRegion: issuer ?? domain })
    throw broken('its token and its domain are of different regions')
  }
  return first
}

function hostOf(issuer: string): string {
  const url = URL.canParse(issuer) ? new URL(issuer) : null
  return url?.protocol === 'https:' ? url.hostname : ''
}

function regionOfHost(host: Json): Region | null {
  if (typeof host !== 'string') return null
  const match = /^(?:[a-z0-9-]+\.)?garmin\.(com|cn)$/.exec(host)
  return match === null ? null : (match[1] as Region)
}

function secondsOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 && value < year2200 ? value : null
}

function earliest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other)
}
