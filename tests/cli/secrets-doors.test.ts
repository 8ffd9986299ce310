import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterEach, describe, expect, it } from 'vitest'
import { browserTicket } from '../support/browser-ticket.ts'
import { type CliResult, createShell, type Shell } from '../support/cli.ts'
import { expectNoSecret, secretsOf, watchArguments } from '../support/secrets.ts'
import { atTerminal } from '../support/terminal.ts'

let shell: Shell
afterEach(() => shell.close())

const said = ({ stdout, stderr }: CliResult) => stdout + stderr
const login = (...more: string[]) => [
  'auth',
  'login',
  '--email',
  shell.simulator.email,
  '--password-stdin',
  '--verbose',
  ...more,
]
const ticketOf = (address: string) => new URL(address).searchParams.get('ticket') ?? ''

describe('no secret in any file, output, crash or argument list', () => {
  it('of the widget with wrong and further codes, and of the portal', async () => {
    shell = await createShell()
    const { simulator } = shell
    const { password: stdin, faults } = simulator
    const texts: Record<string, string> = {}
    const watch = watchArguments()
    const keep = async (name: string, args: readonly string[], input = '') => {
      const ran = await shell.run(args, { stdin: input })
      texts[name] = said(ran)
      return ran.code
    }
    expect(await keep('wrong password', login('--method', 'widget'), 'not the password')).toBe(6)
    faults.add({ kind: 'code-not-sent' })
    expect(await keep('login', login('--method', 'widget'), stdin)).toBe(5)
    expect(await keep('resend', ['auth', 'mfa', '--resend', '--verbose'])).toBe(7)
    expect(await keep('resend as JSON', ['auth', 'mfa', '--resend', '--json'])).toBe(7)
    const wrong = shell.code() === '000000' ? '111111' : '000000'
    expect(await keep('wrong code', ['auth', 'mfa', '-', '--verbose'], wrong)).toBe(5)
    faults.add({ kind: 'truncated', match: 'sso/login' })
    expect(await keep('page cut off', ['auth', 'mfa', '-', '--verbose'], shell.code())).not.toBe(1)
    expect(await keep('login again', login('--method', 'widget'), stdin)).toBe(5)
    expect(await keep('code', ['auth', 'mfa', '-', '--verbose'], shell.code())).toBe(0)
    simulator.auth.account.mfa = 'none'
    expect(await keep('portal', login('--method', 'portal', '--json'), stdin)).toBe(0)
    texts['argument lists'] = watch.stop()
    const secrets = secretsOf(shell)
    expect(secrets.length).toBeGreaterThan(15)
    // The answer that issues the tokens of our own session is not meant to be seen; Garmin's are never in it.
    expectNoSecret(secrets, texts, [shell.home, shell.cwd])
  })

  it.runIf(process.platform === 'linux')(
    'of the page: the program that opens a browser is not given its address, and the ticket is nowhere',
    async () => {
      shell = await createShell()
      const opener = join(shell.cwd, 'xdg-open')
      await writeFile(opener, `#!/bin/sh\nprintf %s "$1" > '${shell.cwd}/opened'\nsleep 2\n:\n`)
      await chmod(opener, 0o755)
      const watch = watchArguments()
      const env = { DISPLAY: ':0', PATH: `${shell.cwd}:${shell.env.PATH}` }
      const seat = atTerminal(shell, ['auth', 'login', '--method', 'browser', '--verbose'], env)
      await seat.answer('Address of the last page: ', '')
      const opened = async (): Promise<string> => {
        for (;;) {
          const url = await readFile(join(shell.cwd, 'opened'), 'utf8').catch(() => '')
          if (url !== '') return url
          await sleep(20)
        }
      }
      const once = await opened()
      const { url } = await fetch(once)
      expect(seat.shown()).toContain(url)
      const address = await browserTicket(shell.simulator)
      const post = (pasted: string) =>
        fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded', origin: new URL(url).origin },
          body: new URLSearchParams({ pasted }),
        })
      const stale = `${address.slice(0, -8)}XXXX-cas`
      const texts: Record<string, string> = {
        'the page after a wrong paste': await (await post(stale)).text(),
        'the page at the end': await (await post(address)).text(),
      }
      const ran = await seat.ended
      expect(ran.code, ran.stdout).toBe(0)
      texts['what was said'] = said(ran)
      const argv = watch.stop()
      texts['argument lists'] = argv
      const secrets = [...secretsOf(shell), ticketOf(address), ticketOf(stale)]
      expectNoSecret(secrets, texts, [shell.home, shell.cwd])
      expect(argv).toContain(new URL(once).pathname)
      expect(argv).not.toContain(new URL(url).pathname)
    },
  )

  it('of a sign-in that crashes inside, or finds no room for its token', async () => {
    shell = await createShell({ mfa: 'none' })
    const { simulator } = shell
    expect((await shell.run(login(), { stdin: simulator.password })).code).toBe(0)
    const texts: Record<string, string> = {}
    const database = join(shell.home, 'garminsync.db')
    const change = (sql: string) => {
      const db = new DatabaseSync(database)
      // Somebody may be writing just now.
      db.exec('pragma busy_timeout = 20000')
      db.exec(sql)
      db.close()
    }
    for (const broken of ['sealed_token', 'user_account', 'user_session', 'authentication_token']) {
      for (const verb of ['insert', 'update'])
        change(
          `create trigger no_${verb} before ${verb} on ${broken} begin select raise(abort, 'nothing goes in'); end`,
        )
      const address = await browserTicket(simulator)
      for (const [name, args, stdin] of [
        ['password', login(), simulator.password],
        ['widget', login('--method', 'widget'), simulator.password],
        ['browser', ['auth', 'login', '--method', 'browser', '--verbose'], address],
        ['browser as JSON', ['auth', 'login', '--method', 'browser', '--json'], address],
      ] as const) {
        const ran = await shell.run(args, { stdin })
        expect(ran.code, `${name} without ${broken}`).not.toBe(0)
        texts[`${name} without ${broken}`] = said(ran)
      }
      change('drop trigger no_insert; drop trigger no_update')
      expectNoSecret([...secretsOf(shell), ticketOf(address)], texts, [shell.home, shell.cwd])
    }
    expect(Object.values(texts).join('')).toContain('Something went wrong inside GarminSync')
  })
})
