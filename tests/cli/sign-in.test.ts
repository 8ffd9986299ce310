import { afterEach, describe, expect, it } from 'vitest'
import { createShell, type Shell } from '../support/cli.ts'

let shell: Shell
afterEach(() => shell.close())

const login = (email: string) => ['auth', 'login', '--email', email, '--password-stdin']

describe('signing in with the built command', () => {
  it('auth login --password-stdin ends with exit 5 when MFA is wanted and no code was given, and auth mfa CODE in a new process finishes it', async () => {
    shell = await createShell()
    const { email, password } = shell.simulator
    const first = await shell.run(login(email), { stdin: `${password}\n` })
    expect(first).toMatchObject({ code: 5, stdout: '' })
    expect(first.stderr).toContain('garminsync auth mfa CODE')
    const second = await shell.run(['auth', 'mfa', shell.code()])
    expect(second.code, second.stderr).toBe(0)
    expect(second.stdout).toContain('Signed in as')
    const status = await shell.run(['auth', 'status', '--json'])
    expect(status.code).toBe(0)
    expect(JSON.parse(status.stdout)).toMatchObject({ mfa_enabled: true, status: 'active', access_token: '[redacted]' })
    expect(shell.simulator.violations).toEqual([])
  })

  it('takes the code from standard input, and from a command', async () => {
    shell = await createShell()
    const { email, password, origin } = shell.simulator
    await shell.run(login(email), { stdin: password })
    expect((await shell.run(['auth', 'mfa', '-'], { stdin: `${shell.code()}\n` })).code).toBe(0)
    const script = `fetch('${origin}/__simulator/inbox').then((r) => r.json()).then((all) => console.log(all.at(-1).code))`
    const command = `"${process.execPath}" -e "${script}"`
    const ran = await shell.run([...login(email), '--mfa-command', command], { stdin: password })
    expect(ran.code, ran.stderr).toBe(0)
  })

  it('a wrong password ends with exit 6 and changes nothing', async () => {
    shell = await createShell()
    const ran = await shell.run(login(shell.simulator.email), { stdin: 'wrong\n' })
    expect(ran).toMatchObject({ code: 6, stdout: '' })
    expect(ran.stderr).toContain('E-mail or password was not accepted')
    expect((await shell.run(['auth', 'status'])).code).toBe(4)
    await shell.signIn()
    expect((await shell.run(login(shell.simulator.email), { stdin: 'wrong\n' })).code).toBe(6)
    expect((await shell.run(['auth', 'status'])).code).toBe(0)
  })

  it('a wrong code is exit 5 while tries are left, the challenge kept, then 6, then 4', async () => {
    shell = await createShell()
    await shell.run(login(shell.simulator.email), { stdin: shell.simulator.password })
    const wrong = ['000001', '000002', '000003', '000004', '000005'].filter((code) => code !== shell.code())
    const codes: (number | null)[] = []
    for (const code of wrong.slice(0, 4)) codes.push((await shell.run(['auth', 'mfa', code])).code)
    expect(codes).toEqual([5, 5, 6, 4])
  })

  it('a wrong code, then the right one, signs in', async () => {
    shell = await createShell()
    await shell.run(login(shell.simulator.email), { stdin: shell.simulator.password })
    const wrong = shell.code() === '000000' ? '111111' : '000000'
    expect((await shell.run(['auth', 'mfa', wrong])).code).toBe(5)
    expect((await shell.run(['auth', 'mfa', shell.code()])).code).toBe(0)
  })

  it('without a terminal nothing waits for input: exit 4 and the sentence that says how to go on', async () => {
    shell = await createShell()
    const ran = await shell.run(['auth', 'login', '--email', shell.simulator.email])
    expect(ran).toMatchObject({ code: 4, stdout: '' })
    expect(ran.stderr).toContain('--password-stdin')
    expect((await shell.run(['auth', 'mfa', '123456'])).code).toBe(4)
    expect(shell.asked()).toBe(0)
  })

  it('429 at login: the next auth login says until when and sends nothing', async () => {
    shell = await createShell()
    shell.simulator.faults.add({ kind: '429', match: 'api/login' })
    const stdin = shell.simulator.password
    expect((await shell.run(login(shell.simulator.email), { stdin })).code).toBe(7)
    shell.asked()
    const again = await shell.run([...login(shell.simulator.email), '--json'], { stdin })
    expect(again.code).toBe(7)
    expect(JSON.parse(again.stderr)).toMatchObject({
      code: 'auth.login-limited',
      retry_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    })
    expect(shell.asked()).toBe(0)
  })

  it('Garmin unreachable is exit 8', async () => {
    shell = await createShell()
    const env = { GARMINSYNC_GARMIN_ORIGIN: 'http://127.0.0.1:9' }
    const ran = await shell.run(login('a@example.com'), { stdin: 'pw', env })
    expect(ran.code, ran.stderr).toBe(8)
  })

  it('refresh forces one unless another did a moment ago; logout ends the session and keeps what was fetched', async () => {
    shell = await createShell()
    await shell.signIn()
    expect((await shell.run(['auth', 'refresh'])).code).toBe(0)
    expect((await shell.run(['auth', 'refresh'])).code).toBe(0)
    expect(shell.simulator.auth.counts.refreshes).toBeLessThanOrEqual(1)
    expect((await shell.run(['auth', 'logout'])).code).toBe(0)
    expect((await shell.run(['auth', 'status'])).code).toBe(4)
    expect((await shell.run(['sync'])).code).toBe(4)
  })
})
