import { type Clock, type GarminTokens, type Instant, Secret } from '../domain/index.ts'
import { toId } from './database.ts'
import type { Dialect } from './dialects/types.ts'
import type { SealedTokenStore } from './types.ts'
import type { Binding, Sealing } from './vault/index.ts'

/** The sealed pair of each account. Bound to account and version: an older pair put back by hand does not open. */
export function createTokens(
  { db, durably }: Dialect,
  sealing: () => Promise<Sealing>,
  clock: Clock,
): SealedTokenStore {
  const columns = (sealer: Sealing, userId: string, version: number, tokens: GarminTokens) => ({
    version,
    sealed: sealer.seal(toText(tokens), binding(userId, version)),
    over: false,
    scope: tokens.scope,
    expires_at: tokens.expiresAt,
    mfa_verified: tokens.mfaVerified,
  })
  // What the account's AuthenticationTokens show of the pair they all draw on.
  const shown = (tokens: GarminTokens) => ({
    scope: tokens.scope,
    expires_at: tokens.expiresAt,
    mfa_verified: tokens.mfaVerified,
  })
  return {
    load: async (userId) => {
      const row = await db
        .selectFrom('sealed_token')
        .select(['version', 'sealed', 'over', 'created_at', 'last_used_at'])
        .where('user_id', '=', toId(userId))
        .executeTakeFirst()
      if (row === undefined) return null
      const sealer = await sealing()
      return {
        tokens: fromText(sealer.open(row.sealed, binding(userId, row.version))),
        version: row.version,
        over: Boolean(row.over),
        createdAt: row.created_at as Instant,
        lastUsedAt: row.last_used_at as Instant,
      }
    },
    put: async (userId, tokens) => {
      const sealer = await sealing()
      await durably(async (transaction) => {
        const id = toId(userId)
        const before = await transaction
          .selectFrom('sealed_token')
          .select('version')
          .where('user_id', '=', id)
          .executeTakeFirst()
        const now = clock()
        const row = {
          ...columns(sealer, userId, (before?.version ?? 0) + 1, tokens),
          created_at: now,
          last_used_at: now,
        }
        await transaction
          .insertInto('sealed_token')
          .values({ user_id: id, ...row })
          .onConflict((conflict) => conflict.column('user_id').doUpdateSet(row))
          .execute()
        await transaction.updateTable('authentication_token').set(shown(tokens)).where('user_id', '=', id).execute()
      })
    },
    replace: async (userId, tokens, version) => {
      const sealer = await sealing()
      return durably(async (transaction) => {
        const id = toId(userId)
        const { numUpdatedRows } = await transaction
          .updateTable('sealed_token')
          .set(columns(sealer, userId, version + 1, tokens))
          .where('user_id', '=', id)
          .where('version', '=', version)
          .executeTakeFirstOrThrow()
        if (numUpdatedRows !== 1n) return false
        await transaction.updateTable('authentication_token').set(shown(tokens)).where('user_id', '=', id).execute()
        return true
      })
    },
    markOver: (userId, version) =>
      durably(async (transaction) => {
        await transaction
          .updateTable('sealed_token')
          .set({ over: true })
          .where('user_id', '=', toId(userId))
          .where('version', '=', version)
          .execute()
      }),
    touch: async (userId, at) => {
      await db
        .updateTable('sealed_token')
        .set({ last_used_at: at })
        .where('user_id', '=', toId(userId))
        .where('last_used_at', '<', at)
        .execute()
    },
    delete: (userId) =>
      durably(async (transaction) => {
        await transaction.deleteFrom('sealed_token').where('user_id', '=', toId(userId)).execute()
      }),
  }
}

function binding(account: string, version: number): Binding {
  return { purpose: 'garmin-tokens', account, version }
}

function toText(tokens: GarminTokens): string {
  const { legacy } = tokens
  return JSON.stringify({
    ...tokens,
    accessToken: tokens.accessToken.open(),
    refreshToken: tokens.refreshToken.open(),
    legacy: legacy && {
      oauthToken: legacy.oauthToken.open(),
      oauthTokenSecret: legacy.oauthTokenSecret.open(),
      mfaToken: legacy.mfaToken?.open() ?? null,
    },
  })
}

type Plain<T> = { [K in keyof T]: T[K] extends Secret ? string : T[K] extends Secret | null ? string | null : T[K] }

function fromText(text: string): GarminTokens {
  const { legacy, ...plain } = JSON.parse(text) as Plain<Omit<GarminTokens, 'legacy'>> & {
    legacy?: Plain<NonNullable<GarminTokens['legacy']>>
  }
  const tokens = {
    ...plain,
    accessToken: new Secret(plain.accessToken),
    refreshToken: new Secret(plain.refreshToken),
  }
  if (legacy === undefined) return tokens
  return {
    ...tokens,
    legacy: {
      oauthToken: new Secret(legacy.oauthToken),
      oauthTokenSecret: new Secret(legacy.oauthTokenSecret),
      mfaToken: legacy.mfaToken === null ? null : new Secret(legacy.mfaToken),
    },
  }
}
