import { afterEach, describe, expect, it } from 'vitest'
import { createShell, type Shell } from '../support/cli.ts'

let shell: Shell
afterEach(() => shell.close())
const tokenPath = 'di-oauth2-service/oauth/token'

describe('an account of the other region', () => {
  it('at the sign-in: exit 6, the sentence names the other region, and nothing is kept or tried again', async () => {
    shell = await createShell({ mfa: 'none' })
    shell.simulator.faults.add({ match: tokenPath, kind: 'wrong-region', times: null })
    const login = ['auth', 'login', '--email', shell.simulator.email, '--password-stdin']
    const ran = await shell.run(login, { stdin: shell.simulator.password })
    expect(ran.code, ran.stderr).toBe(6)
    expect(ran.stderr).toContain('the other Garmin region, cn')
    expect(ran.stderr).toContain('--region cn')
    expect(shell.simulator.requests.filter(({ path }) => path.endsWith(tokenPath))).toHaveLength(1)
    expect((await shell.run(['auth', 'status'])).code).toBe(4)
  })

  it('at a refresh: the sentence names the other region, and the tokens are kept', async () => {
    shell = await createShell({ mfa: 'none' })
    await shell.signIn()
    shell.simulator.faults.add({ match: tokenPath, kind: 'wrong-region' })
    const ran = await shell.run(['auth', 'refresh'])
    expect(ran.code, ran.stderr).toBe(6)
    expect(ran.stderr).toContain('the other Garmin region, cn')
    expect((await shell.run(['auth', 'status'])).code).toBe(0)
    expect((await shell.run(['auth', 'refresh'])).code).toBe(0)
  })
})
