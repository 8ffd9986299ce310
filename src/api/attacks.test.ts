import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { UserId } from '../domain/index.ts'
import { exposedTo } from './testing/exposed.ts'
import { signedInAs } from './testing/fake-garmin.ts'
import { fill } from './testing/fill.ts'
import { type OpenApi, openApi, signIn } from './testing/open-api.ts'

let opened: OpenApi
beforeEach(async () => {
  opened = await openApi()
})
afterEach(() => opened.close())

const login = async (over: OpenApi = opened, email = 'a@example.org') => {
  const answer = await over.remote().authLogin({ body: { email, password: 'correct horse' } })
  if (answer.status !== 200) throw new Error('a code is wanted')
  return answer.body
}
const json = { 'content-type': 'application/json' }
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())

describe('an access token', () => {
  const status = async (token: string) =>
    (await opened.ask('/api/v1/auth/session', { headers: { authorization: `Bearer ${token}` } })).status
  const signed = (header: object, claims: object, key: Uint8Array | string, hash = 'sha256') => {
    const text = `${base64(header)}.${base64(claims)}`
    return `${text}.${createHmac(hash, key).update(text).digest('base64url')}`
  }

  test('that is forged opens nothing, whatever is forged of it', async () => {
    const { access_token } = await login()
    const [head, body, signature] = access_token.split('.') as [string, string, string]
    const claims = claimsOf(access_token)
    const key = await opened.services.keys.jwt()
    const other = { ...claims, sub: '1002' }
    expect(await status(access_token)).toBe(200)
    // Signed as ours are, so that what follows fails for the right reason.
    expect(await status(signed({ alg: 'HS256', typ: 'JWT' }, claims, key))).toBe(200)
    for (const [what, token] of Object.entries({
      'alg none': `${base64({ alg: 'none', typ: 'JWT' })}.${body}.`,
      'alg None with the old signature': `${base64({ alg: 'None' })}.${body}.${signature}`,
      'alg none without its last dot': `${base64({ alg: 'none' })}.${body}`,
      'another hash': signed({ alg: 'HS512', typ: 'JWT' }, claims, key, 'sha512'),
      'a public-key algorithm over our key': signed({ alg: 'RS256', typ: 'JWT' }, claims, key),
      'another key': signed({ alg: 'HS256', typ: 'JWT' }, claims, 'secret'),
      'an empty key': signed({ alg: 'HS256', typ: 'JWT' }, claims, ''),
      'a key that it brings along': signed({ alg: 'HS256', jwk: { k: 'c2VjcmV0', kty: 'oct' } }, claims, 'secret'),
      'a key file that it names': signed({ alg: 'HS256', kid: '../../../../dev/null' }, claims, ''),
      'another account': `${head}.${base64(other)}.${signature}`,
      'a longer life': `${head}.${base64({ ...claims, exp: claims.exp + 3600 })}.${signature}`,
      'no signature': `${head}.${body}.`,
      'half a signature': `${head}.${body}.${signature.slice(0, 20)}`,
      'a session that is not there': signed({ alg: 'HS256', typ: 'JWT' }, { ...claims, sid: 'no-such' }, key),
      "another account's number on a real session": signed({ alg: 'HS256', typ: 'JWT' }, other, key),
      'no end': signed({ alg: 'HS256', typ: 'JWT' }, { sid: claims.sid, sub: claims.sub }, key),
      'an end that is no number': signed({ alg: 'HS256', typ: 'JWT' }, { ...claims, exp: '9e9' }, key),
    }))
      expect([what, await status(token)]).toEqual([what, 401])
  })

  test('is good until its end and not a second longer', async () => {
    const { access_token } = await login()
    const { exp } = claimsOf(access_token)
    opened.clock.now = exp * 1000 - 1000
    expect(await status(access_token)).toBe(200)
    opened.clock.now = exp * 1000
    expect(await status(access_token)).toBe(401)
  })

  test('and a refresh token cannot stand in for one another', async () => {
    const { access_token, refresh_token } = await login()
    expect(await status(refresh_token)).toBe(401)
    const answer = await opened.ask('/api/v1/auth/refresh', {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ refresh_token: access_token }),
    })
    expect(answer.status).toBe(401)
    expect(await status(access_token)).toBe(200)
  })

  test('travels in its header only: not in an address, where logs would keep it', async () => {
    const { access_token } = await login()
    for (const name of ['access_token', 'token', 'authorization'])
      expect((await opened.ask(`/api/v1/auth/session?${name}=${access_token}`)).status).toBe(401)
  })
})

