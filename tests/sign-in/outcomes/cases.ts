import { chmod, rename, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { FaultSpec } from '../../../src/simulator/index.ts'
import { browserTicket } from '../../support/browser-ticket.ts'
import type { Commands } from '../../support/commands.ts'
import type { Case, Step } from './types.ts'

const minuteMs = 60_000
const login = /api\/login$/
const form = /sso\/signin$/
const token = /oauth\/token$/
const profile = /socialProfile$/

const fault = (spec: FaultSpec) => (here: Commands) => here.simulator.faults.add(spec)
const always = (spec: FaultSpec) => fault({ ...spec, times: null })
const signedIn = (here: Commands) => here.signIn()
const inTurn =
  (...all: ((here: Commands) => unknown)[]) =>
  async (here: Commands) => {
    for (const one of all) await one(here)
  }

/** `auth login` with the right password. */
const signIn = (more: Partial<Step> & { with?: readonly string[] } = {}): Step => {
  const { with: words = [], ...step } = more
  return {
    args: ({ simulator }) => ['auth', 'login', ...words, '--email', simulator.email, '--password-stdin'],
    stdin: ({ simulator }) => simulator.password,
    ...step,
  }
}
const code = (text: (here: Commands) => string, more: Partial<Step> = {}): Step => ({
  args: (here) => ['auth', 'mfa', text(here)],
  shown: 'auth mfa CODE',
  ...more,
})
const sentCode = ({ simulator }: Commands) => simulator.inbox.at(-1)?.code ?? ''
const wrongCode = (nth: number) => (here: Commands) =>
  ['000000', '000001', '000002', '000003'].filter((one) => one !== sentCode(here))[nth] ?? ''
const resend: Step = { args: ['auth', 'mfa', '--resend'] }
const refresh: Step = { args: ['auth', 'refresh'] }
const pasted = (text: string): Step => ({ args: ['auth', 'login', '--method', 'browser'], stdin: text })
/** Signs in as a person's own browser does, and pastes where it ended. */
const inBrowser = (more: Partial<Step> = {}, waitMs = 0): Step => {
  let address = ''
  return {
    before: async (here) => {
      address = await browserTicket(here.simulator)
      here.pass(waitMs)
    },
    args: ['auth', 'login', '--method', 'browser'],
    stdin: () => address,
    ...more,
  }
}
const at = (method: 'widget' | 'portal') => ({ with: ['--method', method] })
const unknownTicket = 'https://sso.garmin.com/sso/embed?ticket=ST-0000000-unknownunknownunknow-cas'

/** Everything that can be refused, by the rows of AUTH section 14. */
export const cases: readonly Case[] = [
  {
    signal: 'wrong password',
    when: 'The password is wrong',
    steps: [
      signIn({ stdin: 'wrong' }),
      signIn({ ...at('widget'), stdin: 'wrong' }),
      signIn({ ...at('portal'), stdin: 'wrong' }),
    ],
  },
  {
    signal: 'code wanted',
    when: 'Garmin wants a code, sent by e-mail',
    account: { mfa: 'email' },
    steps: [signIn(), code(sentCode)],
  },
  {
    signal: 'code wanted',
    when: 'The same, sent by SMS',
    account: { mfa: 'phone' },
    steps: [signIn(), code(sentCode)],
  },
  {
    signal: 'code wanted',
    when: 'The same, of an authenticator app',
    account: { mfa: 'totp' },
    steps: [signIn(), code(({ simulator }) => simulator.auth.authenticatorCode())],
  },
  {
    signal: 'code wanted',
    when: 'The same at the older widget',
    account: { mfa: 'email' },
    steps: [signIn(at('widget')), code(sentCode)],
  },
  {
    signal: 'code rejected',
    when: 'The code is wrong',
    account: { mfa: 'email' },
    steps: [
      signIn(),
      code(wrongCode(0)),
      code(wrongCode(0), { note: '(the same again)' }),
      code(wrongCode(1)),
      code(sentCode),
    ],
  },
  {
    signal: 'code rejected',
    when: 'The same at the older widget, and then right',
    account: { mfa: 'email' },
    steps: [signIn(at('widget')), code(wrongCode(0)), code(sentCode)],
  },
  {
    signal: 'code expired',
    when: 'Garmin has forgotten the sign-in that waits',
    account: { mfa: 'email', mfaTries: 1 },
    steps: [signIn(), code(wrongCode(0)), code(sentCode)],
  },
  {
    signal: 'code expired',
    when: 'More than 10 minutes pass before the code is given',
    account: { mfa: 'email' },
    steps: [signIn(), code(sentCode, { before: (here) => here.pass(11 * minuteMs) }), code(sentCode)],
  },
  {
    signal: 'code not arriving',
    when: 'No code comes (default way in)',
    account: { mfa: 'email' },
    steps: [signIn(), resend],
  },
  {
    signal: 'code not arriving',
    when: 'No code comes (older widget, where Garmin sends another one)',
    account: { mfa: 'email', codesPerDay: 1 },
    steps: [
      signIn(at('widget')),
      { ...resend, note: '(at once)' },
      { ...resend, before: (here) => here.pass(31_000), note: '(half a minute later)' },
      code(sentCode),
    ],
  },
  {
    signal: 'code not arriving',
    when: 'The same, too often',
    account: { mfa: 'email', codesPerDay: 0 },
    steps: [signIn(at('widget')), { ...resend, before: (here) => here.pass(31_000) }, resend],
  },
  {
    signal: 'code not arriving',
    when: 'Another code is asked for where an app makes them',
    account: { mfa: 'totp' },
    steps: [signIn(), resend],
  },
  {
    signal: 'locked',
    when: 'Garmin has locked the account, or wants a new password',
    steps: [
      signIn({ before: fault({ kind: 'account-locked', match: login }) }),
      signIn({ ...at('widget'), before: fault({ kind: 'account-locked', match: form, method: 'POST' }) }),
    ],
  },
  {
    signal: null,
    when: 'Garmin wants something accepted first',
    steps: [
      signIn({ before: fault({ kind: 'consent-needed', match: login }) }),
      signIn({ ...at('widget'), before: fault({ kind: 'phone-number', match: form }) }),
    ],
  },
  {
    signal: 'child account',
    when: 'A parent manages the account',
    steps: [
      signIn({ before: fault({ kind: 'child-account', match: login }) }),
      signIn({ ...at('widget'), before: fault({ kind: 'child-account', match: form, method: 'POST' }) }),
    ],
  },
  {
    signal: 'real browser wanted',
    when: 'Garmin shows a CAPTCHA',
    steps: [
      signIn({ before: fault({ kind: 'captcha', match: login }) }),
      signIn({ ...at('widget'), before: fault({ kind: 'captcha', match: form }) }),
      inBrowser(),
    ],
  },
  {
    signal: 'real browser wanted',
    when: 'Garmin answers 427',
    steps: [signIn({ before: fault({ kind: '427-in-body', match: login }) })],
  },
  {
    signal: 'real browser wanted',
    when: 'The same at the older portal, for an account that wants codes',
    account: { mfa: 'email' },
    steps: [signIn(at('portal'))],
  },
  {
    signal: 'real browser wanted',
    when: "Garmin's network shows a challenge page (403)",
    steps: [signIn({ before: fault({ kind: 'challenge', match: login }) })],
  },
  {
    signal: 'real browser wanted',
    when: "Garmin's network refuses (403, `error code: 1020`)",
    steps: [signIn({ before: fault({ kind: 'error-1020', match: login }) })],
  },
  {
    signal: 'limited',
    when: 'Garmin limits sign-ins (429)',
    steps: [
      signIn({ before: fault({ kind: '429', match: login }) }),
      signIn(),
      inBrowser({ note: '(stays open)' }),
      signIn({ before: (here) => here.pass(121 * minuteMs), note: '(two hours later)' }),
    ],
  },
  {
    signal: 'limited',
    when: 'The same within an answer (200 with `status-code: "429"`)',
    steps: [signIn({ before: fault({ kind: '429-in-body', match: login }) }), signIn()],
  },
  {
    signal: 'ticket refused',
    when: 'The ticket from the browser was used, is too old, or of another page',
    steps: [pasted(unknownTicket), inBrowser({ note: '(after more than a minute)' }, 61_000), inBrowser()],
  },
  {
    signal: 'ticket refused',
    when: 'What was pasted holds no ticket',
    steps: [pasted('https://sso.garmin.com/sso/embed'), pasted('https://connect.garmin.com/app?ticket=ST-1234567-x')],
  },
  {
    signal: 'client ids refused',
    when: 'Garmin knows none of our client ids any more',
    steps: [signIn({ before: always({ kind: 'invalid-client', match: token }) })],
  },
  {
    signal: 'token not active',
    when: 'Garmin issues a token and refuses it ("Token is not active")',
    steps: [signIn({ before: always({ kind: 'token-not-active', match: profile }) }), { args: ['auth', 'status'] }],
  },
  {
    signal: 'token not active',
    when: 'The same, once: the renewed token works',
    steps: [signIn({ before: fault({ kind: 'token-not-active', match: profile }) })],
  },
  {
    signal: 'session over',
    when: 'The session at Garmin has ended',
    steps: [
      {
        before: inTurn(signedIn, ({ simulator }) => {
          simulator.auth.signOutEverywhere()
        }),
        args: ['sync'],
      },
      { args: ['sync'] },
      { args: ['auth', 'status'] },
    ],
  },
  {
    signal: 'refresh in trouble',
    when: "Renewing the token: Garmin's network refuses (403)",
    steps: [{ ...refresh, before: inTurn(signedIn, fault({ kind: 'challenge', match: token })) }, refresh],
  },
  {
    signal: 'refresh in trouble',
    when: 'Renewing the token: limited (429)',
    steps: [{ ...refresh, before: inTurn(signedIn, fault({ kind: '429', match: token })) }, refresh],
  },
  {
    signal: 'refresh in trouble',
    when: 'Renewing the token: Garmin is down (503)',
    steps: [{ ...refresh, before: inTurn(signedIn, fault({ kind: 'server-error', match: token })) }, refresh],
  },
  {
    signal: 'refresh in trouble',
    when: 'Renewing the token: the connection breaks',
    steps: [{ ...refresh, before: inTurn(signedIn, fault({ kind: 'reset', match: token })) }, refresh],
  },
  {
    signal: 'api 401',
    when: 'The token ends in the middle of a sync',
    steps: [
      {
        before: inTurn(signedIn, fault({ kind: 'expired-token', match: /-service\// })),
        args: ['sync', 'profile', '--full'],
      },
    ],
  },
  {
    signal: 'api 403',
    when: 'Garmin does not give one kind of data to this account',
    steps: [
      {
        before: inTurn(signedIn, always({ kind: 'forbidden', match: /devices$/ })),
        args: ['sync', 'profile', '--full'],
      },
      { args: ['auth', 'status'] },
    ],
  },
  {
    signal: 'api 403',
    when: "Garmin's network refuses during a sync (403)",
    steps: [
      {
        before: inTurn(signedIn, always({ kind: 'challenge', match: /-service\// })),
        args: ['sync', 'profile', '--full', '--max-wait', '0s'],
      },
      { args: ['auth', 'status'] },
    ],
  },
  {
    signal: 'wrong region',
    when: 'The account belongs to the other region',
    steps: [{ ...refresh, before: inTurn(signedIn, fault({ kind: 'wrong-region', match: token })) }, refresh],
  },
  {
    signal: 'wrong region',
    when: 'The same, at the sign-in: nobody knows the account there',
    account: { region: 'cn' },
    steps: [signIn(), signIn({ with: ['--region', 'cn'] })],
  },
  {
    signal: 'unsafe file',
    when: 'Others can read the key file',
    steps: [
      {
        before: inTurn(signedIn, (here) => chmod(join(here.home, 'secret.key'), 0o644)),
        args: ['auth', 'refresh'],
      },
    ],
  },
  {
    signal: 'unsafe file',
    when: 'The key file is a symbolic link',
    steps: [
      {
        before: inTurn(signedIn, async (here) => {
          const key = join(here.home, 'secret.key')
          await rename(key, `${key}.moved`)
          await symlink(`${key}.moved`, key)
        }),
        args: ['auth', 'refresh'],
      },
    ],
  },
  {
    signal: 'unknown verdict',
    when: 'Garmin says something that nobody knows',
    steps: [signIn({ before: fault({ kind: 'unknown-verdict', match: login }) })],
  },
  {
    signal: 'unknown verdict',
    when: 'Garmin answers 401 without a verdict, which says nothing about the password',
    steps: [signIn({ before: fault({ kind: 'bare-401', match: login }) })],
  },
  {
    signal: null,
    when: 'Garmin is down (503), or not reachable',
    steps: [
      signIn({ before: fault({ kind: 'server-error', match: login }) }),
      signIn({ before: fault({ kind: 'reset', match: login }) }),
      signIn(),
    ],
  },
]
