import { afterEach, describe, expect, it } from 'vitest'
import { createShell, type Shell } from '../support/cli.ts'
import { atTerminal, ctrlC } from '../support/terminal.ts'

let shell: Shell
afterEach(() => shell.close())
const wrongCode = () => (shell.code() === '000000' ? '111111' : '000000')

describe.runIf(process.platform === 'linux')('signing in at a terminal', () => {
  it('asks for e-mail, password (not shown) and code, again after a wrong one, and says what it can about another one', async () => {
    shell = await createShell()
    const { email, password } = shell.simulator
    const login = atTerminal(shell, ['auth', 'login'])
    // Nothing but Enter is no answer.
    await login.answer('E-mail of your Garmin account: ', '\r')
    await login.answer('E-mail of your Garmin account: ', `${email}\r`)
    await login.answer('Password (not shown): ', `${password}\r`)
    await login.answer('Code from Garmin (sent by email to le*****@example.com): ', `${wrongCode()}\r`)
    await login.answer('That code was not accepted; 2 tries left.', '')
    await login.answer('le*****@example.com): ', 'what?\r')
    await login.answer('That code was not accepted; 2 tries left.', '')
    await login.answer('le*****@example.com): ', 'again\r')
    await login.answer('Garmin sends no second code within this sign-in.', '')
    const code = shell.code()
    await login.answer('le*****@example.com): ', `${code.slice(0, 3)} ${code.slice(3)}\r`)
    const { code: exit, stdout } = await login.ended
    expect(exit, stdout).toBe(0)
    expect(stdout).toContain('Signed in as')
    expect(stdout).not.toContain(password)
    expect(shell.simulator.violations).toEqual([])
  })

  it('Ctrl-C at the password changes nothing; at the code it leaves the sign-in waiting, and `auth mfa` finishes it', async () => {
    shell = await createShell()
    const { email, password } = shell.simulator
    const first = atTerminal(shell, ['auth', 'login', '--email', email])
    await first.answer('Password (not shown): ', `${password}${ctrlC}`)
    expect(await first.ended).toMatchObject({ code: 130 })
    expect(first.shown()).toContain('Interrupted; nothing was changed.')
    expect(shell.asked()).toBe(0)

    const second = atTerminal(shell, ['auth', 'login', '--email', email])
    await second.answer('Password (not shown): ', `${password}\r`)
    await second.answer('Code from Garmin', '')
    await second.answer('example.com): ', ctrlC)
    expect(await second.ended).toMatchObject({ code: 130 })
    expect(second.shown()).toMatch(/the sign-in waits for its code\.\s+Run `garminsync auth mfa CODE --challenge \S+`/)

    const third = atTerminal(shell, ['auth', 'mfa'])
    await third.answer('Code from Garmin: ', `${wrongCode()}\r`)
    await third.answer('2 tries left', '')
    await third.answer('Code from Garmin: ', `${shell.code()}\r`)
    expect((await third.ended).code, third.shown()).toBe(0)
    expect((await shell.run(['auth', 'status'])).code).toBe(0)
  })
})

describe('auth mfa --resend', () => {
  it('at a door without such a request says from when on starting again brings a code, and sends nothing', async () => {
    shell = await createShell()
    const stdin = shell.simulator.password
    const before = Date.now()
    await shell.run(['auth', 'login', '--email', shell.simulator.email, '--password-stdin'], { stdin })
    shell.asked()
    const ran = await shell.run(['auth', 'mfa', '--resend', '--json'])
    expect(ran).toMatchObject({ code: 5, stdout: '' })
    const problem = JSON.parse(ran.stderr)
    expect(problem).toMatchObject({ code: 'auth.code-once', title: 'Garmin sends no second code within this sign-in.' })
    expect(Date.parse(problem.retry_at) - before).toBeGreaterThanOrEqual(5 * 60_000 - 1000)
    expect(shell.asked()).toBe(0)
    // The code that was sent is still good.
    expect((await shell.run(['auth', 'mfa', shell.code()])).code).toBe(0)
    expect((await shell.run(['auth', 'mfa', '--resend'])).code).toBe(4)
  })
})
