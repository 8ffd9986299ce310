import { expect, test } from 'vitest'
import {
  agent,
  clientId,
  exchange,
  getTicket,
  login,
  loginQuery,
  openPage,
  signIn,
  type Tokens,
  token,
  verify,
  withSimulator,
} from './test-support.ts'

const names = (response: Response) => response.headers.getSetCookie().map((cookie) => cookie.split('=')[0])

test('the sign-in page forbids framing and sets the cookies that were recorded', () =>
  withSimulator({}, async (simulator) => {
    const { response } = await openPage(simulator)
    expect(response.status).toBe(200)
    expect(response.headers.get('x-frame-options')).toBe('DENY')
    expect(response.headers.get('server')).toBe('cloudflare')
    expect(names(response)).toEqual(['SESSION', '__VCAP_ID__', '__cf_bm', '__cflb', '_cfuvid'])
    expect(await response.text()).toContain('<title>Garmin SSO Portal</title>')
  }))

test('a login of an account with MFA answers MFA_REQUIRED with the recorded keys and no cookies, and sends a code', () => {
  const sent: string[] = []
  return withSimulator({ onCode: (code, to) => sent.push(`${code} ${to}`) }, async (simulator) => {
    const { cookie } = await openPage(simulator)
    const response = await login(simulator, cookie)
    const body = (await response.json()) as Record<string, unknown>
    expect(response.status).toBe(200)
    expect(Object.keys(body)).toEqual([
      'serviceURL',
      'serviceTicketId',
      'responseStatus',
      'responseReason',
      'customerMfaInfo',
      'consentTypeList',
      'captchaAlreadyPassed',
      'samlResponse',
      'authType',
    ])
    expect(body).toMatchObject({
      serviceTicketId: null,
      responseStatus: { type: 'MFA_REQUIRED', message: '', httpStatus: 'OK' },
      customerMfaInfo: { email: 'le*****@example.com', mfaLastMethodUsed: 'email' },
      consentTypeList: [],
      authType: null,
    })
    expect(response.headers.getSetCookie()).toEqual([])
    expect(sent).toEqual([`${simulator.inbox[0]?.code} le*****@example.com`])
  })
})

test('the right code gives a ticket, the recorded keys, and the cookies of a sign-in', () =>
  withSimulator({}, async (simulator) => {
    const { cookie } = await openPage(simulator)
    await login(simulator, cookie)
    const response = await verify(simulator, cookie, simulator.inbox[0]?.code ?? '')
    const body = (await response.json()) as { serviceTicketId: string; serviceURL: string }
    expect(Object.keys(body)).toEqual([
      'serviceURL',
      'serviceTicketId',
      'responseStatus',
      'responseReason',
      'samlResponse',
      'authType',
    ])
    expect(body.serviceURL).toBe('https://mobile.integration.garmin.com/gcm/ios')
    expect(body.serviceTicketId).toMatch(/^ST-\d{6,7}-[A-Za-z0-9]{20}-sso$/)
    expect(names(response)).toEqual(['CASTGC', 'GARMIN-SSO', 'GARMIN-SSO-CUST-GUID', 'GMN_TRACKABLE'])
  }))

test('an account without MFA gets its ticket at once, with the keys of a login', () =>
  withSimulator({ mfa: 'none' }, async (simulator) => {
    const response = await login(simulator, '')
    const body = (await response.json()) as Record<string, unknown>
    expect(body).toMatchObject({ responseStatus: { type: 'SUCCESSFUL' }, consentTypeList: null, authType: 'CAS' })
    expect(names(response)).toContain('CASTGC')
  }))

