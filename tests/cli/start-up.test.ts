import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createShell, type Shell } from '../support/cli.ts'

describe('the built command', () => {
  let shell: Shell
  beforeAll(async () => {
    shell = await createShell()
  })
  afterAll(() => shell.close())

  it('answers --version and --help without touching anything', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
    expect(await shell.run(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
    const help = await shell.run(['--help'])
    expect(help).toMatchObject({ code: 0, stderr: '' })
    expect(help.stdout).toContain('auth login')
    expect(await shell.run([])).toEqual(help)
  })

  it('a simulator can be used from another terminal', async () => {
    const { child, ended } = shell.start(['simulator', '--json', '--mfa', 'none', '--years', '1'])
    const garmin: { origin: string; email: string; password: string } = await new Promise((resolve) => {
      child.stdout?.once('data', (text: string) => resolve(JSON.parse(text)))
    })
    const ran = await shell.run(['auth', 'login', '--email', garmin.email, '--password-stdin'], {
      stdin: garmin.password,
      env: { GARMINSYNC_GARMIN_ORIGIN: garmin.origin },
    })
    expect(ran.code, ran.stderr).toBe(0)
    child.kill('SIGINT')
    expect((await ended).code).toBe(0)
  })

  it('the demo signs in with a code that it shows arriving, syncs, shows a few rows, and starts at once the second time', async () => {
    const first = await shell.run(['demo', '--years', '1'])
    expect(first, first.stderr).toMatchObject({ code: 0 })
    expect(first.stderr).toMatch(/A code arrives at .+: \d{6}/)
    expect(first.stdout).toContain('$ garminsync --home .demo status')
    expect(first.stdout.trimEnd().split('\n').at(-1)).toContain('go on exploring it: `garminsync --home .demo status`')
    const status = await shell.run(['--home', '.demo', 'status', '--json'])
    expect(JSON.parse(status.stdout).last_job.status).toBe('completed')
    const second = await shell.run(['demo'])
    expect(second.code, second.stderr).toBe(0)
    expect(second.stderr).not.toContain('A code arrives')
  })

  it('the demo serves its dashboard, where a visitor looks at the invented person without a sign-in', async () => {
    const { child, ended } = shell.start(['demo', '--years', '1', '--serve', '--port', '0'])
    const url = await new Promise<string>((resolve, reject) => {
      let said = ''
      child.stdout?.on('data', (text: string) => {
        said += text
        const found = /^The dashboard: (http:\/\/127\.0\.0\.1:\d+)\/#demo$/m.exec(said)?.[1]
        if (found !== undefined) resolve(found)
      })
      void ended.then(({ stderr }) => reject(new Error(stderr)))
    })
    expect(await (await fetch(`${url}/api/v1/auth/options`)).json()).toMatchObject({ demo: true })
    const headers = { 'content-type': 'application/json', 'x-garminsync-session': 'cookie' }
    const answer = await fetch(`${url}/api/v1/auth/demo`, { method: 'POST', headers })
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const status = await (await fetch(`${url}/api/v1/status`, { headers: { cookie } })).json()
    // What plays Garmin is there, too: the invented person is signed in to it.
    expect(status).toMatchObject({ signed_in: true, last_job: { status: 'completed' } })
    child.kill('SIGINT')
    expect(await ended).toMatchObject({ code: 0 })
  })
})
