import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, createApp } from '../../src/app/index.ts'
import { rawBytes, rawRequest } from '../support/raw-request.ts'
import { createWorld, type World } from '../support/world.ts'

describe('on the wire', () => {
  let world: World
  let app: App
  let server: { url: string; close(): Promise<void> }
  let exposed: { url: string; close(): Promise<void> }
  let behind: App
  beforeAll(async () => {
    world = await createWorld({ years: 1, mfa: 'none' })
    app = await createApp({ env: world.env, home: world.home, version: '0.0.0-test' })
    server = await app.serve({ host: '127.0.0.1', port: 0 })
    const reach = {
      GARMINSYNC_PUBLIC_URL: 'https://fit.example.org',
      GARMINSYNC_ALLOWED_USERS: 'lena@example.org',
      GARMINSYNC_TRUSTED_PROXIES: '127.0.0.1',
    }
    behind = await createApp({ env: { ...world.env, ...reach }, home: world.home, version: '0.0.0-test' })
    exposed = await behind.serve({ host: '127.0.0.1', port: 0 })
  })
  afterAll(async () => {
    await Promise.all([server.close(), exposed.close()])
    await behind.close()
    await app.close()
    await world.close()
  })

  test('a name that was made to point here is refused, in every way that one can be given', async () => {
    for (const host of [
      'evil.example',
      '127.0.0.1.evil.example',
      'localhost.',
      'evil.example:80',
      '127.0.0.1@evil.example',
      '[::ffff:1.2.3.4]',
    ]) {
      const answer = await rawRequest(server.url, { method: 'GET', path: '/healthz', headers: { host } })
      expect([host, answer.status >= 400 && answer.status < 500]).toEqual([host, true])
    }
    const whole = await rawRequest(server.url, {
      method: 'GET',
      path: 'http://evil.example/healthz',
      headers: { host: 'localhost' },
    })
    expect(whole.status).toBeGreaterThanOrEqual(400)
    const forwarded = {
      'x-forwarded-host': 'evil.example',
      forwarded: 'host=evil.example',
      'x-original-url': '/metrics',
    }
    expect((await rawRequest(server.url, { method: 'GET', path: '/healthz', headers: forwarded })).status).toBe(200)
  })

  test('a server with a name of its own answers to no other, and takes none for its own from a header', async () => {
    const ask = (headers: Record<string, string>, path = '/healthz') =>
      rawRequest(exposed.url, { method: 'GET', path, headers })
    expect((await ask({ host: 'fit.example.org' })).status).toBe(200)
    for (const host of ['evil.example', 'fit.example.org.evil.example', 'evil.fit.example.org'])
      expect((await ask({ host, 'x-forwarded-host': 'fit.example.org' })).status).toBe(403)
  })

  test('two Host headers, and requests that hide a second one, are refused', async () => {
    for (const bytes of [
      'GET /healthz HTTP/1.1\r\nhost: localhost\r\nhost: evil.example\r\nconnection: close\r\n\r\n',
      'GET /healthz HTTP/1.1\r\nconnection: close\r\n\r\n',
      'POST /api/v1/auth/login HTTP/1.1\r\nhost: localhost\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\n\r\n',
    ]) {
      const text = await rawBytes(server.url, bytes)
      expect(text).not.toMatch(/HTTP\/1\.1 200/)
    }
  })

  test('no path leads out of the routes, however it is written', async () => {
    for (const path of [
      '/../../../../etc/passwd',
      '/docs/../../../etc/passwd',
      '/docs/%2e%2e/%2e%2e/etc/passwd',
      '//evil.example/healthz/..',
      '/api/v1/activities/..%2f..%2f..%2fsecret.key/file',
      '/api/v1/health/..\\..\\secret.key',
      '/api/v1/health/%c0%ae%c0%ae%c0%af',
      '/%',
      '/api/v1/activities/%zz',
    ]) {
      const answer = await rawRequest(server.url, { method: 'GET', path })
      expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true])
      expect(await answer.text()).not.toContain('root:')
    }
  })

  test('nothing that is sent becomes a header of the answer', async () => {
    for (const path of [
      '/%0d%0ax-injected:%201',
      '/api/v1/activities?cursor=%0d%0ax-injected:%201',
      '/api/v1/x%0d%0aset-cookie:a=b',
    ]) {
      const answer = await rawRequest(server.url, {
        method: 'GET',
        path,
        headers: { 'x-request-id': 'mine', 'last-event-id': '1' },
      })
      expect(answer.headers.get('x-injected')).toBeNull()
      expect(answer.headers.getSetCookie()).toEqual([])
      expect(answer.headers.get('x-request-id')).not.toBe('mine')
    }
  })

  test('a body that is too large is refused before it is read, also when it does not say how large it is', async () => {
    const headers = { 'content-type': 'application/json' }
    const path = '/api/v1/auth/login'
    const body = `{"email":"${'x'.repeat(70_000)}"}`
    const told = await rawRequest(server.url, {
      method: 'POST',
      path,
      headers: { ...headers, 'content-length': String(body.length) },
      body,
    })
    const chunked = await rawRequest(server.url, {
      method: 'POST',
      path,
      headers: { ...headers, 'transfer-encoding': 'chunked' },
      body,
    })
    expect([told.status, chunked.status]).toEqual([413, 413])
    const bomb = await rawBytes(
      server.url,
      `POST ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: 99999999999\r\n\r\n{`,
    )
    expect(bomb).toMatch(/^HTTP\/1\.1 413 /)
  })
})
