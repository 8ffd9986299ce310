import { describe, expect, test } from 'vitest'
import type { FaultKind, FaultSpec } from './faults.ts'
import { exchange, getTicket, login, openPage, signIn, withSimulator } from './test-support.ts'

const profile = '/userprofile-service/socialProfile'

describe('Faults on demand (429 with and without Retry-After, 5xx, reset, slow, truncated, HTML instead of JSON, expired token)', () => {
  test('a fault is played as often as asked, after as many as asked, for matching paths only', () =>
    withSimulator({}, async (simulator) => {
      const { get } = await signIn(simulator)
      simulator.faults.add({ kind: '429', match: /hrv/, times: 2, after: 1, retryAfter: 1 })
      const statuses: number[] = []
      for (let turn = 0; turn < 4; turn++) statuses.push((await get('/hrv-service/hrv/2026-09-09')).status)
      expect(statuses).toEqual([200, 429, 429, 200])
      expect((await get(profile)).status).toBe(200)
      expect(simulator.faults.list()).toMatchObject([{ kind: '429', played: 2 }])
      expect(simulator.requests.at(-3)).toMatchObject({ status: 429, fault: '429' })
    }))

  test('429 carries Retry-After in seconds, as a date, or not at all', () =>
    withSimulator({ clock: () => Date.UTC(2026, 0, 1) }, async (simulator) => {
      const { get } = await signIn(simulator)
      const header = async (retryAfter: FaultSpec['retryAfter']) => {
        simulator.faults.add({ kind: '429', ...(retryAfter === undefined ? {} : { retryAfter }) })
        return (await get(profile)).headers.get('retry-after')
      }
      expect(await header(30)).toBe('30')
      expect(await header({ date: 60 })).toBe('Thu, 01 Jan 2026 00:01:00 GMT')
      expect(await header(undefined)).toBeNull()
    }))

  test('answers of the edge, the API and the gateway look like theirs', () =>
    withSimulator({}, async (simulator) => {
      const { get, graphql } = await signIn(simulator)
      const play = async (kind: FaultKind, spec: Partial<FaultSpec> = {}) => {
        simulator.faults.add({ kind, ...spec })
        return get(profile)
      }
      const challenge = await play('challenge')
      expect([challenge.status, challenge.headers.get('cf-mitigated')]).toEqual([403, 'challenge'])
      expect(await (await play('error-1020')).text()).toBe('error code: 1020')
      expect(await (await play('forbidden')).json()).toMatchObject({ error: 'ForbiddenException' })
      expect((await play('server-error', { status: 502 })).status).toBe(502)
      const page = await play('html')
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html;charset=UTF-8'])
      expect((await play('expired-token')).headers.get('www-authenticate')).toContain('expired')
      expect((await play('token-not-active')).headers.get('www-authenticate')).toContain('Token is not active')
      const cut = await (await play('truncated')).text()
      expect(() => JSON.parse(cut)).toThrow()
      await expect(play('reset')).rejects.toThrow()
      await expect((await play('short-body')).text()).rejects.toThrow()
      simulator.faults.add({ kind: 'graphql-errors' })
      expect(await graphql('{x}')).toMatchObject({ data: null, errors: [{}] })
    }))

  test('the sign-in can be limited, steered away, locked and asked for a CAPTCHA', () =>
    withSimulator({}, async (simulator) => {
      const { cookie } = await openPage(simulator)
      const play = async (kind: FaultKind) => {
        simulator.faults.add({ kind, match: /login/ })
        return (await (await login(simulator, cookie)).json()) as Record<string, unknown>
      }
      expect(await play('427-in-body')).toMatchObject({ error: { 'status-code': '427' } })
      expect(await play('captcha')).toMatchObject({ responseStatus: { type: 'CAPTCHA_REQUIRED' } })
      expect(await play('account-locked')).toMatchObject({ responseStatus: { type: 'ACCOUNT_LOCKED' } })
      expect(simulator.violations).toEqual([])
      expect(await play('429-in-body')).toMatchObject({ error: { 'status-code': '429' } })
      await login(simulator, cookie)
      expect(simulator.violations).toMatchObject([{ kind: 'login-after-429' }])
    }))

  test('token answers can lack members or carry a JWT that must not be trusted', () =>
    withSimulator({}, async (simulator) => {
      const play = async (kind: FaultKind) => {
        const ticket = await getTicket(simulator)
        simulator.faults.add({ kind, match: /oauth/ })
        return (await (await exchange(simulator, ticket)).json()) as Record<string, string>
      }
      expect(await play('no-refresh-token')).not.toHaveProperty('refresh_token')
      expect(await play('no-expires-in')).not.toHaveProperty('expires_in')
      const claims = (token = '', part = 1) =>
        JSON.parse(Buffer.from(token.split('.')[part] ?? '', 'base64url').toString())
      expect(claims((await play('exp-text')).access_token).exp).toBe('tomorrow')
      expect(claims((await play('exp-huge')).access_token).exp).toBe(99_999_999_999_999)
      const notANumber = (await play('exp-nan')).access_token ?? ''
      expect(Buffer.from(notANumber.split('.')[1] ?? '', 'base64url').toString()).toContain('"exp":NaN')
      const unsigned = (await play('alg-none')).access_token
      expect(claims(unsigned, 0).alg).toBe('none')
      expect(unsigned).toMatch(/\.$/)
    }))

  test('a fault that only one request can play waits for it', () =>
    withSimulator({}, async (simulator) => {
      simulator.faults.add({ kind: 'code-not-sent' })
      await openPage(simulator)
      await login(simulator, '')
      expect(simulator.faults.list()).toMatchObject([{ kind: 'code-not-sent', played: 0 }])
      expect(simulator.inbox).toHaveLength(1)
    }))

  test('faults can be listed and removed', () =>
    withSimulator({}, async (simulator) => {
      const id = simulator.faults.add({ kind: 'server-error', times: null })
      const other = simulator.faults.add({ kind: 'server-error', match: 'never' })
      expect(simulator.faults.list().map((fault) => fault.id)).toEqual([id, other])
      expect(simulator.faults.remove(id)).toBe(true)
      expect(simulator.faults.remove(id)).toBe(false)
      simulator.faults.clear()
      expect(simulator.faults.list()).toEqual([])
      expect((await openPage(simulator)).response.status).toBe(200)
    }))

  test('a slow answer is the right one in the end, and can be slow and wrong at once', () =>
    withSimulator({}, async (simulator) => {
      const { get } = await signIn(simulator)
      simulator.faults.add({ kind: 'slow', ms: 1, match: 'socialProfile', times: 2 })
      expect((await get(profile)).status).toBe(200)
      simulator.faults.add({ kind: 'server-error', match: 'socialProfile' })
      expect((await get(profile)).status).toBe(503)
      expect(simulator.requests.slice(-2).map(({ fault }) => fault)).toEqual(['slow', 'slow server-error'])
    }))
})
