import { expect, test } from 'vitest'
import { login, openPage, signIn, withSimulator } from './test-support.ts'
import type { Simulator } from './types.ts'

const call = (simulator: Simulator, method: string, name: string, body?: unknown) =>
  fetch(`${simulator.origin}/__simulator/${name}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

test('another process can read the inbox and the requests', () =>
  withSimulator({}, async (simulator) => {
    const { cookie } = await openPage(simulator)
    await login(simulator, cookie)
    expect(await (await call(simulator, 'GET', 'inbox')).json()).toMatchObject([{ code: simulator.inbox[0]?.code }])
    expect(await (await call(simulator, 'GET', 'requests')).json()).toMatchObject({
      total: 2,
      byService: { 'sso-mobile': 2 },
      violations: [],
    })
    expect((await call(simulator, 'POST', 'forget')).status).toBe(204)
    expect(simulator.requests).toEqual([])
  }))

test('another process can play faults and live the life on', () =>
  withSimulator({}, async (simulator) => {
    const added = (await (await call(simulator, 'POST', 'faults', { kind: '429', match: 'sign-in' })).json()) as {
      id: number
    }
    expect((await openPage(simulator)).response.status).toBe(429)
    expect(await (await call(simulator, 'DELETE', `faults/${added.id}`)).json()).toEqual({ found: true })
    expect((await call(simulator, 'POST', 'faults', { kind: 'no such' })).status).toBe(400)

    const before = simulator.life.activities().length
    const made = (await (
      await call(simulator, 'POST', 'life/new-activity', { type: 'running', name: 'Neu' })
    ).json()) as { id: string }
    expect(simulator.life.activities()).toHaveLength(before + 1)
    await call(simulator, 'POST', 'life/rename', { id: made.id, name: 'Umbenannt' })
    expect(simulator.life.activity(made.id)?.name).toBe('Umbenannt')
    await call(simulator, 'POST', 'life/delete-activity', { id: made.id })
    expect(simulator.life.activity(made.id)).toBeNull()
    const upload = simulator.life.lastUpload()
    await call(simulator, 'POST', 'life/upload')
    expect(simulator.life.lastUpload()).toBeGreaterThan(upload)
    const today = simulator.life.today()
    await call(simulator, 'POST', 'life/advance', { days: 2 })
    expect(simulator.life.today() > today).toBe(true)
    expect((await call(simulator, 'GET', 'nonsense')).status).toBe(404)
  }))

test('tokens can be made to expire, and everybody be signed out', () =>
  withSimulator({}, async (simulator) => {
    const { get } = await signIn(simulator)
    await call(simulator, 'POST', 'auth/expire')
    expect((await get('/userprofile-service/socialProfile')).headers.get('www-authenticate')).toContain('expired')
    await call(simulator, 'POST', 'auth/sign-out')
    expect((await get('/userprofile-service/socialProfile')).headers.get('www-authenticate')).toContain('not active')
  }))

test('another process can choose how the account wants codes and where it lives, and read its app', () =>
  withSimulator({}, async (simulator) => {
    expect((await call(simulator, 'POST', 'auth', { mfa: 'totp', region: 'cn' })).status).toBe(204)
    const { email } = simulator
    expect(await (await call(simulator, 'GET', 'auth')).json()).toEqual({
      email,
      mfa: 'totp',
      region: 'cn',
      logins: [],
    })
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
    await call(simulator, 'POST', 'auth', { authenticatorSecret: secret })
    expect(await (await call(simulator, 'GET', 'auth/authenticator')).json()).toEqual({
      secret,
      code: simulator.auth.authenticatorCode(),
    })
    for (const wrong of [{ mfa: 'pigeon' }, { region: 'mars' }, { authenticatorSecret: 'short' }])
      expect((await call(simulator, 'POST', 'auth', wrong)).status).toBe(400)
    expect(simulator.auth.account).toMatchObject({ mfa: 'totp', region: 'cn', authenticatorSecret: secret })
  }))
