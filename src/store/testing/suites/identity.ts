import { expect, test } from 'vitest'
import { Secret } from '../../../domain/index.ts'
import type { Account } from '../../types.ts'
import { createSecretKey } from '../../vault/index.ts'
import { at, me, other, sessionOf, tokensOf } from '../fixtures.ts'
import { filesWith, type Place } from '../places.ts'

export function identitySuite(newPlace: () => Promise<Place>): void {
  const account: Account = {
    user_id: me,
    region: 'com',
    display_name: 'Ünïcode 🏃',
    full_name: null,
    garmin_guid: 'guid',
    mfa_enabled: true,
    account_key: 'key',
    created_at: at(1),
  }

  test('an account with the largest 64-bit id comes back exactly, and saving it again keeps when it was made', async () => {
    const store = await (await newPlace()).open()
    await store.accounts.save(account)
    await store.accounts.save({ ...account, full_name: 'Somebody', created_at: at(99) })
    await store.accounts.save({ ...account, user_id: other, created_at: at(2) })
    expect(await store.accounts.find(me)).toEqual({ ...account, full_name: 'Somebody' })
    expect((await store.accounts.list()).map((one) => one.user_id)).toEqual([me, other])
  })

  test('a session is found by its id and by its refresh hashes, old and new', async () => {
    const store = await (await newPlace()).open()
    await store.sessions.create(sessionOf())
    const next = {
      refresh_hash: 'hash-2',
      expires_at: at(3000),
      refresh_expires_at: at(9900),
      last_used_at: at(1500),
    }
    expect(await store.sessions.rotate('session-1', 'hash-1', next)).toBe(true)
    expect(await store.sessions.rotate('session-1', 'hash-1', next)).toBe(false)
    const expected = sessionOf({ ...next, previous_refresh_hash: 'hash-1' })
    expect(await store.sessions.find('session-1')).toEqual(expected)
    expect(await store.sessions.findByRefreshHash('hash-1')).toEqual(expected)
    expect(await store.sessions.findByRefreshHash('hash-2')).toEqual(expected)
    expect(await store.sessions.findByRefreshHash('hash-3')).toBe(null)
  })

  test('an ended session stays ended and cannot be rotated', async () => {
    const store = await (await newPlace()).open()
    await store.sessions.create(sessionOf())
    await store.sessions.end('session-1', at(1700))
    await store.sessions.end('session-1', at(1800))
    expect((await store.sessions.find('session-1'))?.ended_at).toBe(1700)
    const next = { ...sessionOf(), refresh_hash: 'hash-2' }
    expect(await store.sessions.rotate('session-1', 'hash-1', pickRotation(next))).toBe(false)
  })

  test('the last use of a session never moves back', async () => {
    const store = await (await newPlace()).open()
    await store.sessions.create(sessionOf())
    await store.sessions.touch('session-1', at(1800))
    await store.sessions.touch('session-1', at(1100))
    expect((await store.sessions.list(me)).map((one) => one.last_used_at)).toEqual([1800])
    expect(await store.sessions.list(other)).toEqual([])
  })

  test('each session has exactly one AuthenticationToken', async () => {
    const store = await (await newPlace()).open()
    await store.sessions.create(sessionOf())
    const twin = sessionOf({ session_id: 'session-2', refresh_hash: 'hash-9' })
    await expect(store.sessions.create(twin)).rejects.toThrow()
    expect(await store.sessions.find('session-2')).toBe(null)
  })

  test('the pair of an account is replaced only by whoever knows its version', async () => {
    const store = await (await newPlace()).open()
    expect(await store.tokens.load(me)).toBe(null)
    await store.tokens.put(me, tokensOf({ accessToken: new Secret('first') }))
    const first = await store.tokens.load(me)
    expect(first?.tokens.accessToken.open()).toBe('first')
    expect(first).toMatchObject({ over: false, createdAt: 5000, lastUsedAt: 5000 })
    const version = first?.version ?? 0
    expect(await store.tokens.replace(me, tokensOf({ accessToken: new Secret('second') }), version)).toBe(true)
    expect(await store.tokens.replace(me, tokensOf({ accessToken: new Secret('third') }), version)).toBe(false)
    await store.tokens.touch(me, at(6000))
    await store.tokens.markOver(me, version)
    const second = await store.tokens.load(me)
    expect(second?.tokens.accessToken.open()).toBe('second')
    expect(second).toMatchObject({ over: false, lastUsedAt: 6000 })
    await store.tokens.markOver(me, version + 1)
    expect((await store.tokens.load(me))?.over).toBe(true)
    await store.tokens.put(me, tokensOf())
    expect((await store.tokens.load(me))?.over).toBe(false)
    await store.tokens.delete(me)
    expect(await store.tokens.load(me)).toBe(null)
  })

  test('every field of the pair survives, secrets as secrets', async () => {
    const store = await (await newPlace()).open()
    const tokens = tokensOf({ refreshExpiresAt: at(77), region: 'cn', scope: null })
    await store.tokens.put(me, tokens)
    const loaded = (await store.tokens.load(me))?.tokens
    expect(loaded?.refreshToken.open()).toBe(tokens.refreshToken.open())
    expect(JSON.stringify(loaded)).toBe(JSON.stringify(tokens))
  })

  test('a pair sealed with another key is refused with store.secret-key', async () => {
    const place = await newPlace()
    const store = await place.open()
    await store.tokens.put(me, tokensOf())
    const secretKey = createSecretKey({
      value: new Secret('b'.repeat(64)),
      file: null,
      command: null,
      defaultFile: 'unused',
    })
    const stranger = await place.open({ secretKey })
    await expect(stranger.tokens.load(me)).rejects.toMatchObject({ code: 'store.secret-key' })
  })

  test('pending challenges come newest first, and those that are over are not listed', async () => {
    const place = await newPlace()
    let now = 1000
    const store = await place.open({ clock: () => at(now) })
    await store.sealed.put('challenge', 'old', { step: 1 }, at(5000))
    now = 2000
    await store.sealed.put('challenge', 'new', { step: 2 }, at(6000))
    await store.sealed.put('session', 'https://other', { a: 'b' }, at(6000))
    expect(await store.sealed.list('challenge', at(3000))).toEqual([
      { id: 'new', value: { step: 2 } },
      { id: 'old', value: { step: 1 } },
    ])
    expect((await store.sealed.list('challenge', at(5000))).map(({ id }) => id)).toEqual(['new'])
    await store.sealed.put('challenge', 'new', { step: 3 }, at(6000))
    expect(await store.sealed.get('challenge', 'new')).toEqual({ step: 3 })
    await store.sealed.delete('challenge', 'new')
    expect(await store.sealed.get('challenge', 'new')).toBe(null)
  })

  test('state values are set, changed, listed and taken away', async () => {
    const store = await (await newPlace()).open()
    await store.state.set(me, 'pace', { factor: 0.5 })
    await store.state.set(me, 'pace', { factor: 1, list: [1, null, 'x'] })
    await store.state.set(me, 'from', '2020-01-01')
    await store.state.set(other, 'from', '2021-01-01')
    expect(await store.state.all(me)).toEqual({ pace: { factor: 1, list: [1, null, 'x'] }, from: '2020-01-01' })
    await store.state.set(me, 'from', null)
    expect(await store.state.get(me, 'from')).toBe(null)
    expect(await store.state.get(other, 'from')).toBe('2021-01-01')
  })

  test('no secret is in any file of the home after it was used', async () => {
    const place = await newPlace()
    const store = await place.open()
    const tokens = tokensOf()
    const challenge = new Secret('challenge-cookie-3b1c')
    await store.tokens.put(me, tokens)
    await store.sealed.put('challenge', 'one', { cookie: challenge.open() }, at(9999))
    const secrets = [tokens.accessToken, tokens.refreshToken, challenge]
    expect(await filesWith(place.home, secrets)).toEqual([])
    await store.close()
    expect(await filesWith(place.home, secrets)).toEqual([])
  })
}

function pickRotation({ refresh_hash, expires_at, refresh_expires_at, last_used_at }: ReturnType<typeof sessionOf>) {
  return { refresh_hash, expires_at, refresh_expires_at, last_used_at }
}
