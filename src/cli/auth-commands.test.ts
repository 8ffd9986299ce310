import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { ChallengeJson } from '../contract/index.ts'
import { fail, toInstant } from '../domain/index.ts'
import { hasDesktop } from './desktop.ts'
import { aSession, aStatus } from './testing/answers.ts'
import { runFake, runFakeArgs } from './testing/fake-runtime.ts'

const folder = mkdtempSync(join(tmpdir(), 'garminsync-cli-'))
const passwordFile = join(folder, 'password')
writeFileSync(passwordFile, 'from a file\nsecond line\n')
afterAll(() => rmSync(folder, { recursive: true }))

const challenge: ChallengeJson = {
  challenge_id: 'c1',
  mfa_method: 'email',
  sent_to: 'l***@example.com',
  expires_at: '2026-02-03T12:10:00.000Z',
  attempts_left: 3,
  resend: 'start-again',
  resend_at: '2026-02-03T12:05:00.000Z',
}

/** A server that signs in at once, or that wants the code 123456. */
function authClient(mfa: boolean) {
  const asked: { body: unknown }[] = []
  return {
    asked,
    client: {
      authLogin: async (input: { body: unknown }) => {
        asked.push(input)
        return mfa ? ({ status: 202, body: challenge } as const) : ({ status: 200, body: aSession() } as const)
      },
      authMfa: async (input: { body: { code: string } }) => {
        asked.push(input)
        if (input.body.code === '123456') return aSession()
        throw fail('auth.mfa-rejected', { attemptsLeft: '2 tries', attemptsLeftCount: 2 })
      },
      status: async () => aStatus(),
    },
  }
}

const login = 'auth login --email lena@example.com'

