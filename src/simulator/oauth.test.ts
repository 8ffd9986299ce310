import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { agent, getTicket, service, withSimulator } from './test-support.ts'
import type { Simulator } from './types.ts'

const quote = (text: string) =>
  encodeURIComponent(text).replace(/[!*'()]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

/** A client of its own for the legacy flow, signed as RFC 5849 says. */
async function signed(
  { origin }: Simulator,
  method: 'GET' | 'POST',
  path: string,
  parameters: Record<string, string>,
  token: { value: string; secret: string } | null,
  secret = 'simulated-secret',
): Promise<Response> {
  const own: Record<string, string> = {
    oauth_consumer_key: 'simulated-consumer',
    oauth_nonce: '1',
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: '1800000000',
    oauth_version: '1.0',
    ...(token === null ? {} : { oauth_token: token.value }),
  }
  const pairs = Object.entries({ ...own, ...parameters }).map(([name, value]) => `${quote(name)}=${quote(value)}`)
  const base = [method, quote(`https://connectapi.garmin.com${path}`), quote(pairs.sort().join('&'))].join('&')
  const key = `${quote(secret)}&${quote(token?.secret ?? '')}`
  own.oauth_signature = createHmac('sha1', key).update(base).digest('base64')
  const header = Object.entries(own).map(([name, value]) => `${name}="${quote(value)}"`)
  const form = new URLSearchParams(parameters)
  return fetch(`${origin}${path}${method === 'GET' ? `?${form}` : ''}`, {
    method,
    headers: {
      'user-agent': agent,
      authorization: `OAuth ${header.join(', ')}`,
      ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    },
    ...(method === 'POST' ? { body: form.toString() } : {}),
  })
}

const preauthorized = '/oauth-service/oauth/preauthorized'
const exchange = '/oauth-service/oauth/exchange/user/2.0'

test('the legacy flow: ticket to OAuth1 token, and bearers as often as one likes', () =>
  withSimulator({}, async (simulator) => {
    const query = { ticket: await getTicket(simulator), 'login-url': service, 'accepts-mfa-tokens': 'true' }
    const answer = await signed(simulator, 'GET', preauthorized, query, null)
    expect(answer.headers.get('content-type')).toBe('text/plain')
    const form = new URLSearchParams(await answer.text())
    expect([...form.keys()]).toEqual(['oauth_token', 'oauth_token_secret', 'mfa_token', 'mfa_expiration_timestamp'])
    const token = { value: form.get('oauth_token') ?? '', secret: form.get('oauth_token_secret') ?? '' }
    for (const body of [{ mfa_token: form.get('mfa_token') ?? '' }, {} as Record<string, string>]) {
      const bearer = (await (await signed(simulator, 'POST', exchange, body, token)).json()) as Record<string, unknown>
      expect(Object.keys(bearer)).toEqual([
        'scope',
        'jti',
        'access_token',
        'token_type',
        'refresh_token',
        'expires_in',
        'refresh_token_expires_in',
      ])
    }
    expect((await signed(simulator, 'GET', preauthorized, query, null)).status).toBe(401)
    expect(simulator.violations.map(({ kind }) => kind)).toEqual(['ticket-used-twice'])
  }))

test('a wrong signature, a wrong MFA token and a revoked token are refused with the page', () =>
  withSimulator({}, async (simulator) => {
    const { token, secret } = simulator.auth.issueOauth1(true)
    const right = { value: token, secret }
    const bad = [
      await signed(simulator, 'POST', exchange, {}, right, 'another-secret'),
      await signed(simulator, 'POST', exchange, {}, { ...right, secret: 'x' }),
      await signed(simulator, 'POST', exchange, { mfa_token: 'MFA-0-x-cas' }, right),
    ]
    expect((await signed(simulator, 'POST', exchange, {}, right)).status).toBe(200)
    simulator.auth.revokeOauth1()
    bad.push(await signed(simulator, 'POST', exchange, {}, right))
    for (const answer of bad) {
      expect(answer.status).toBe(401)
      expect(await answer.text()).toContain('OAuthToken is invalid')
    }
  }))
