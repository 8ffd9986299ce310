import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterEach, expect, it } from 'vitest'
import { createShell, type Shell } from '../support/cli.ts'
import { expectNoSecret, secretsOf, watchArguments } from '../support/secrets.ts'

let shell: Shell
afterEach(() => shell.close())
const tokenPath = 'di-oauth2-service/oauth/token'

it('no secret in any file, log, error document, SSE event, --verbose output, crash or argument list of serve and its clients', async () => {
  shell = await createShell({ accessTokenSeconds: 3600 })
  const { email, password, faults, auth } = shell.simulator
  const texts: Record<string, string> = {}
  const watch = watchArguments()
  const serving = shell.start(['serve', '--port', '0', '--verbose', '--json'])
  const { value: first } = await createInterface({ input: serving.child.stdout! })[Symbol.asyncIterator]().next()
  const { url } = JSON.parse(first) as { url: string }
  const issued = new Set<string>()
  /** Asks the server and keeps what it said, except the tokens in the answer that issues them. */
  const ask = async (name: string, path: string, body?: unknown, token?: string) => {
    const answer = await fetch(`${url}/api/v1/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    const headers = JSON.stringify([...answer.headers])
    const json = (text.startsWith('{') ? JSON.parse(text) : {}) as Record<string, string>
    let kept = text
    for (const key of ['access_token', 'refresh_token', 'code'])
      if (answer.ok && json[key] !== undefined && json[key] !== '[redacted]') {
        issued.add(json[key])
        kept = kept.replaceAll(json[key], '')
      }
    texts[`${name} (${path})`] = headers + kept
    return { status: answer.status, json }
  }
  const login = { email, password }
  // 1. A sign-in that goes wrong in several ways, then right.
  await ask('wrong password', 'auth/login', { email, password: 'not the password' })
  for (const kind of ['reset', 'invalid-grant', 'truncated', 'html'] as const) {
    faults.add({ match: tokenPath, kind })
    const started = await ask(`${kind} at the exchange: login`, 'auth/login', login)
    await ask(`${kind} at the exchange: code`, 'auth/mfa', {
      challenge_id: started.json.challenge_id,
      code: shell.code(),
    })
    faults.clear()
  }
  const started = await ask('login', 'auth/login', login)
  await ask('wrong code', 'auth/mfa', { challenge_id: started.json.challenge_id, code: '000000' })
  const session = (await ask('code', 'auth/mfa', { challenge_id: started.json.challenge_id, code: shell.code() })).json
  const token = session.access_token!
  // 2. Looking, pairing, renewing, reusing.
  for (const path of ['auth/session', 'auth/sessions', 'auth/token', 'auth/accounts', 'status'])
    await ask('looking', path, undefined, token)
  const paired = (await ask('pair', 'auth/pair', {}, token)).json
  const second = (await ask('redeem', 'auth/pair/redeem', { code: paired.code })).json
  await ask('redeem again', 'auth/pair/redeem', { code: paired.code })
  await ask('renew', 'auth/refresh', { refresh_token: second.refresh_token })
  await ask('renew with a used one', 'auth/refresh', { refresh_token: second.refresh_token })
  await ask('a wrong bearer', 'status', undefined, `${token}x`)
  // 3. A run with trouble, followed as SSE.
  faults.add({ match: 'hrv-service', kind: 'token-not-active', times: null })
  faults.add({ match: 'dailySleepData', kind: 'forbidden', times: null })
  const job = (await ask('sync', 'sync/jobs', { sync_type: 'all', from: '-3d' }, token)).json
  await ask('events', `sync/jobs/${job.job_id}/events`, undefined, token)
  faults.clear()
  // 4. Garmin ends the session, and repeats the refresh token in its description.
  auth.signOutEverywhere()
  await ask('refresh after the end', 'auth/token/refresh', {}, token)
  const late = (await ask('sync after the end', 'sync/jobs', { sync_type: 'all', full: true }, token)).json
  if (late.job_id !== undefined) await ask('events after the end', `sync/jobs/${late.job_id}/events`, undefined, token)
  // 5. A crash of our own: a table is gone.
  const db = new DatabaseSync(join(shell.home, 'garminsync.db'))
  // Somebody may be writing just now.
  db.exec('pragma busy_timeout = 20000')
  db.exec('alter table ledger rename to elsewhere')
  db.close()
  expect((await ask('crash', 'status', undefined, token)).status).toBeGreaterThanOrEqual(500)
  const crashed = await shell.run(['status', '--verbose', '--user', session.user_id!])
  expect(crashed.code).not.toBe(0)
  texts['crash on the command line'] = crashed.stdout + crashed.stderr
  serving.child.kill('SIGTERM')
  const ended = await serving.ended
  texts['what serve said'] = ended.stdout + ended.stderr
  texts['argument lists'] = watch.stop()

  const secrets = [...secretsOf(shell), ...issued]
  expect(issued.size).toBeGreaterThanOrEqual(6)
  expect(secrets.length).toBeGreaterThan(15)
  expect(Object.keys(texts).length).toBeGreaterThan(25)
  expect(texts[`events (sync/jobs/${job.job_id}/events)`]).toContain('event')
  expectNoSecret(secrets, texts, [shell.home, shell.cwd])
}, 120_000)
