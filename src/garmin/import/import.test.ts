import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Secret } from '../../domain/index.ts'
import { testJwt, testTokens } from '../testing/memory-stores.ts'
import { contentOf, samples } from '../testing/session-files.ts'
import { importFormats } from './all-formats.ts'
import { sealSession } from './bundle.ts'
import { formatSuite, goodParts, read, refusal } from './formats/suite.ts'

for (const sample of samples) describe(sample.name, () => formatSuite(sample))

test('every format has a file, a place in the list and a sample', () => {
  const files = readdirSync(new URL('formats', import.meta.url)).map((name) => name.replace(/\.ts$/, ''))
  const others = ['oauth1-pair', 'suite']
  expect(importFormats.map(({ name }) => name).sort()).toEqual(files.filter((name) => !others.includes(name)).sort())
  expect(new Set(samples.map(({ tool }) => tool))).toEqual(new Set(importFormats.map(({ tool }) => tool)))
})

test('an OAuth1 session without its bearer is good: the bearer is minted', async () => {
  const { tokens } = await read(JSON.stringify({ oauth1: { oauth_token: 'a', oauth_token_secret: 'b' } }), 'cn')
  expect(tokens).toMatchObject({ region: 'cn', mfaVerified: false })
  expect(tokens.expiresAt).toBe(tokens.receivedAt)
})

test('where nothing says the region, it is asked for', async () => {
  const failure = await refusal(read(JSON.stringify({ oauth1: { oauth_token: 'a', oauth_token_secret: 'b' } })))
  expect(failure.code).toBe('auth.input-needed')
  expect(failure.hint).toContain('--region')
})

test('a domain that is not one of Garmin is refused', async () => {
  for (const domain of ['garmin.org', 'evil.example', 'garmin.com.evil.example', 7]) {
    const oauth1 = { oauth_token: 'a', oauth_token_secret: 'b', domain }
    expect((await refusal(read(JSON.stringify([oauth1, {}])))).message).toContain('neither garmin.com nor garmin.cn')
  }
})

test('what is no session is refused with what is wrong with it', async () => {
  const cases: [string, string][] = [
    ['  ', 'empty'],
    ['{"half', 'breaks off'],
    ['hello there, no base64!', 'neither JSON nor'],
    [Buffer.from('{"not":"an array"}').toString('base64'), 'neither JSON nor'],
    ['{"username":"me"}', 'none of the forms'],
    ['[1,2,3]', 'none of the forms'],
    ['x'.repeat(70_000), 'too large'],
    ['{"files":{"oauth1_token.json":"{"}}', 'oauth1_token.json in it is not JSON'],
  ]
  for (const [content, reason] of cases) {
    const failure = await refusal(read(content))
    expect(failure.code, content.slice(0, 30)).toBe('import.unrecognised')
    expect(failure.message).toContain(reason)
  }
})

describe('our own sealed session', () => {
  const tokens = testTokens({ accessToken: new Secret(testJwt({ iat: 1, exp: 2 })), mfaVerified: true })
  const legacy = { oauthToken: new Secret('o1'), oauthTokenSecret: new Secret('o2'), mfaToken: null }

  test('comes back whole with its passphrase', async () => {
    for (const one of [tokens, { ...tokens, legacy }]) {
      const bundle = await sealSession(one, new Secret('correct horse'))
      for (const secret of [one.accessToken.open(), 'refresh-1', 'o2"']) expect(bundle).not.toContain(secret)
      const back = (await read(bundle, null, 'correct horse')).tokens
      expect(back).toEqual(one)
      expect(back.accessToken.open()).toBe(tokens.accessToken.open())
      expect(back.legacy?.oauthTokenSecret.open()).toBe(one === tokens ? undefined : 'o2')
    }
  })

  test('stays shut without the passphrase, with another one, and when a byte was changed', async () => {
    const bundle = await sealSession(tokens, new Secret('correct horse'))
    expect((await refusal(read(bundle))).code).toBe('auth.input-needed')
    expect((await refusal(read(bundle, null, 'wrong horse'))).code).toBe('import.passphrase')
    const changed = JSON.parse(bundle)
    const bytes = Buffer.from(changed.sealed, 'base64')
    bytes[3] = (bytes[3] ?? 0) ^ 1
    const spoilt = JSON.stringify({ ...changed, sealed: bytes.toString('base64') })
    expect((await refusal(read(spoilt, null, 'correct horse'))).code).toBe('import.passphrase')
    const newer = JSON.stringify({ ...changed, garminsync_session: 2 })
    expect((await refusal(read(newer, null, 'correct horse'))).message).toContain('this version does not know')
    const short = JSON.stringify({ ...changed, iv: 'AA==' })
    expect((await refusal(read(short, null, 'correct horse'))).message).toContain('`iv` is damaged')
  })
})

test('the samples are told apart', async () => {
  for (const sample of samples) expect((await read(contentOf(sample.files(goodParts)))).tool).toBe(sample.tool)
})
