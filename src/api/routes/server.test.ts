import { afterEach, describe, expect, test } from 'vitest'
import { exposedTo } from '../testing/exposed.ts'
import { type OpenApi, openApi } from '../testing/open-api.ts'

let opened: OpenApi | null = null
afterEach(async () => {
  await opened?.close()
  opened = null
})
const metrics = async () => ({ type: 'text/plain; version=0.0.4; charset=utf-8', text: 'garminsync_jobs 0\n' })

describe('what a server counts', () => {
  test('is open on this machine', async () => {
    opened = await openApi({ metrics })
    const answer = await opened.ask('/metrics')
    expect([answer.status, await answer.text()]).toEqual([200, 'garminsync_jobs 0\n'])
    expect(answer.headers.get('content-type')).toContain('version=0.0.4')
  })

  test('is not there where nobody counts', async () => {
    opened = await openApi()
    expect((await opened.ask('/metrics')).status).toBe(404)
  })

  test('is told to nobody without the token where others reach the server, and is then as good as not there', async () => {
    opened = await openApi({ metrics, exposure: exposedTo('a@example.org') })
    const ask = (authorization?: string) =>
      opened?.ask('https://fit.example.org/metrics', authorization === undefined ? {} : { headers: { authorization } })
    const right = await ask('Bearer metrics-token-secret')
    expect(right?.status).toBe(200)
    const unknown = await (await opened.ask('https://fit.example.org/nothing')).json()
    for (const wrong of [undefined, 'Bearer wrong', 'Basic metrics-token-secret', 'Bearer metrics-token-secret2']) {
      const answer = await ask(wrong)
      expect(answer?.status).toBe(404)
      expect(Object.keys(await answer?.json())).toEqual(Object.keys(unknown))
    }
  })

  test('is told to nobody where others reach the server and no token is set', async () => {
    opened = await openApi({ metrics, exposure: { ...exposedTo('a@example.org'), metricsToken: null } })
    const answer = await opened.ask('https://fit.example.org/metrics', { headers: { authorization: 'Bearer null' } })
    expect(answer.status).toBe(404)
  })
})

describe('what is told of every request', () => {
  test('is the route and never the path', async () => {
    const told: object[] = []
    opened = await openApi({ onAnswered: ({ ms: _, requestId: __, ...rest }) => void told.push(rest) })
    await opened.ask('/api/v1/activities/12345678901?secret=planted')
    await opened.ask('/api/v1/planted')
    await opened.ask('/healthz')
    await opened.ask('/healthz', { method: 'PLANTED' })
    expect(told).toEqual([
      { method: 'GET', route: '/api/v1/activities/{activity_id}', status: 401, userId: null },
      { method: 'GET', route: null, status: 404, userId: null },
      { method: 'GET', route: '/healthz', status: 200, userId: null },
      { method: 'other', route: null, status: 415, userId: null },
    ])
  })
})
