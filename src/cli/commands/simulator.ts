import { fail } from '../../domain/index.ts'
import { defineCommand } from '../command.ts'
import { oneOf, option, wholeNumber } from '../options.ts'

/** A Garmin on this machine until Ctrl-C: sign-in, tokens and the data of one invented person. */
export const command = defineCommand({
  args: {},
  options: {
    port: option('PORT', 'The port. Default: a free one.', wholeNumber(0, 65_535)),
    years: option('N', 'Years of life before today. Default: 3.', wholeNumber(1, 20)),
    mfa: option('WAY', 'How it wants a code: email, phone or none. Default: email.', oneOf(['email', 'phone', 'none'])),
  },
  examples: [{ run: 'garminsync simulator --port 8099', about: 'prints how to use it from another terminal' }],
  localOnly: true,
  async run({ options, output, interrupts }) {
    const { createSimulator } = await import('../../simulator/index.ts')
    const { port = 0, years = 3, mfa = 'email' } = options
    await interrupts.untilFirst(async (interrupted) => {
      const simulator = await createSimulator({
        port,
        years,
        mfa,
        onCode: (code, sentTo) => output.tell(`A code arrives at ${sentTo}: ${code}`),
      }).catch((cause: NodeJS.ErrnoException) => {
        throw fail('server.port', { value: port, detail: cause.code ?? cause.name, cause })
      })
      const { origin, email, password } = simulator
      if (output.json) output.print(`${JSON.stringify({ origin, email, password })}\n`)
      else output.print(howToUse(origin, email, password))
      output.note('Ctrl-C ends it.')
      await interrupted
      await simulator.close()
    })
    return { sentence: 'The simulator has stopped.' }
  },
})

function howToUse(origin: string, email: string, password: string): string {
  return `Garmin is played at ${origin}
  e-mail    ${email}
  password  ${password}

In another terminal:
  export GARMINSYNC_GARMIN_ORIGIN=${origin} GARMINSYNC_PACE=off GARMINSYNC_HOME=.tryout
  printf '%s\\n' '${password}' | garminsync auth login --email ${email} --password-stdin
  garminsync auth mfa CODE      # the code is shown here
  garminsync sync
`
}
