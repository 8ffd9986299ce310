import type { Client, UserSessionJson } from '../contract/index.ts'
import { fail, type Region } from '../domain/index.ts'
import type { Output } from './output.ts'
import type { Prompts } from './prompts.ts'
import { readFirstLine } from './secret-input.ts'
import type { Terminal } from './terminal.ts'

export interface BrowserLogin {
  readonly client: Pick<Client, 'authBrowser' | 'authTicket'>
  readonly region: Region | undefined
  readonly prompts: Prompts | null
  readonly terminal: Pick<Terminal, 'stdin'>
  readonly output: Pick<Output, 'tell'>
}

/**
 * The person signs in on Garmin's own page, and hands over the address on which the browser ends: at a terminal by a
 * prompt that shows nothing, else as one line of standard input. @throws auth.input-needed when nothing was given
 */
export async function signInByBrowser(login: BrowserLogin): Promise<UserSessionJson> {
  const { client, region, prompts, terminal, output } = login
  const link = await client.authBrowser({ body: { region: region ?? 'com' } })
  output.tell(`Open this in your own browser and sign in:\n\n  ${link.url}\n`)
  output.tell(
    `The last page shows an error about a clientId; that is as it should be. Its address begins with ${link.last_page}: copy the whole of it and hand it over within a minute.`,
  )
  const pasted =
    prompts === null ? await readFirstLine(terminal.stdin) : await prompts.askSecret('Address of the last page')
  if (pasted === null || pasted.trim() === '')
    throw fail('auth.input-needed', {
      detail: 'No ticket was given.',
      how: 'the address of the last page as one line of standard input, or at the prompt of a terminal',
    })
  return client.authTicket({ body: { ticket: pasted.trim(), ...(region === undefined ? {} : { region }) } })
}
