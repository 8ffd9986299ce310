import { fail, type Region, regions } from '../../domain/index.ts'
import { defineCommand } from '../command.ts'
import { oneOf, option, wholeNumber } from '../options.ts'

/** How an account may want a code; `totp` is an authenticator app. */
const mfaWays = ['email', 'phone', 'totp', 'none'] as const

/** A Garmin on this machine until Ctrl-C: sign-in, tokens and the data of one invented person. */
export const command = defineCommand({
  args: {},
  options: {
    port: option('PORT', 'The port. Default: a free one.', wholeNumber(0, 65_535)),
    years: option('N', 'Years of life before today. Default: 3.', wholeNumber(1, 20)),
    mfa: option(
      'WAY',
      'How it wants a code: email, phone (SMS), totp (an authenticator app) or none. Default: email.',
      oneOf(mfaWays),
    ),
    region: option('REGION', 'Where the account lives: com, or cn for China. Default: com.', oneOf(regions)),
  },
  examples: [
    { run: 'garminsync simulator --port 8099', about: 'prints how to use it from another terminal' },
    { run: 'garminsync simulator --mfa totp --region cn', about: 'a Chinese account with an authenticator app' },
  ],
  localOnly: true,
  async run({ options, output, interrupts }) {
    const { createSimulator } = await import('../../simulator/index.ts')
    const { port = 0, years = 3, mfa = 'email', region = 'com' } = options
    await interrupts.untilFirst(async (interrupted) => {
      const simulator = await createSimulator({
        port,
        years,
        mfa,
        region,
        onCode: (code, sentTo) => output.tell(`A code arrives at ${sentTo}: ${code}`),
      }).catch((cause: NodeJS.ErrnoException) => {
        throw fail('server.port', { value: port, detail: cause.code ?? cause.name, cause })
      })
      const { origin, email, password } = simulator
      const secret = mfa === 'totp' ? simulator.auth.account.authenticatorSecret : null
      const account = { origin, email, password, mfa, region, authenticator_secret: secret }
      if (output.json) output.print(`${JSON.stringify(account)}\n`)
      else output.print(howToUse(account))
      output.note('Ctrl-C ends it.')
      await interrupted
      await simulator.close()
    })
    return { sentence: 'The simulator has stopped.' }
  },
})

interface Played {
  readonly origin: string
  readonly email: string
  readonly password: string
  readonly mfa: (typeof mfaWays)[number]
  readonly region: Region
  readonly authenticator_secret: string | null
}

function howToUse({ origin, email, password, mfa, region, authenticator_secret: secret }: Played): string {
  const code = {
    none: '',
    email: 'garminsync auth mfa CODE      # the code is shown here\n  ',
    phone: 'garminsync auth mfa CODE      # the code is shown here\n  ',
    totp: `garminsync auth mfa CODE      # the one that ${origin}/__simulator/auth/authenticator shows\n  `,
  }[mfa]
  return `Garmin is played at ${origin}
  e-mail    ${email}
  password  ${password}
${secret === null ? '' : `  app       ${secret}   (the secret, for an authenticator app)\n`}
In another terminal:
  export GARMINSYNC_GARMIN_ORIGIN=${origin} GARMINSYNC_PACE=off GARMINSYNC_HOME=.tryout
  printf '%s\\n' '${password}' | garminsync auth login --email ${email} --password-stdin${region === 'cn' ? ' --region cn' : ''}
  ${code}garminsync sync

On Garmin's own page instead:
  garminsync auth login --method browser${region === 'cn' ? ' --region cn' : ''}
`
}
