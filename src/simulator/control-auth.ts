import { regions } from '../domain/index.ts'
import { mfaKinds } from './auth/account.ts'
import { isAuthenticatorSecret } from './auth/authenticator.ts'
import { done, type Handler, wrong } from './control-handler.ts'
import { noContent } from './reply.ts'

/** The account and its sign-in, as another process may see and change them. */
export const authHandlers: Readonly<Record<string, Handler>> = {
  'GET auth': ({ auth: { account, logins } }) => {
    const { email, mfa, region } = account
    return done({ email, mfa, region, logins })
  },
  'POST auth': ({ auth: { account } }, body) => {
    const mfa = mfaKinds.find((kind) => kind === body.mfa)
    const region = regions.find((one) => one === body.region)
    const secret = body.authenticatorSecret
    if ((mfa === undefined) !== (body.mfa === undefined)) return wrong(`mfa must be one of ${mfaKinds.join(', ')}`)
    if ((region === undefined) !== (body.region === undefined)) return wrong('region must be com or cn')
    if (secret !== undefined && !(typeof secret === 'string' && isAuthenticatorSecret(secret)))
      return wrong('authenticatorSecret must be 16 letters of Base32 or more')
    account.mfa = mfa ?? account.mfa
    account.region = region ?? account.region
    account.authenticatorSecret = secret ?? account.authenticatorSecret
    return noContent()
  },
  'GET auth/authenticator': ({ auth }) =>
    done({ secret: auth.account.authenticatorSecret, code: auth.authenticatorCode() }),
  'POST auth/expire': ({ auth }) => {
    auth.expireAccessTokens()
    return noContent()
  },
  'POST auth/sign-out': ({ auth }) => {
    auth.signOutEverywhere()
    return noContent()
  },
}
