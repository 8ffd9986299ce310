import type { Region } from '../../domain/index.ts'
import type { Identity } from '../life/index.ts'
import type { SimulatorOptions } from '../types.ts'
import { toBase32 } from './authenticator.ts'
import { digest } from './jwt.ts'

/** How an account wants a code: none, by e-mail, by SMS, or of an authenticator app. */
export const mfaKinds = ['none', 'email', 'phone', 'totp'] as const
export type MfaKind = (typeof mfaKinds)[number]

/** The one account of a simulator; what is not `readonly` may be changed while it runs. */
export interface Account {
  readonly email: string
  readonly password: string
  readonly garminGuid: string
  mfa: MfaKind
  /** Garmin's two worlds share no account (AUTH section 8): in the other one nobody knows this. */
  region: Region
  /** Base32, for an app or for `authenticatorCode`. */
  authenticatorSecret: string
}

const defaults = { email: 'lena@example.com', password: 'correct horse' } as const

export function createAccount(options: SimulatorOptions, { garminGuid }: Pick<Identity, 'garminGuid'>): Account {
  return {
    email: options.email ?? defaults.email,
    password: options.password ?? defaults.password,
    garminGuid,
    mfa: options.mfa ?? 'email',
    region: options.region ?? 'com',
    authenticatorSecret:
      options.authenticatorSecret ?? toBase32(digest(options.seed ?? 7, garminGuid, 'authenticator').subarray(0, 20)),
  }
}

/** Whether somebody with this e-mail and password is in the user table of that region. */
export function isTheirs(account: Account, email: string, password: string, region: Region | null): boolean {
  return (
    region === account.region && email.toLowerCase() === account.email.toLowerCase() && password === account.password
  )
}

/** Where a code goes, as Garmin shows it; null for an app, which makes its codes itself. */
export function addressShown({ email, mfa }: Account): string | null {
  const [name = '', host = ''] = email.split('@')
  // The first as the recorded answer writes it, the second after the catalogue's words; nobody recorded a number.
  return mfa === 'email' ? `${name.slice(0, 2)}*****@${host}` : mfa === 'phone' ? '*******4321' : null
}