test('a wrong password is a 401 whose body carries the verdict, with the recorded text', () =>
  withSimulator({}, async (simulator) => {
    const { cookie } = await openPage(simulator)
    const response = await login(simulator, cookie, 'wrong')
    expect(response.status).toBe(401)
    expect(response.headers.getSetCookie()).toEqual([])
    expect(await response.json()).toMatchObject({
      responseStatus: {
        type: 'INVALID_USERNAME_PASSWORD',
        message: 'generalLoginInvalidUsernameOrPassword',
        httpStatus: 'UNAUTHORIZED',
      },
      consentTypeList: null,
    })
  }))

test('a wrong code keeps the challenge, until too many were wrong', () =>
  withSimulator({ mfaTries: 3 }, async (simulator) => {
    const { cookie } = await openPage(simulator)
    await login(simulator, cookie)
    const right = simulator.inbox[0]?.code ?? ''
    const wrong = await verify(simulator, cookie, '000000')
    expect(wrong.status).toBe(401)
    expect(await wrong.json()).toMatchObject({ responseStatus: { type: 'MFA_CODE_INVALID' } })
    await verify(simulator, cookie, '000001')
    await verify(simulator, cookie, '000002')
    expect((await verify(simulator, cookie, right)).status).toBe(401)
  }))

test('a code is good only in the session that caused it, with the query of its login', () =>
  withSimulator({}, async (simulator) => {
    const { cookie } = await openPage(simulator)
    await login(simulator, cookie)
    const code = simulator.inbox[0]?.code ?? ''
    expect((await verify(simulator, '', code)).status).toBe(401)
    expect((await verify(simulator, cookie, code, loginQuery.replace('en-US', 'de-DE'))).status).toBe(400)
    expect(simulator.violations.map(({ kind }) => kind)).toEqual(['missing-session-cookie', 'mfa-query-changed'])
    expect((await verify(simulator, cookie, code)).status).toBe(200)
  }))

