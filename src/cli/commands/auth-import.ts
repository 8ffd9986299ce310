import { resolve } from 'node:path'
import { fail, regions } from '../../domain/index.ts'
import { defineCommand } from '../command.ts'
import { flag, oneOf, option, required, text } from '../options.ts'
import { readPassphrase } from '../passphrase.ts'
import { readSessionFile, readSessionStream } from '../session-file.ts'
import { signedIn } from '../sign-in/signed-in.ts'

/** Takes a session over; what the file holds is sent, never its path, and the file stays as it is. */
export const command = defineCommand({
  args: { path: required('PATH', 'The token file or folder of the other tool; - is standard input.', text) },
  options: {
    region: option('REGION', 'com or cn, where the session itself does not say it.', oneOf(regions)),
    'passphrase-file': option('FILE', 'Holds the passphrase of a session that we exported.', text),
    'passphrase-stdin': flag('Read that passphrase from the first line of standard input.'),
  },
  examples: [
    { run: 'garminsync auth import ~/.garminconnect', about: 'of python-garminconnect, or anything built on garth' },
    { run: 'garminsync auth import session.json', about: 'what `auth export` wrote on another machine' },
  ],
  async run(context) {
    const { args, options, terminal, output } = context
    const fromStdin = args.path === '-'
    if (fromStdin && options['passphrase-stdin'])
      throw fail('usage.value', {
        detail: 'Standard input holds the session or the passphrase, not both.',
        command: 'auth import',
      })
    const content = fromStdin
      ? await readSessionStream(terminal.stdin)
      : await readSessionFile(resolve(terminal.cwd, args.path))
    const ours = /^\s*\{\s*"garminsync_session"/.test(content)
    const passphrase = ours
      ? await readPassphrase(context, {
          file: options['passphrase-file'],
          fromStdin: options['passphrase-stdin'],
          twice: false,
        })
      : null
    const connection = await context.connect()
    const session = await connection.client.authImport({
      body: { content, region: options.region, passphrase: passphrase?.open() },
    })
    output.note(
      'Two programs that share one rotating refresh token log each other out: let the other one sign in again for itself, or stop it. Sessions of garth and npm garmin-connect can be shared.',
    )
    return signedIn(connection, session)
  },
})