describe('auth login', () => {
  it('takes the first line of standard input as the password', async () => {
    const { client, asked } = authClient(false)
    const ran = await runFake(`${login} --password-stdin`, { client, stdin: 'correct horse\nnot this\n' })
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toBe('Signed in as Lena Example (account 82500001). Go on with `garminsync sync`.\n')
    expect(asked).toEqual([{ body: { email: 'lena@example.com', password: 'correct horse', region: 'com' } }])
    expect(ran.signedIn).toEqual([aSession()])
  })

  it.each([
    [{ GARMINSYNC_PASSWORD_FILE: passwordFile }, 'from a file'],
    [{ GARMINSYNC_PASSWORD_COMMAND: "printf 'from a command\\n'", PATH: process.env.PATH ?? '' }, 'from a command'],
  ])('takes the password that %o names', async (env, password) => {
    const { client, asked } = authClient(false)
    const ran = await runFake('auth login', { client, env: { GARMINSYNC_EMAIL: 'lena@example.com', ...env } })
    expect(ran.code).toBe(0)
    expect(asked[0]?.body).toMatchObject({ email: 'lena@example.com', password })
  })

  it.each([
    ['auth login', {}, '--email or GARMINSYNC_EMAIL'],
    [login, {}, '--password-stdin, GARMINSYNC_PASSWORD_FILE or GARMINSYNC_PASSWORD_COMMAND'],
    [login, { GARMINSYNC_PASSWORD_FILE: join(folder, 'absent') }, 'cannot be read (ENOENT)'],
    [login, { GARMINSYNC_PASSWORD_COMMAND: 'exit 3' }, 'failed (3)'],
    [login, { GARMINSYNC_PASSWORD_COMMAND: 'true', PATH: process.env.PATH ?? '' }, 'printed nothing'],
  ])(
    'never waits for input without a terminal: `%s` with %o ends with exit 4 and says how',
    async (line, env, words) => {
      const ran = await runFake(line, { env })
      expect(ran).toMatchObject({ code: 4, stdout: '', connected: [] })
      expect(ran.stderr).toContain(words)
    },
  )

  it('ends with exit 4 when standard input holds no password', async () => {
    const ran = await runFake(`${login} --password-stdin`, { stdin: '\n' })
    expect(ran.code).toBe(4)
  })

  it('ends with exit 5 and the way on when a code is wanted and nobody can give it', async () => {
    const { client } = authClient(true)
    const ran = await runFake(`${login} --password-stdin`, { client, stdin: 'pw' })
    expect(ran).toMatchObject({ code: 5, stdout: '', signedIn: [] })
    expect(ran.stderr).toBe(
      'garminsync: Garmin wants a code (sent by email to l***@example.com).\nRun `garminsync auth mfa CODE` within 10 minutes.\n',
    )
    const json = await runFake(`${login} --password-stdin --json`, { client, stdin: 'pw' })
    expect(JSON.parse(json.stdout)).toEqual(challenge)
    expect(JSON.parse(json.stderr)).toMatchObject({ code: 'auth.mfa-needed', challenge_id: 'c1' })
  })

  it('names the challenge where a server would not know which is meant', async () => {
    const { client } = authClient(true)
    const ran = await runFake(`${login} --password-stdin`, { client, stdin: 'pw', server: 'http://127.0.0.1:1' })
    expect(ran.stderr).toContain('garminsync auth mfa CODE --challenge c1')
  })

  it('answers with --mfa-code, and with what --mfa-command prints', async () => {
    const { client } = authClient(true)
    const env = { GARMINSYNC_PASSWORD_FILE: passwordFile, PATH: process.env.PATH ?? '' }
    expect((await runFake(`${login} --mfa-code 123456`, { client, env })).code).toBe(0)
    const args = ['auth', 'login', '--email', 'x@example.com', '--mfa-command', 'echo 123456']
    expect((await runFakeArgs(args, { client, env })).code).toBe(0)
    const wrong = await runFake(`${login} --mfa-code 000000`, { client, env })
    expect(wrong.code).toBe(5)
    expect(wrong.stderr).toContain('2 tries left')
  })

  it.each(['exit 3', 'true'])(
    'a command that gives no code (`%s`) leaves the sign-in waiting for one',
    async (script) => {
      const { client, asked } = authClient(true)
      const env = { GARMINSYNC_PASSWORD_FILE: passwordFile, PATH: process.env.PATH ?? '' }
      const args = [...login.split(' '), '--mfa-command', script]
      const ran = await runFakeArgs(args, { client, env })
      expect(ran).toMatchObject({ code: 5, stdout: '' })
      expect(ran.stderr).toMatch(/^garminsync: The command of --mfa-command .+ Garmin wants a code \(sent by email/)
      expect(ran.stderr).toContain('Run `garminsync auth mfa CODE` within 10 minutes.')
      expect(asked).toHaveLength(1)
      const json = await runFakeArgs([...args, '--json'], { client, env })
      expect(JSON.parse(json.stderr)).toMatchObject({ code: 'auth.mfa-needed', challenge_id: 'c1' })
    },
  )

  it.each([
    ['auth.credentials-refused', 6],
    ['auth.captcha', 6],
    ['auth.login-limited', 7],
    ['garmin.unreachable', 8],
    ['store.unwritable', 9],
  ] as const)('ends with %s as its exit code %i', async (code, exit) => {
    const retryAt = toInstant(Date.UTC(2026, 1, 3, 14))
    const client = {
      authLogin: async () => {
        throw fail(code, { retryAt, detail: 'x', path: '/x' })
      },
    }
    const ran = await runFake(`${login} --password-stdin`, { client, stdin: 'pw' })
    expect(ran).toMatchObject({ code: exit, stdout: '' })
    expect(ran.stderr).toMatch(/^garminsync: .+\n.+\n$/)
  })
})

describe('auth login at a terminal', () => {
  const promptsThatAnswer = (...answers: string[]) => {
    const questions: string[] = []
    const next = async (question: string) => {
      questions.push(question)
      const answer = answers.shift()
      if (answer === undefined) throw fail('interrupted')
      return answer
    }
    return { questions, prompts: { ask: next, askSecret: next, choose: async () => next('') as never } }
  }

  it('asks for e-mail, password and code', async () => {
    const { client, asked } = authClient(true)
    const { prompts, questions } = promptsThatAnswer('lena@example.com', 'pw', '123456')
    expect((await runFake('auth login', { client, prompts })).code).toBe(0)
    expect(questions.at(-1)).toContain('l***@example.com')
    expect(asked[0]?.body).toMatchObject({ email: 'lena@example.com', password: 'pw' })
  })

  it('asks again for an e-mail that cannot be one, before anything is sent', async () => {
    const { client, asked } = authClient(false)
    const { prompts, questions } = promptsThatAnswer('lena', 'lena@example.com', 'pw')
    expect((await runFake('auth login', { client, prompts })).code).toBe(0)
    expect(questions[1]).toBe('An e-mail address has an @. E-mail of your Garmin account')
    expect(asked).toHaveLength(1)
  })

  it('asks again after a wrong code, until the tries are used up', async () => {
    const { client } = authClient(true)
    const { prompts } = promptsThatAnswer('pw', '1', '2', '123456')
    const ran = await runFake(login, { client, prompts })
    expect(ran.code).toBe(0)
    expect(ran.stderr.split('\n').slice(1).join('\n')).toBe('That code was not accepted; 2 tries left.\n'.repeat(2))
    const exhausted = {
      ...client,
      authMfa: async () => {
        throw fail('auth.mfa-exhausted')
      },
    }
    expect((await runFake(login, { client: exhausted, prompts: promptsThatAnswer('pw', '1').prompts })).code).toBe(6)
  })

  it('tells how to have another code sent, and has it sent when that is typed', async () => {
    const { client } = authClient(true)
    const asked: unknown[] = []
    const authResend = async ({ body }: { body: unknown }) => {
      asked.push(body)
      return { ...challenge, attempts_left: 2 }
    }
    const { prompts } = promptsThatAnswer('pw', 'again', '123456')
    const ran = await runFake(login, { client: { ...client, authResend }, prompts })
    expect(ran.code).toBe(0)
    expect(asked).toEqual([{ challenge_id: 'c1' }])
    expect(ran.stderr).toContain('Typing `again` asks for another one.')
    expect(ran.stderr).toContain(
      'Garmin was asked for another code (sent by email to l***@example.com); only the newest one is good, 2 tries left.',
    )
  })

  it.each([
    ['auth.code-once', 'Garmin sends no second code within this sign-in.', 'garminsync auth login'],
    ['auth.code-too-soon', 'A code was asked for a moment ago.', 'Possible again'],
    ['auth.code-limit', 'Garmin sends no further codes for now.', 'wait 24 hours'],
  ] as const)('goes on asking for the code where no other one comes: %s', async (code, sentence, hint) => {
    const { client } = authClient(true)
    const authResend = async () => {
      throw fail(code, { retryAt: toInstant(Date.UTC(2026, 1, 3, 13)) })
    }
    const ran = await runFake(login, {
      client: { ...client, authResend },
      prompts: promptsThatAnswer('pw', 'AGAIN', '123456').prompts,
    })
    expect(ran.code).toBe(0)
    expect(ran.stderr).toContain(sentence)
    expect(ran.stderr).toContain(hint)
  })

  it('asks for the code of the authenticator app, and offers no other', async () => {
    const { client } = authClient(true)
    const app = { ...challenge, mfa_method: 'totp', sent_to: null }
    const { prompts, questions } = promptsThatAnswer('pw', '123456')
    const authLogin = async () => ({ status: 202, body: app }) as const
    const ran = await runFake(login, { client: { ...client, authLogin }, prompts })
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(questions.at(-1)).toBe('Code from Garmin (open your authenticator app)')
    const alone = await runFake(`${login} --password-stdin`, { client: { ...client, authLogin }, stdin: 'pw' })
    expect(alone.code).toBe(5)
    expect(alone.stderr).toContain('Garmin wants a code (open your authenticator app).')
  })

  it('ends with exit 130 when the person gives up', async () => {
    const { prompts } = promptsThatAnswer()
    expect(await runFake(login, { prompts })).toMatchObject({ code: 130, connected: [] })
    const later = await runFake(login, { client: authClient(true).client, prompts: promptsThatAnswer('pw').prompts })
    expect(later.code).toBe(130)
    expect(later.stderr).toContain('garminsync auth mfa CODE --challenge c1')
  })
})

describe('auth mfa', () => {
  it('sends a code for the newest sign-in, or for the one that is named', async () => {
    const { client, asked } = authClient(true)
    expect((await runFake('auth mfa 123456', { client })).code).toBe(0)
    expect((await runFake('auth mfa 123456 --challenge c9', { client })).code).toBe(0)
    expect(asked.map(({ body }) => body)).toEqual([
      { challenge_id: null, code: '123456' },
      { challenge_id: 'c9', code: '123456' },
    ])
  })

  it('reads the code from standard input for -', async () => {
    const { client, asked } = authClient(true)
    expect((await runFake('auth mfa -', { client, stdin: ' 123456 \n' })).code).toBe(0)
    expect(asked[0]?.body).toMatchObject({ code: '123456' })
    expect((await runFake('auth mfa -', { client, stdin: '' })).code).toBe(4)
  })

  it('takes the code from a command', async () => {
    const { client, asked } = authClient(true)
    const env = { PATH: process.env.PATH ?? '' }
    expect((await runFakeArgs(['auth', 'mfa', '--mfa-command', 'echo 123456'], { client, env })).code).toBe(0)
    expect(asked[0]?.body).toEqual({ challenge_id: null, code: '123456' })
    expect((await runFakeArgs(['auth', 'mfa', '--mfa-command', 'exit 1'], { client, env })).code).toBe(4)
  })

  it('without CODE asks at a terminal, and is wrong usage elsewhere', async () => {
    const { client } = authClient(true)
    const answers = ['000000', '123456']
    const ask = async () => answers.shift() ?? ''
    const prompts = { ask, askSecret: ask, choose: async () => ask() as never }
    const ran = await runFake('auth mfa', { client, prompts })
    expect(ran.code).toBe(0)
    expect(ran.stderr).toContain('That code was not accepted; 2 tries left.')
    expect(await runFake('auth mfa', { client })).toMatchObject({ code: 2, connected: [] })
    const away = async () => {
      throw fail('interrupted')
    }
    const left = await runFake('auth mfa', { client, prompts: { ...prompts, ask: away } })
    expect(left.code).toBe(130)
    expect(left.stderr).toContain('Run `garminsync auth mfa CODE` within 10 minutes.')
  })

  it('--resend asks for another code and says what is left', async () => {
    const asked: unknown[] = []
    const authResend = async ({ body }: { body: unknown }) => {
      asked.push(body)
      return { ...challenge, attempts_left: 1 }
    }
    const ran = await runFake('auth mfa --resend --challenge c9', { client: { authResend } })
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toBe(
      'Garmin was asked for another code (sent by email to l***@example.com); only the newest one is good, 1 try left. After several codes Garmin sends none for 24 hours. Answer with `garminsync auth mfa CODE`.\n',
    )
    expect(asked).toEqual([{ challenge_id: 'c9' }])
    const json = await runFake('auth mfa --resend --json', { client: { authResend } })
    expect(JSON.parse(json.stdout)).toEqual({ ...challenge, attempts_left: 1 })
  })

  it.each([
    ['auth.code-once', 5],
    ['auth.code-own', 5],
    ['auth.code-too-soon', 7],
    ['auth.code-limit', 7],
    ['auth.no-challenge', 4],
    ['auth.challenge-expired', 4],
  ] as const)('--resend ends with exit code of %s: %i', async (code, exit) => {
    const retryAt = toInstant(Date.UTC(2026, 1, 3, 13))
    const authResend = async () => {
      throw fail(code, { retryAt })
    }
    const ran = await runFake('auth mfa --resend', { client: { authResend } })
    expect(ran.code).toBe(exit)
    expect(ran.stderr).toMatch(/^garminsync: .+\n.+ Possible again .+\.\n$/)
  })

  it.each(['auth mfa 123456 --resend', 'auth mfa 123456 --mfa-command x', 'auth mfa --resend --mfa-command x'])(
    '`%s` is wrong usage',
    async (line) => {
      expect(await runFake(line, {})).toMatchObject({ code: 2, connected: [] })
    },
  )

  it.each([
    ['auth.mfa-rejected', 5],
    ['auth.mfa-exhausted', 6],
    ['auth.no-challenge', 4],
    ['auth.challenge-expired', 4],
  ] as const)('ends with exit code of %s: %i', async (code, exit) => {
    const client = {
      authMfa: async () => {
        throw fail(code, { attemptsLeft: '1 try' })
      },
    }
    expect((await runFake('auth mfa 000000', { client })).code).toBe(exit)
  })
})

describe('auth status, refresh and logout', () => {
  it('says who is signed in, and prints the session with --json', async () => {
    const session = aStatus().session
    const client = { status: async () => aStatus(), authSession: async () => session }
    const ran = await runFake('auth status', { client })
    expect(ran.code).toBe(0)
    expect(ran.stdout).toContain('Lena Example')
    expect(JSON.parse((await runFake('auth status --json', { client })).stdout)).toEqual(session)
  })

  it('ends with exit 4 when nobody is signed in, or when Garmin ended the session', async () => {
    const nobody = {
      status: async () => {
        throw fail('auth.sign-in-needed', { who: '' })
      },
    }
    expect((await runFake('auth status', { client: nobody })).code).toBe(4)
    const over = {
      status: async () => aStatus({ signed_in: false, sign_in_needed_reason: 'auth.session-over', token: null }),
      authSession: async () => aStatus().session,
    }
    const ran = await runFake('auth status', { client: over })
    expect(ran.code).toBe(4)
    expect(ran.stderr).toContain('The session at Garmin has ended')
    expect(ran.stdout).toContain('Lena Example')
  })

  it('refreshes, and says for how long it is good', async () => {
    const token = aStatus().token!
    const ran = await runFake('auth refresh', { client: { authTokenRefresh: async () => token } })
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toContain('good for 22 h 13 min')
  })

  it('forgets the session at logout', async () => {
    const ran = await runFake('auth logout', { client: { authSessionEnd: async () => aSession({ status: 'ended' }) } })
    expect(ran).toMatchObject({ code: 0, stdout: 'Signed out; what was fetched stays.\n', signedIn: [null] })
  })
})

describe('auth login --method browser', () => {
  const link = {
    url: 'https://sso.garmin.com/sso/signin?id=gauth-widget',
    region: 'com' as const,
    last_page: 'https://sso.garmin.com/sso/embed?ticket=',
  }
  const browserClient = () => {
    const asked: unknown[] = []
    const client = {
      authBrowser: async (input: { body: unknown }) => {
        asked.push(input.body)
        return link
      },
      authTicket: async (input: { body: unknown }) => {
        asked.push(input.body)
        return aSession()
      },
      status: async () => aStatus(),
    }
    return { asked, client }
  }

  it('prints the link and takes the address of the last page as one line of standard input', async () => {
    const { client, asked } = browserClient()
    const stdin = `${link.last_page}ST-1234567-abcdefghij-cas\nnot this\n`
    const ran = await runFake('auth login --method browser', { client, stdin })
    expect(ran.code, ran.stderr).toBe(0)
    expect(ran.stderr).toContain(link.url)
    expect(ran.stdout).toContain('Signed in as')
    expect(ran.stdout + ran.stderr).not.toContain('ST-1234567')
    expect(asked).toEqual([{ region: 'com' }, { ticket: `${link.last_page}ST-1234567-abcdefghij-cas` }])
  })

  it('without a terminal and without a ticket waits for nothing: exit 4 and how to go on', async () => {
    const { client, asked } = browserClient()
    const ran = await runFake('auth login --method browser --region cn', { client, stdin: '' })
    expect(ran.code).toBe(4)
    expect(ran.stderr).toContain('one line of standard input')
    expect(asked).toEqual([{ region: 'cn' }])
  })

  const lastPage = `${link.last_page}ST-1234567-abcdefghij-cas`

  /** A person at a desktop: what they type is asked for one by one, what is opened is used as a browser would. */
  const desktop = (typed: (string | Error)[], use: (url: string) => Promise<void> = async () => {}) => {
    const opened: string[] = []
    const using: Promise<void>[] = []
    const askSecret = async (_: string, { signal }: { signal?: AbortSignal } = {}) => {
      const next = typed.shift()
      if (next instanceof Error) throw next
      if (next !== undefined) return next
      // Nobody types any more; the question is taken back when the page was used.
      return new Promise<string>((_resolve, reject) =>
        signal?.addEventListener('abort', () => reject(fail('interrupted'))),
      )
    }
    return {
      opened,
      using,
      world: {
        prompts: { ask: askSecret, askSecret, choose: async () => '' as never },
        openInBrowser: (url: string) => {
          opened.push(url)
          using.push(use(url))
        },
      },
    }
  }
  const post = (url: string, pasted: string) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: new URL(url).origin },
      body: new URLSearchParams({ pasted }),
    })

  it('at a desktop opens a page of its own, which takes the ticket and ends with the command', async () => {
    const { client, asked } = browserClient()
    let page = ''
    const seat = desktop([], async (once) => {
      const shown = await fetch(once)
      page = shown.url
      expect(await shown.text()).toContain('rel="noopener noreferrer"')
      expect(await (await post(page, lastPage)).text()).toContain('You can close this tab')
    })
    const ran = await runFake('auth login --method browser', { client, ...seat.world })
    await Promise.all(seat.using)
    expect(ran.code, ran.stderr).toBe(0)
    expect(ran.stdout).toContain('Signed in as')
    expect(seat.opened).toHaveLength(1)
    // What another program was given is not the address itself.
    expect(ran.stderr).toContain(page)
    expect(page).not.toBe(seat.opened[0])
    expect(ran.stdout + ran.stderr).not.toContain('ST-1234567')
    expect(asked).toEqual([{ region: 'com' }, { ticket: lastPage }])
    await expect(fetch(page)).rejects.toThrow()
  })

  it('takes the ticket at the prompt beside the page, and asks again after one that did not help', async () => {
    const { client, asked } = browserClient()
    const refusals = [
      fail('auth.ticket-missing', { detail: 'nothing in it begins with ST-', lastPage: link.last_page }),
      fail('auth.ticket-refused'),
    ]
    const authTicket = async (input: { body: unknown }) => {
      asked.push(input.body)
      const refusal = refusals.shift()
      if (refusal) throw refusal
      return aSession()
    }
    const seat = desktop(['no ticket', `${lastPage}-old`, ` ${lastPage} `])
    const ran = await runFake('auth login --method browser', { client: { ...client, authTicket }, ...seat.world })
    expect(ran.code, ran.stderr).toBe(0)
    expect(ran.stderr).toContain('nothing in it begins with ST-. Paste the whole address')
    expect(ran.stderr).toContain("too old, or came from another page. Open Garmin's page again")
    expect(asked.at(-1)).toEqual({ ticket: lastPage })
  })

  it.each([
    ['auth.login-limited', 7],
    ['auth.token-refused', 6],
    ['auth.wrong-region', 6],
  ] as const)('ends where no further ticket helps (%s), and says so on the page, too', async (code, exit) => {
    const { client } = browserClient()
    const authTicket = async () => {
      throw fail(code, { retryAt: toInstant(Date.UTC(2026, 1, 3, 14)), otherRegion: 'cn' })
    }
    let said = ''
    const seat = desktop([], async (once) => {
      said = await (await post((await fetch(once)).url, lastPage)).text()
    })
    const ran = await runFake('auth login --method browser', { client: { ...client, authTicket }, ...seat.world })
    await Promise.all(seat.using)
    expect(ran.code).toBe(exit)
    const [sentence = ''] = ran.stderr.split('garminsync: ')[1]?.split('\n') ?? []
    expect(said).toContain(sentence)
    expect(said).toContain('The command in the terminal has ended')
  })

  it('Ctrl-C at the prompt ends the page with the command', async () => {
    const { client } = browserClient()
    const seat = desktop([fail('interrupted')])
    const ran = await runFake('auth login --method browser', { client, ...seat.world })
    expect(ran.code).toBe(130)
    await expect(fetch(seat.opened[0] ?? '')).rejects.toThrow()
  })

  it.each([
    ['--page off', true],
    ['', false],
  ])('has no page with `%s` where a desktop is there: %s', async (more, isDesktop) => {
    const { client } = browserClient()
    const { world, opened } = desktop([lastPage])
    const ran = await runFake(`auth login --method browser ${more}`.trim(), {
      client,
      prompts: world.prompts,
      ...(isDesktop ? { openInBrowser: world.openInBrowser } : {}),
    })
    expect(ran.code, ran.stderr).toBe(0)
    expect(opened).toEqual([])
    expect(ran.stderr).not.toContain('127.0.0.1')
  })
})