describe('a session', () => {
  test('whose refresh token is used a second time ends, for the thief and for the person', async () => {
    const first = await login()
    const renew = (refresh_token: string) => opened.remote().authRefresh({ body: { refresh_token } })
    const second = await renew(first.refresh_token)
    await expect(renew(first.refresh_token)).rejects.toMatchObject({ code: 'auth.session-needed' })
    await expect(renew(second.refresh_token)).rejects.toMatchObject({ code: 'auth.session-needed' })
    await expect(opened.remote(second.access_token).authSession()).rejects.toMatchObject({
      code: 'auth.session-needed',
    })
  })

  test('is a new one at every sign-in: what was known before it opens nothing more than before', async () => {
    const before = await login()
    const after = await opened.ask('/api/v1/auth/login', {
      method: 'POST',
      headers: { ...json, authorization: `Bearer ${before.access_token}` },
      body: JSON.stringify({ email: 'a@example.org', password: 'correct horse' }),
    })
    const next = (await after.json()) as typeof before
    for (const name of ['session_id', 'token_id', 'access_token', 'refresh_token'] as const)
      expect(next[name]).not.toBe(before[name])
  })
})

describe('a page of another site', () => {
  test('cannot use the cookie of a browser, in whatever form it sends', async () => {
    await opened.close()
    opened = await openApi({ exposure: exposedTo('a@example.org') })
    const own = 'https://fit.example.org'
    const through = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' }
    const ask = (init: { method: string; headers: Record<string, string>; body?: string }) =>
      opened.ask(
        `${own}/api/v1/sync/jobs`,
        { ...init, headers: { ...through, ...init.headers } },
        { address: '10.0.0.1' },
      )
    const signedIn = await opened.ask(
      `${own}/api/v1/auth/login`,
      {
        method: 'POST',
        headers: { ...json, ...through, origin: own, 'x-garminsync-session': 'cookie' },
        body: JSON.stringify({ email: 'a@example.org', password: 'correct horse' }),
      },
      { address: '10.0.0.1' },
    )
    const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const body = '{"sync_type":"all"}'
    const forms = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']
    for (const type of forms)
      expect((await ask({ method: 'POST', headers: { cookie, 'content-type': type }, body })).status).toBe(415)
    for (const origin of [
      'https://evil.example',
      'null',
      `${own}.evil.example`,
      'http://fit.example.org',
      `${own}:444`,
    ])
      expect([origin, (await ask({ method: 'POST', headers: { ...json, cookie, origin }, body })).status]).toEqual([
        origin,
        403,
      ])
    expect((await opened.store.jobs.list('1001' as UserId, { limit: 1 })).jobs).toEqual([])
    // Reading changes nothing, and no other site is allowed to see what came.
    const read = await ask({ method: 'GET', headers: { cookie, origin: 'https://evil.example' } })
    expect(read.headers.get('access-control-allow-origin')).toBeNull()
    expect(read.headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect((await ask({ method: 'POST', headers: { ...json, cookie, origin: own }, body })).status).toBe(202)
  })

  test('gets no leave to ask: there is no answer to a question before a request', async () => {
    const answer = await opened.ask('/api/v1/sync/jobs', {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    })
    expect(answer.status).toBe(404)
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  })
})

describe("another account's things", () => {
  test('are answered word for word like things that are not there', async () => {
    const mine = await signIn(opened)
    opened.garmin.next = () => signedInAs('1002', opened.clock.now)
    const theirs = await signIn(opened, 'b@example.org')
    const bytes = new Uint8Array([1, 2, 3])
    await fill(opened, theirs.userId, {
      rows: { activity: [{ activity_id: '101', name: 'Theirs' }], workout: [{ workout_id: '301', name: 'Theirs' }] },
      originals: [{ item: '101', name: '101.fit', bytes, extension: 'fit' }],
    })
    const { body: job } = await theirs.client.syncStart({ body: { sync_type: 'all' } })
    const session = await theirs.client.authSession()
    const authorization = `Bearer ${await opened.api.auth.openLocal(mine.userId)}`
    const told = async (path: string, method: string, id: string) => {
      const answer = await opened.ask(path.replace('ID', id), { method, headers: { ...json, authorization } })
      const { instance: _, ...problem } = (await answer.json()) as Record<string, unknown>
      return { status: answer.status, problem: JSON.stringify(problem).replaceAll(id, 'ID') }
    }
    for (const [path, method, id, none] of [
      ['/api/v1/activities/ID', 'GET', '101', '999'],
      ['/api/v1/activities/ID/file', 'GET', '101', '999'],
      ['/api/v1/workouts/ID', 'GET', '301', '999'],
      ['/api/v1/sync/jobs/ID', 'GET', job.job_id, 'no-such-job'],
      ['/api/v1/sync/jobs/ID/events', 'GET', job.job_id, 'no-such-job'],
      ['/api/v1/sync/jobs/ID/cancel', 'POST', job.job_id, 'no-such-job'],
      ['/api/v1/auth/sessions/ID', 'DELETE', session.session_id, 'no-such-session'],
    ] as const) {
      const [theirAnswer, noAnswer] = [await told(path, method, id), await told(path, method, none)]
      expect(theirAnswer.status).toBe(404)
      expect(theirAnswer).toEqual(noAnswer)
    }
    expect((await theirs.client.authSession()).status).toBe('active')
    expect((await theirs.client.syncJob({ params: { job_id: job.job_id } })).status).toBe('pending')
  })

  test('are not reached by a cookie or a header that names the account', async () => {
    const { access_token } = await login()
    opened.garmin.next = () => signedInAs('1002', opened.clock.now)
    await login(opened, 'b@example.org')
    const answer = await opened.ask('/api/v1/auth/session', {
      headers: { authorization: `Bearer ${access_token}`, 'x-garminsync-user': '1002', cookie: 'garminsync-1002=x' },
    })
    expect(((await answer.json()) as { user_id: string }).user_id).toBe('1001')
  })
})

test('a NUL in an address is refused as what it is, not met as a fault of ours', async () => {
  const authorization = `Bearer ${(await login()).access_token}`
  for (const path of ['sync/jobs/%00', 'sync/jobs/a%00/events', 'activities?type=%00', 'workouts?cursor=%00']) {
    const answer = await opened.ask(`/api/v1/${path}`, { headers: { authorization } })
    expect([path, answer.status, await answer.json()]).toMatchObject([path, 422, { code: 'request.invalid' }])
  }
  expect(opened.faults).toEqual([])
})

describe('a file', () => {
  test('has a name that leads nowhere, whatever the archive called it', async () => {
    const { client, userId } = await signIn(opened)
    await fill(opened, userId, {
      rows: { activity: [{ activity_id: '101', name: '../../x' }] },
      originals: [
        {
          item: '101',
          name: '../../../etc/cron.d/x\r\nset-cookie: a=b.fit',
          bytes: new Uint8Array([7]),
          extension: 'fit',
        },
      ],
    })
    const { filename, bytes } = await client.activityFile({ params: { activity_id: '101' } })
    expect([filename, [...bytes]]).toEqual(['101.fit', [7]])
  })

  test('is found by a number only, never by a path', async () => {
    const authorization = `Bearer ${(await login()).access_token}`
    for (const id of [
      '..%2F..%2Fsecret.key',
      '%2e%2e',
      '..%5c..%5csecret.key',
      '1%00.fit',
      'file:%2F%2F%2Fetc%2Fpasswd',
      '%252e%252e%252f',
    ])
      for (const path of [
        `/api/v1/activities/${id}`,
        `/api/v1/activities/${id}/file`,
        `/api/v1/health/${id}`,
        `/api/v1/health/days/${id}`,
      ])
        expect((await opened.ask(path, { headers: { authorization } })).status).toBeGreaterThanOrEqual(400)
    expect(opened.faults).toEqual([])
  })
})
