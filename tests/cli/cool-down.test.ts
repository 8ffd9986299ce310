import { createInterface } from 'node:readline'
import { afterEach, expect, it } from 'vitest'
import { type CliResult, createShell, type Shell } from '../support/cli.ts'

let shell: Shell
afterEach(() => shell.close())
const hourMs = 3_600_000
const problemOf = (ran: CliResult) => JSON.parse(ran.stderr) as { code: string; retry_at: string; detail: string }
const login = (...more: string[]) =>
  shell.run(['auth', 'login', '--email', shell.simulator.email, '--password-stdin', ...more], {
    stdin: shell.simulator.password,
  })

it('after a login 429: 50 further `auth login` calls from 5 processes send 0 requests; the time printed is right after a restart', async () => {
  shell = await createShell()
  const before = Date.now()
  shell.simulator.faults.add({ kind: '429', match: 'api/login', retryAfter: 60 })
  const first = await login('--json')
  expect(first.code).toBe(7)
  const { retry_at } = problemOf(first)
  // The two hours of our own are longer than what Garmin said.
  expect(Date.parse(retry_at) - before).toBeGreaterThanOrEqual(2 * hourMs)
  expect(Date.parse(retry_at) - Date.now()).toBeLessThanOrEqual(2 * hourMs)
  shell.simulator.faults.clear()
  shell.asked()
  const one = async () => {
    for (let call = 0; call < 10; call++) {
      const ran = await login('--json')
      expect(ran.code).toBe(7)
      expect(problemOf(ran)).toMatchObject({ code: 'auth.login-limited', retry_at })
    }
  }
  await Promise.all([one(), one(), one(), one(), one()])
  // The same address in other letters is the same account; a server of the same home knows, too.
  const { email } = shell.simulator
  const capitals = await shell.run(['auth', 'login', '--email', ` ${email.toUpperCase()}`, '--password-stdin'], {
    stdin: 'pw',
  })
  expect(capitals.code).toBe(7)
  const serving = shell.start(['serve', '--port', '0', '--json'])
  const { value } = await createInterface({ input: serving.child.stdout! })[Symbol.asyncIterator]().next()
  const answer = await fetch(`${JSON.parse(value).url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: shell.simulator.password }),
  })
  expect(answer.status).toBe(429)
  expect(await answer.json()).toMatchObject({ code: 'auth.login-limited', retry_at })
  serving.child.kill('SIGTERM')
  await serving.ended
  expect(shell.asked()).toBe(0)
  expect(shell.simulator.violations).toEqual([])
}, 120_000)

it('a limit at the code holds for the next login, and for this account only', async () => {
  shell = await createShell()
  expect((await login()).code).toBe(5)
  shell.simulator.faults.add({ kind: '429', match: 'mfa/verifyCode', retryAfter: 5 * 3600 })
  const ran = await shell.run(['auth', 'mfa', shell.code(), '--json'])
  expect(ran.code).toBe(7)
  expect(Date.parse(problemOf(ran).retry_at) - Date.now()).toBeGreaterThan(4.9 * hourMs)
  shell.asked()
  expect(problemOf(await login('--json')).retry_at).toBe(problemOf(ran).retry_at)
  expect(shell.asked()).toBe(0)
  // Another account is another matter.
  const other = await shell.run(['auth', 'login', '--email', 'somebody@example.org', '--password-stdin'], {
    stdin: 'pw',
  })
  expect(other.code).toBe(6)
})
