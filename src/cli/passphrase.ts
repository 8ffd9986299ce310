import { fail, Secret } from '../domain/index.ts'
import type { Context } from './command.ts'
import { readFirstLine, secretOfFile } from './secret-input.ts'

export interface PassphraseOptions {
  readonly file: string | undefined
  readonly fromStdin: boolean
  /** Asked twice, for a slip would make the bundle worthless. */
  readonly twice: boolean
}

/** The passphrase of a sealed session, from a file, standard input or the person. @throws auth.input-needed, usage.value */
export async function readPassphrase(
  { terminal, prompts }: Pick<Context<unknown, unknown>, 'terminal' | 'prompts'>,
  { file, fromStdin, twice }: PassphraseOptions,
): Promise<Secret> {
  if (file !== undefined) return secretOfFile(file, '--passphrase-file')
  if (fromStdin) {
    const line = await readFirstLine(terminal.stdin)
    if (!line)
      throw fail('auth.input-needed', { detail: 'Standard input held no passphrase.', how: '--passphrase-file' })
    return new Secret(line)
  }
  if (prompts === null)
    throw fail('auth.input-needed', {
      detail: 'A passphrase is needed, and there is no terminal to ask on.',
      how: '--passphrase-file or --passphrase-stdin',
    })
  const first = await prompts.askSecret('Passphrase (not shown)')
  if (twice && (await prompts.askSecret('Once more')) !== first)
    throw fail('usage.value', { detail: 'The two passphrases differ.', command: 'auth export' })
  return new Secret(first)
}
