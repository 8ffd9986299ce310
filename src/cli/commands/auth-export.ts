import { open } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fail } from '../../domain/index.ts'
import { defineCommand } from '../command.ts'
import { flag, option, text } from '../options.ts'
import { readPassphrase } from '../passphrase.ts'

/** The session at Garmin for another machine of ours, sealed with a passphrase. */
export const command = defineCommand({
  args: {},
  options: {
    output: option('FILE', 'Where to; one that is there is not replaced. Default: standard output.', text, 'o'),
    'passphrase-file': option('FILE', 'Holds the passphrase, of eight characters or more.', text),
    'passphrase-stdin': flag('Read the passphrase from the first line of standard input.'),
  },
  examples: [{ run: 'garminsync auth export --output session.json', about: 'asks for a passphrase' }],
  async run(context) {
    const { options, terminal, output } = context
    const passphrase = await readPassphrase(context, {
      file: options['passphrase-file'],
      fromStdin: options['passphrase-stdin'],
      twice: true,
    })
    const { client } = await context.connect()
    const sealed = await client.authExport({ body: { passphrase: passphrase.open() } })
    output.note(
      'Two machines that share one session log each other out when they renew it: run `garminsync auth logout` here once it is taken over.',
    )
    if (options.output === undefined || options.output === '-')
      return {
        sentence: 'Sealed the session.',
        data: sealed,
        ...(output.json ? {} : { bytes: Buffer.from(sealed.bundle) }),
      }
    const path = resolve(terminal.cwd, options.output)
    await writeNew(path, sealed.bundle)
    return { sentence: `Wrote ${path}. Take it over there with \`garminsync auth import\`.`, data: { path } }
  },
})

/** Readable for its owner only, whatever the umask says; nothing is replaced and no link is followed. */
async function writeNew(path: string, content: string): Promise<void> {
  try {
    const file = await open(path, 'wx', 0o600)
    try {
      await file.chmod(0o600)
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown reason'
    if (code === 'EEXIST')
      throw fail('usage.value', { detail: `${path} is there already; choose another name.`, command: 'auth export' })
    throw fail('store.unwritable', { path, detail: code, cause })
  }
}
