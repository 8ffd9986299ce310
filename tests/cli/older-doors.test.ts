import { afterEach, describe, expect, it } from 'vitest'
import type { SimulatorOptions } from '../../src/simulator/index.ts'
import { createShell, type Shell } from '../support/cli.ts'

let shell: Shell
afterEach(() => shell.close())

async function login(method: string, options: SimulatorOptions, ...more: string[]) {
  shell = await createShell(options)
  const { email, password } = shell.simulator
  const args = ['auth', 'login', '--method', method, '--email', email, '--password-stdin', ...more]
  return shell.run(args, { stdin: `${password}\n` })
}
const doors = () => new Set(shell.simulator.requests.map(({ service }) => service))

describe('the older doors, named with --method, by the built command', () => {
  it('widget: the code is wanted, given in another process, and the session works', async () => {
    const first = await login('widget', {})
    expect(first).toMatchObject({ code: 5, stdout: '' })
    const wrong = await shell.run(['auth', 'mfa', shell.code() === '000000' ? '111111' : '000000'])
    expect(wrong.code, wrong.stderr).toBe(5)
    const second = await shell.run(['auth', 'mfa', shell.code()])
    expect(second.code, second.stderr).toBe(0)
    expect(doors()).toEqual(new Set(['sso-widget', 'diauth', 'user-profile']))
    expect((await shell.run(['auth', 'refresh'])).code).toBe(0)
    expect(shell.simulator.violations).toEqual([])
  })

  it('widget: an authenticator app, in China', async () => {
    const first = await login('widget', { mfa: 'totp', region: 'cn' }, '--region', 'cn')
    expect(first.code, first.stderr).toBe(5)
    expect(first.stderr).not.toContain('sent')
    const second = await shell.run(['auth', 'mfa', shell.simulator.auth.authenticatorCode()])
    expect(second.code, second.stderr).toBe(0)
    expect(shell.simulator.inbox).toEqual([])
    const hosts = shell.simulator.requests.map(({ headers }) => headers.host ?? '')
    expect(hosts.filter((host) => !host.endsWith('.garmin.cn'))).toEqual([])
    expect(shell.simulator.violations).toEqual([])
  })

  it('portal: an account without MFA signs in', async () => {
    const ran = await login('portal', { mfa: 'none' })
    expect(ran.code, ran.stderr).toBe(0)
    expect(ran.stdout).toContain('Signed in as')
    expect(doors()).toEqual(new Set(['sso-portal', 'diauth', 'user-profile']))
  })

  it('portal: an account with MFA is steered to a browser with exit 6, and no code is sent', async () => {
    const ran = await login('portal', {})
    expect(ran.code, ran.stderr).toBe(6)
    expect(ran.stderr).toContain('browser')
    expect(shell.simulator.inbox).toEqual([])
    expect(doors()).toEqual(new Set(['sso-portal']))
  })
})
