import { afterEach, describe, expect, it } from 'vitest'
import { faultKinds } from '../../src/simulator/index.ts'
import { browserTicket } from '../support/browser-ticket.ts'
import { type Commands, createCommands } from '../support/commands.ts'
import { expectNoSecret } from '../support/secrets.ts'

let here: Commands
afterEach(() => here.close())

/** They only take time or memory, or are played by data alone. */
const left = /^(slow|late|huge|graphql-.*|privacy-protected)$/
const kinds = faultKinds.filter((kind) => !left.test(kind))
/** Those change the answer of the token endpoint alone. */
const ofTokens =
  /^(no-refresh-token|no-expires-in|exp-.*|alg-none|wrong-region|invalid-.*|token-not-active|expired-token)$/
const kindsOfDoors = kinds.filter((kind) => !ofTokens.test(kind))

/** Requests of a sign-in and of a session, each of which may go wrong. */
const doors = [
  { name: 'the usual door', mfa: 'email', args: [], at: ['mobile/api/login', 'mfa/verifyCode'] },
  {
    name: 'the widget',
    mfa: 'email',
    args: ['--method', 'widget'],
    at: ['sso/signin', 'verifyMFA/loginEnterMfaCode', 'sso/login'],
  },
  { name: 'the portal', mfa: 'none', args: ['--method', 'portal'], at: ['portal/api/login'] },
] as const

describe('no secret in what commands say with --verbose, nor in any file, whatever goes wrong', () => {
  it.each(doors)(
    'at $name',
    async ({ mfa, args, at }) => {
      here = await createCommands({ mfa })
      const { simulator, run } = here
      const texts: Record<string, string> = {}
      const keep = async (name: string, words: readonly string[], stdin = '') => {
        const ran = await run([...words, '--verbose'], { stdin })
        texts[name] = ran.stdout + ran.stderr
        return ran
      }
      for (const match of at)
        for (const kind of kindsOfDoors) {
          simulator.faults.add({ kind, match })
          const login = ['auth', 'login', ...args, '--email', simulator.email, '--password-stdin']
          const first = await keep(`${kind} at ${match}: login`, login, simulator.password)
          if (first.code === 5)
            await keep(`${kind} at ${match}: code`, ['auth', 'mfa', '-'], simulator.inbox.at(-1)?.code)
          simulator.faults.clear()
          // The pause after a 429 is over.
          here.pass(25 * 3_600_000)
        }
      expect(here.secrets().length).toBeGreaterThan(20)
      expectNoSecret(here.secrets(), texts, [here.home])
    },
    180_000,
  )

  it('at the exchange of the ticket from a browser, at the proof, and at every refresh', async () => {
    here = await createCommands()
    const { simulator, run } = here
    const texts: Record<string, string> = {}
    const tickets: string[] = []
    for (const match of ['oauth/token', 'socialProfile'])
      for (const kind of kinds) {
        const address = await browserTicket(simulator)
        tickets.push(new URL(address).searchParams.get('ticket') ?? '')
        simulator.faults.add({ kind, match })
        const login = ['auth', 'login', '--method', 'browser', '--verbose']
        const pasted = await run(login, { stdin: address })
        texts[`${kind} at ${match}: pasted`] = pasted.stdout + pasted.stderr
        simulator.faults.clear()
        if (match === 'oauth/token') {
          simulator.faults.add({ kind, match })
          const refreshed = await run(['auth', 'refresh', '--verbose'])
          texts[`${kind}: refreshed`] = refreshed.stdout + refreshed.stderr
          simulator.faults.clear()
        }
        here.pass(3_600_000)
      }
    // Garmin repeats the refresh token in its description (AUTH 5.2).
    await run(['auth', 'login', '--method', 'browser'], { stdin: await browserTicket(simulator) })
    simulator.auth.signOutEverywhere()
    for (const words of [['auth', 'refresh'], ['auth', 'status'], ['sync']]) {
      const ran = await run([...words, '--verbose'])
      expect(ran.code, ran.stderr).toBe(4)
      texts[`after the end: ${words.join(' ')}`] = ran.stdout + ran.stderr
    }
    expect(new Set(tickets).size).toBe(2 * kinds.length)
    expectNoSecret([...here.secrets(), ...tickets], texts, [here.home])
  }, 180_000)
})