test('a changed User-Agent within one login is noticed', () =>
  withSimulator({}, async (simulator) => {
    const { cookie } = await openPage(simulator)
    await fetch(`${simulator.origin}/mobile/api/login?${loginQuery}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': `${agent} changed`, cookie },
      body: JSON.stringify({ username: simulator.email, password: simulator.password }),
    })
    expect(simulator.violations).toMatchObject([{ kind: 'user-agent-changed' }])
  }))

test('a malformed login body is refused as problem+json', () =>
  withSimulator({}, async (simulator) => {
    const response = await fetch(`${simulator.origin}/mobile/api/login?${loginQuery}`, {
      method: 'POST',
      body: 'nonsense',
    })
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
  }))

test('a ticket is swapped for tokens once, with a JWT that looks like Garmin’s', () =>
  withSimulator({}, async (simulator) => {
    const ticket = await getTicket(simulator)
    const tokens = (await (await exchange(simulator, ticket)).json()) as Tokens & Record<string, unknown>
    expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 86399, refresh_token_expires_in: 2591999 })
    const [header = '', payload = '', signature = ''] = tokens.access_token.split('.')
    const decode = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
    expect(decode(header)).toMatchObject({ alg: 'RS256' })
    expect(decode(payload)).toMatchObject({
      client_id: clientId,
      iss: 'https://diauth.garmin.com',
      exp: expect.any(Number),
    })
    expect(Buffer.from(signature, 'base64url')).toHaveLength(256)

    const again = await exchange(simulator, ticket)
    expect(again.status).toBe(400)
    expect(await again.json()).toMatchObject({ error: 'invalid_grant' })
    expect(simulator.violations).toMatchObject([{ kind: 'ticket-used-twice' }])
  }))

test('a wrong service URL is refused and spends the ticket', () =>
  withSimulator({}, async (simulator) => {
    const ticket = await getTicket(simulator)
    expect((await exchange(simulator, ticket, 'https://sso.garmin.com/sso/embed')).status).toBe(400)
    expect((await exchange(simulator, ticket)).status).toBe(400)
  }))

test('a ticket is too old after a minute', () => {
  let now = Date.UTC(2026, 0, 1)
  return withSimulator({ clock: () => now }, async (simulator) => {
    const ticket = await getTicket(simulator)
    now += 61_000
    expect(await (await exchange(simulator, ticket)).json()).toMatchObject({ error: 'invalid_grant' })
  })
})

test('an unknown client id is refused without spending the ticket', () =>
  withSimulator({}, async (simulator) => {
    const ticket = await getTicket(simulator)
    const grant = 'https://connectapi.garmin.com/di-oauth2-service/oauth/grant/service_ticket'
    const refused = await token(
      simulator,
      { service_ticket: ticket, grant_type: grant, service_url: 'x' },
      'SOMEBODY_ELSE',
    )
    expect(refused.status).toBe(401)
    expect(await refused.json()).toMatchObject({ error: 'invalid_client' })
    expect((await exchange(simulator, ticket)).status).toBe(200)
  }))

test('a refresh rotates; the old refresh token is refused with the token repeated', () =>
  withSimulator({}, async (simulator) => {
    const { tokens } = await signIn(simulator)
    const form = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token }
    const next = (await (await token(simulator, form)).json()) as Tokens
    expect(next.refresh_token).not.toBe(tokens.refresh_token)
    const reused = await token(simulator, form)
    expect(reused.status).toBe(400)
    expect(await reused.json()).toEqual({
      error: 'invalid_grant',
      error_description: `Invalid refresh token: ${tokens.refresh_token}`,
    })
    expect(simulator.violations).toMatchObject([{ kind: 'refresh-token-reused' }])
    expect((await token(simulator, { ...form, refresh_token: next.refresh_token })).status).toBe(200)
  }))

test('reuse of a refresh token can end the whole family', () =>
  withSimulator({ reuseKillsFamily: true }, async (simulator) => {
    const { tokens, get } = await signIn(simulator)
    const form = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token }
    const next = (await (await token(simulator, form)).json()) as Tokens
    await token(simulator, form)
    expect((await token(simulator, { ...form, refresh_token: next.refresh_token })).status).toBe(400)
    expect((await get('/userprofile-service/socialProfile')).status).toBe(401)
  }))

test('a refresh token is bound to its client id', () =>
  withSimulator({}, async (simulator) => {
    const { tokens } = await signIn(simulator)
    const form = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token }
    expect((await token(simulator, form, 'GARMIN_CONNECT_MOBILE_IOS_DI')).status).toBe(400)
  }))

test('the API wants a bearer that is good, and notices cookies', () => {
  let now = Date.UTC(2026, 0, 1)
  return withSimulator({ clock: () => now }, async (simulator) => {
    const path = '/userprofile-service/socialProfile'
    const none = await fetch(`${simulator.origin}${path}`)
    expect(none.status).toBe(401)
    expect(none.headers.get('www-authenticate')).toContain('Bearer error=')
    const { tokens, get } = await signIn(simulator)
    const good = await get(path)
    expect(good.status).toBe(200)
    expect(good.headers.getSetCookie()[0]).toContain('_cfuvid=')
    await fetch(`${simulator.origin}${path}`, {
      headers: { authorization: `Bearer ${tokens.access_token}`, cookie: 'a=b' },
    })
    expect(simulator.violations.map(({ kind }) => kind)).toEqual(['missing-bearer', 'cookie-to-api'])
    now += 86_400_000
    const expired = await get(path)
    expect(expired.status).toBe(401)
    expect(expired.headers.get('www-authenticate')).toContain('expired')
  })
})

test('a new account has no display name, and paths work without it', () =>
  withSimulator({ omitDisplayName: true }, async (simulator) => {
    const { json, get } = await signIn(simulator)
    expect(await json('/userprofile-service/socialProfile')).toMatchObject({ displayName: null })
    expect((await get('/usersummary-service/usersummary/daily/?calendarDate=2026-09-01')).status).toBe(200)
    expect((await get('/usersummary-service/usersummary/daily/null?calendarDate=2026-09-01')).status).toBe(403)
  }))
