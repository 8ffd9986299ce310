import { fail, Secret } from '../../domain/index.ts'
import type { Context } from '../command.ts'
import type { Prompts } from '../prompts.ts'
import { readFirstLine, secretOfCommand, secretOfFile } from '../secret-input.ts'

/**
 * E-mail and password from the options, the environment, or the person; in this order. Nothing waits for input without
 * a terminal. @throws auth.input-needed saying how to give what is missing
 */
export async function readCredentials(
  context: Pick<Context<unknown, unknown>, 'terminal' | 'prompts'>,
  given: { readonly email: string | undefined; readonly passwordFromStdin: boolean },
): Promise<{ email: string; password: Secret }> {
  const { terminal, prompts } = context
  const known = given.email ?? (terminal.env.GARMINSYNC_EMAIL?.trim() || null)
  const email = known ?? (prompts === null ? null : await askEmail(prompts))
  if (!email) throw missing('An e-mail address', '--email or GARMINSYNC_EMAIL')
  return { email, password: await readPassword(context, given.passwordFromStdin) }
}

/** A slip costs no attempt at Garmin. */
async function askEmail(prompts: Prompts): Promise<string> {
  const question = 'E-mail of your Garmin account'
  let answer = await prompts.ask(question)
  while (!answer.includes('@')) answer = await prompts.ask(`An e-mail address has an @. ${question}`)
  return answer
}

async function readPassword(
  { terminal, prompts }: Pick<Context<unknown, unknown>, 'terminal' | 'prompts'>,
  fromStdin: boolean,
): Promise<Secret> {
  const { env } = terminal
  if (fromStdin) {
    const line = await readFirstLine(terminal.stdin)
    if (!line) throw fail('auth.input-needed', { detail: 'Standard input held no password.', how: '--password-stdin' })
    return new Secret(line)
  }
  if (env.GARMINSYNC_PASSWORD_FILE) return secretOfFile(env.GARMINSYNC_PASSWORD_FILE, 'GARMINSYNC_PASSWORD_FILE')
  if (env.GARMINSYNC_PASSWORD_COMMAND)
    return secretOfCommand(env.GARMINSYNC_PASSWORD_COMMAND, 'GARMINSYNC_PASSWORD_COMMAND', env)
  if (prompts === null)
    throw missing('The password', '--password-stdin, GARMINSYNC_PASSWORD_FILE or GARMINSYNC_PASSWORD_COMMAND')
  return new Secret(await prompts.askSecret('Password (not shown)'))
}

const missing = (what: string, how: string) =>
  fail('auth.input-needed', { detail: `${what} is needed, and there is no terminal to ask on.`, how })
