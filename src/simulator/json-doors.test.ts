import { expect, test } from 'vitest'
import { agent, exchange, token, withSimulator } from './test-support.ts'
import type { Simulator } from './types.ts'

type Answer = Record<string, unknown> & { serviceTicketId: string; responseStatus: { type: string } }

/** One login at a JSON door, by a program that knows the genuine host. */
async function login(simulator: Simulator, prefix: string, clientId: string, service: string) {
  const query = `clientId=${clientId}&locale=en-US&service=${encodeURIComponent(service)}`
  const answer = await fetch(`${simulator.origin}${prefix}/api/login?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': agent },
    body: JSON.stringify({ username: simulator.email, password: simulator.password }),
  })
  const body = (answer.status === 400 ? null : await answer.json()) as Answer | null
  return { status: answer.status, body, cookies: answer.headers.getSetCookie() }
}

test.each([
  ['/mobile', 'GCM_IOS_DARK', 'https://mobile.integration.garmin.com/gcm/ios'],
  ['/mobile', 'GCM_ANDROID_DARK', 'https://mobile.integration.garmin.com/gcm/android'],
  ['/portal', 'GarminConnect', 'https://connect.garmin.com/app'],
])('%s lets the client %s in, for its own service only', (prefix, clientId, service) =>
  withSimulator({ mfa: 'none' }, async (simulator) => {
    const { body } = await login(simulator, prefix, clientId, service)
    expect(body).toMatchObject({ serviceURL: service, responseStatus: { type: 'SUCCESSFUL' }, authType: 'CAS' })
    expect((await exchange(simulator, body?.serviceTicketId ?? '', service)).status).toBe(200)
    expect((await login(simulator, prefix, clientId, 'https://sso.garmin.com/sso/embed')).status).toBe(400)
    expect((await login(simulator, prefix, 'ANOTHER', service)).status).toBe(400)
    expect(simulator.violations).toEqual([])
  }),
)

test('the portal steers an account with MFA away and sends no code; the mobile door asks for one', () =>
  withSimulator({}, async (simulator) => {
    const steered = await login(simulator, '/portal', 'GarminConnect', 'https://connect.garmin.com/app')
    expect(steered.body).toMatchObject({ error: { 'status-code': '427' } })
    expect(simulator.inbox).toEqual([])
    const service = 'https://mobile.integration.garmin.com/gcm/ios'
    const asked = await login(simulator, '/mobile', 'GCM_IOS_DARK', service)
    expect(asked.body).toMatchObject({ responseStatus: { type: 'MFA_REQUIRED' } })
  }))

test('an account of China exists there only, and its cookies and tokens are of that domain', () =>
  withSimulator({ mfa: 'none', region: 'cn' }, async (simulator) => {
    const at = (domain: string) =>
      login(simulator, '/mobile', 'GCM_IOS_DARK', `https://mobile.integration.${domain}/gcm/ios`)
    expect((await at('garmin.com')).body).toMatchObject({ responseStatus: { type: 'INVALID_USERNAME_PASSWORD' } })
    const { body, cookies } = await at('garmin.cn')
    expect(cookies.join()).toContain('Domain=garmin.cn')
    const service = 'https://mobile.integration.garmin.cn/gcm/ios'
    const tokens = (await (await exchange(simulator, body?.serviceTicketId ?? '', service)).json()) as {
      access_token: string
    }
    const claims = Buffer.from(tokens.access_token.split('.')[1] ?? '', 'base64url').toString()
    expect(JSON.parse(claims).iss).toBe('https://diauth.garmin.cn')
  }))

test('a refresh token of somebody who is not in this user table names them and nothing else', () =>
  withSimulator({}, async (simulator) => {
    const garminGuid = '00000000-0000-4000-8000-0000000000aa'
    const foreign = Buffer.from(JSON.stringify({ refreshTokenValue: 'secret', garminGuid })).toString('base64')
    const answer = await token(simulator, { grant_type: 'refresh_token', refresh_token: foreign })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toEqual({
      error: 'invalid_grant',
      error_description: `User doesn't exist in DB for GarminGUID: ${garminGuid}`,
    })
  }))

test('logins are counted for each client id, and limited where an option says so', () =>
  withSimulator({ mfa: 'none', loginLimit: 2 }, async (simulator) => {
    const ios = ['GCM_IOS_DARK', 'https://mobile.integration.garmin.com/gcm/ios'] as const
    const android = ['GCM_ANDROID_DARK', 'https://mobile.integration.garmin.com/gcm/android'] as const
    const statuses: number[] = []
    for (const [clientId, service] of [ios, ios, android]) {
      statuses.push((await login(simulator, '/mobile', clientId, service)).status)
    }
    expect(statuses).toEqual([200, 200, 200])
    const query = `clientId=${ios[0]}&locale=en-US&service=${encodeURIComponent(ios[1])}`
    const limited = await fetch(`${simulator.origin}/mobile/api/login?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: simulator.email, password: simulator.password }),
    })
    expect([limited.status, limited.headers.get('content-type')]).toEqual([429, 'text/html;charset=UTF-8'])
    expect(simulator.auth.logins.map(({ clientId, count }) => [clientId, count])).toEqual([
      ['GCM_IOS_DARK', 3],
      ['GCM_ANDROID_DARK', 1],
    ])
  }))

test('a wrong service URL can leave the ticket unspent', () =>
  withSimulator({ mfa: 'none', wrongServiceSpendsTicket: false }, async (simulator) => {
    const service = 'https://connect.garmin.com/app'
    const ticket = (await login(simulator, '/portal', 'GarminConnect', service)).body?.serviceTicketId ?? ''
    expect((await exchange(simulator, ticket, 'https://sso.garmin.com/sso/embed')).status).toBe(400)
    expect((await exchange(simulator, ticket, service)).status).toBe(200)
  }))
