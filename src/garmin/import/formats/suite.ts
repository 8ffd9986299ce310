import { expect, test } from 'vitest'
import { type Failure, type Instant, isFailure, Secret } from '../../../domain/index.ts'
import { testJwt } from '../../testing/memory-stores.ts'
import { contentOf, type Sample, type SampleParts } from '../../testing/session-files.ts'
import { readSession } from '../read-session.ts'

const now = Date.UTC(2026, 0, 31, 8) as Instant
const soon = now / 1000 + 7200
const claims = {
  iss: 'https://diauth.garmin.com',
  iat: now / 1000 - 3600,
  exp: soon,
  client_id: 'GARMIN_CLIENT_OF_CLAIM',
}

export const goodParts: SampleParts = {
  access: testJwt(claims),
  refresh: 'refresh-secret-1',
  clientId: 'GARMIN_CONNECT_MOBILE_ANDROID_DI_2024Q4',
  oauthToken: 'oauth-token-secret-1',
  oauthSecret: 'oauth-secret-secret-1',
  mfaToken: 'MFA-0001-secret-cas',
  expiresAt: soon,
}

export const read = (content: string, region: 'com' | 'cn' | null = null, passphrase: string | null = null) =>
  readSession({
    content: new Secret(content),
    passphrase: passphrase === null ? null : new Secret(passphrase),
    region,
    now,
  })

export async function refusal(work: Promise<unknown>): Promise<Failure> {
  const thrown = await work.then(
    () => null,
    (failure: unknown) => failure,
  )
  if (!isFailure(thrown)) throw new Error(`expected a failure, got ${String(thrown)}`)
  return thrown
}

/** What every format has to do with a good session and with every broken one. */
export function formatSuite(sample: Sample): void {
  const content = (change: Partial<SampleParts> = {}) => contentOf(sample.files({ ...goodParts, ...change }))
  const refused = async (change: Partial<SampleParts>, reason: string) => {
    const failure = await refusal(read(content(change)))
    expect(failure.code).toBe('import.broken')
    expect(failure.message).toContain(sample.tool)
    expect(failure.message).toContain(reason)
    expect(JSON.stringify({ ...failure, text: failure.message })).not.toContain('secret-1')
  }

  test('is recognised by its structure and read in full', async () => {
    const { tokens, tool } = await read(content())
    expect(tool).toBe(sample.tool)
    expect(tokens).toMatchObject({ region: 'com', expiresAt: soon * 1000, lifeSeconds: 10_800 })
    expect(tokens.accessToken.open()).toBe(goodParts.access)
    expect(tokens.refreshToken.open()).toBe(sample.legacy ? '' : goodParts.refresh)
    expect(tokens.legacy?.oauthToken.open()).toBe(sample.legacy ? goodParts.oauthToken : undefined)
    expect(tokens.legacy?.mfaToken?.open()).toBe(sample.legacy ? goodParts.mfaToken : undefined)
  })

  test('its region is that of the issuer', async () => {
    const access = testJwt({ ...claims, iss: 'https://diauth.garmin.cn' })
    if (sample.tool === 'garth') return refused({ access }, 'of different regions')
    expect((await read(content({ access }))).tokens.region).toBe('cn')
    expect((await refusal(read(content({ access }), 'com'))).code).toBe('auth.wrong-region')
  })

  test('a token that another host issued is refused', async () => {
    for (const iss of [
      'https://diauth.garmin.com.evil.example',
      'http://diauth.garmin.com',
      'https://evil.example/garmin.com',
    ])
      await refused({ access: testJwt({ ...claims, iss }) }, 'was not issued by Garmin')
  })

  test('an unsigned, damaged, oversized or unprintable token is refused', async () => {
    await refused({ access: testJwt(claims, { alg: 'none' }) }, 'unsigned or damaged')
    await refused({ access: goodParts.access.split('.').slice(0, 2).join('.') }, 'unsigned or damaged')
    await refused({ access: `${goodParts.access}${'x'.repeat(17_000)}` }, 'longer than any')
    await refused({ access: 'with space' }, 'characters that no token has')
    await refused({ access: 17 as unknown as string }, 'is not a text')
  })

  test('an end that cannot be counts as expired', async () => {
    for (const exp of [Number.POSITIVE_INFINITY, -1, '2026', true, 9_999_999_999_999]) {
      const access = testJwt({ ...claims, exp })
      const { tokens } = await read(content({ access, expiresAt: -1 }))
      expect(tokens.expiresAt).toBe(now)
    }
  })

  test('a session without its lasting secret is refused', async () => {
    if (sample.legacy) {
      await refused({ oauthSecret: '' }, '`oauth_token_secret` is missing')
      await refused({ oauthToken: { a: 1 } as unknown as string }, '`oauth_token` is not a text')
    } else {
      await refused({ refresh: '' }, 'the refresh token is missing')
      await refused({ refresh: null as unknown as string }, 'the refresh token is missing')
      await refused({ access: '' }, 'the access token is missing')
    }
  })

  test('a file that breaks off is refused as such', async () => {
    const half = content().slice(0, content().length / 2)
    expect((await refusal(read(half))).code).toBe('import.unrecognised')
  })
}
