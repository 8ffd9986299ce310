import { fail, type GarminTokens, type Region, type Secret, type UserId, type UserSession } from '../../domain/index.ts'
import type { LoginStrategy, ProvenProfile, SignedIn, SignInChallenge, SignInLink } from '../../garmin/index.ts'
import { type Accounts, provisionalUserId } from './accounts.ts'
import type { Sessions } from './sessions.ts'
import type { ApiServices } from './types.ts'

type Needs = Pick<
  ApiServices,
  'store' | 'signIn' | 'sessionImport' | 'keepProfile' | 'beforeTokens' | 'clock' | 'exposure'
>

/** On whose behalf a sign-in runs. */
export interface SignInCall {
  /** The owner of the home folder. */
  readonly trusted: boolean
  /** The session is for a browser's cookie. */
  readonly browser: boolean
  readonly signal: AbortSignal
}

/** Signing in at Garmin, and what follows: the account, the sealed pair, a session of ours. */
export function createSignInService(services: Needs, accounts: Accounts, sessions: Sessions) {
  const { store, signIn, sessionImport, keepProfile, clock, exposure } = services

  const saveAccount = async (userId: UserId, signedIn: SignedIn, region: Region): Promise<void> => {
    const before = await store.accounts.find(userId)
    const { profile, accountKey, tokens } = signedIn
    await store.accounts.save({
      user_id: userId,
      region,
      display_name: profile === null ? (before?.display_name ?? null) : profile.displayName,
      full_name: profile === null ? (before?.full_name ?? null) : profile.fullName,
      garmin_guid: profile?.garminGuid ?? before?.garmin_guid ?? null,
      mfa_enabled: tokens.mfaVerified || (before?.mfa_enabled ?? false),
      account_key: accountKey,
      created_at: before?.created_at ?? clock(),
    })
  }

  /**
   * Nothing is written before Garmin has said yes. Without a profile ("not yet proven") the pair is kept under the
   * account that this e-mail had before, or under a number that stands in for it until `prove` finds the real one.
   */
  const finish = async (signedIn: SignedIn, call: SignInCall): Promise<UserSession> => {
    const known = (await accounts.list()).find((account) => account.account_key === signedIn.accountKey)
    const userId = signedIn.profile?.userId ?? known?.user_id ?? provisionalUserId(signedIn.accountKey)
    await keep(userId, signedIn)
    if (known !== undefined && known.user_id !== userId && accounts.isProvisional(known.user_id))
      await retire(known.user_id, userId)
    // Who signs in at this machine means this account from now on; a server's visitors choose nothing for its owner.
    if (call.trusted) await accounts.setCurrent(userId)
    return sessions.issue(userId, call.trusted ? 'local' : call.browser ? 'browser' : 'login')
  }

  const keep = async (userId: UserId, signedIn: SignedIn): Promise<void> => {
    await saveAccount(userId, signedIn, signedIn.tokens.region)
    await services.beforeTokens?.(userId)
    await store.tokens.put(userId, signedIn.tokens)
    await accounts.setProven(userId, signedIn.profile !== null)
    if (signedIn.profile !== null) await keepProfile(userId, signedIn.profile)
  }

  /** The number that stood in leads to the real one from now on, so its sessions stay good. */
  const retire = async (provisional: UserId, proven: UserId): Promise<void> => {
    const account = await store.accounts.find(provisional)
    await accounts.alias(provisional, proven)
    if (account !== null) await store.accounts.save({ ...account, account_key: null })
    await store.tokens.delete(provisional)
  }

  /** Of a sign-in without an e-mail: browser, import. */
  const finishNameless = async (signedIn: SignedIn, call: SignInCall): Promise<UserSession> => {
    const { profile } = signedIn
    const before = profile === null ? null : await store.accounts.find(profile.userId)
    // Whose it is shows only now. An account that is here already was let in by its e-mail.
    if (
      exposure !== undefined &&
      !call.trusted &&
      before === null &&
      !exposure.allowed.allowsUser(profile?.userId ?? '')
    )
      throw fail('auth.user-not-allowed')
    // A key made from an e-mail also names the pause after a 429; the one made from a session must not displace it.
    return finish({ ...signedIn, accountKey: before?.account_key ?? signedIn.accountKey }, call)
  }

  return {
    /** @throws what `SignIn.start` throws; then nothing has changed */
    login: async (
      input: { email: string; password: Secret; region: Region; method: LoginStrategy['name'] | undefined },
      call: SignInCall,
    ): Promise<UserSession | SignInChallenge> => {
      const { method, ...rest } = input
      const result = await signIn.start({ ...rest, ...(method === undefined ? {} : { method }), signal: call.signal })
      return result.kind === 'challenge' ? result : finish(result, call)
    },

    /** @throws what `SignIn.answer` throws */
    mfa: async (input: { challengeId: string | null; code: Secret }, call: SignInCall): Promise<UserSession> =>
      finish(await signIn.answer({ ...input, signal: call.signal }), call),

    /** @throws what `SignIn.challenge` throws */
    challenge: (id: string): Promise<SignInChallenge> => signIn.challenge(id),

    /** @throws what `SignIn.resend` throws */
    resend: (input: { challengeId: string | null; signal: AbortSignal }): Promise<SignInChallenge> =>
      signIn.resend(input),

    link: (region: Region): SignInLink => signIn.link(region),

    /** @throws what `SignIn.ticket` throws; then nothing has changed */
    ticket: async (input: { pasted: Secret; region: Region | null }, call: SignInCall): Promise<UserSession> =>
      finishNameless(await signIn.ticket({ ...input, signal: call.signal }), call),

    /** @throws what `SessionImport.take` throws; then nothing has changed */
    takeOver: async (
      input: { content: Secret; passphrase: Secret | null; region: Region | null },
      call: SignInCall,
    ): Promise<UserSession> => finishNameless(await sessionImport.take({ ...input, signal: call.signal }), call),

    /** What was learnt later about a pair that was kept unproven. Gives the account's number. */
    prove: async (userId: UserId, tokens: GarminTokens, profile: ProvenProfile): Promise<UserId> => {
      const account = await store.accounts.find(userId)
      const accountKey = account?.account_key ?? ''
      await keep(profile.userId, { kind: 'signed-in', accountKey, tokens, profile })
      if (profile.userId !== userId) await retire(userId, profile.userId)
      return profile.userId
    },
  }
}
export type SignInService = ReturnType<typeof createSignInService>
