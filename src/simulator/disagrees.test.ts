import { expect, test } from 'vitest'
import { addDays } from '../domain/index.ts'
import { exchange, getTicket, signIn, token, withSimulator } from './test-support.ts'

test('It disagrees when the client is wrong: unknown parameters, wrong service URL, used ticket, old refresh token, range over the cap are refused as Garmin refuses them', () =>
  withSimulator({}, async (simulator) => {
    const { get, tokens } = await signIn(simulator)
    const today = simulator.life.today()
    expect((await get('/userprofile-service/socialProfile?fresh=true')).status).toBe(400)
    expect((await exchange(simulator, await getTicket(simulator), 'https://connect.garmin.com/app')).status).toBe(400)
    const ticket = await getTicket(simulator)
    expect((await exchange(simulator, ticket)).status).toBe(200)
    expect((await exchange(simulator, ticket)).status).toBe(400)
    const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token }
    expect((await token(simulator, refresh)).status).toBe(200)
    expect((await token(simulator, refresh)).status).toBe(400)
    expect((await get(`/hrv-service/hrv/daily/${addDays(today, -367)}/${today}`)).status).toBe(400)
    expect(simulator.violations.map(({ kind }) => kind)).toEqual([
      'unexpected-query',
      'ticket-used-twice',
      'refresh-token-reused',
      'range-too-long',
    ])
  }))