describe('where a browser can be shown to the person', () => {
  it.each([
    [{ DISPLAY: ':0' }, 'linux', true],
    [{ WAYLAND_DISPLAY: 'wayland-0' }, 'linux', true],
    [{}, 'linux', false],
    [{ DISPLAY: 'localhost:10.0', SSH_CONNECTION: '192.0.2.1 1 192.0.2.2 22' }, 'linux', false],
    [{}, 'darwin', true],
    [{ SSH_TTY: '/dev/ttys001' }, 'darwin', false],
    [{}, 'win32', true],
  ])('%o on %s: %s', (env, platform, there) => {
    expect(hasDesktop(env, platform)).toBe(there)
  })
})

describe('auth login at a terminal, where Garmin wants to see a browser', () => {
  const link = { url: 'https://sso.garmin.com/sso/signin?id=x', region: 'com' as const, last_page: 'https://l?ticket=' }
  const at = (answer: 'yes' | 'no' | Error, refusal = fail('auth.captcha')) => {
    const asked: string[] = []
    const questions: string[] = []
    const client = {
      authLogin: async () => {
        asked.push('login')
        throw refusal
      },
      authBrowser: async () => {
        asked.push('link')
        return link
      },
      authTicket: async () => {
        asked.push('ticket')
        return aSession()
      },
      status: async () => aStatus(),
    }
    const prompts = {
      ask: async () => 'lena@example.com',
      askSecret: async () => 'pw',
      choose: async (question: string) => {
        questions.push(question)
        if (answer instanceof Error) throw answer
        return answer as never
      },
    }
    return { asked, questions, run: () => runFake('auth login', { client, prompts }) }
  }

  it.each(['auth.captcha', 'auth.browser-needed', 'auth.login-limited', 'auth.child-account'] as const)(
    'goes on there when the person says so (%s)',
    async (code) => {
      const { asked, questions, run } = at(
        'yes',
        fail(code, { detail: '427', retryAt: toInstant(Date.UTC(2026, 1, 3, 14)) }),
      )
      const ran = await run()
      expect(ran.code, ran.stderr).toBe(0)
      expect(asked).toEqual(['login', 'link', 'ticket'])
      expect(questions).toHaveLength(1)
      expect(questions[0]).toContain('Go on in your own browser?')
    },
  )

  it.each(['no', fail('interrupted')] as const)('ends with the refusal when they would rather not', async (answer) => {
    const { asked, run } = at(answer)
    const ran = await run()
    expect(ran.code).toBe(6)
    expect(ran.stderr).toContain('garminsync: Garmin wants to see a real browser.')
    expect(asked).toEqual(['login'])
  })

  it('is not offered for what a browser does not help, nor where nobody can be asked', async () => {
    const { asked, questions, run } = at('yes', fail('auth.credentials-refused'))
    expect((await run()).code).toBe(6)
    const client = {
      authLogin: async () => {
        throw fail('auth.captcha')
      },
    }
    expect((await runFake(`${login} --password-stdin`, { client, stdin: 'pw' })).code).toBe(6)
    expect([asked, questions]).toEqual([['login'], []])
  })
})
