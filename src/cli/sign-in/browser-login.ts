import type { Client, SignInLinkJson, UserSessionJson } from '../../contract/index.ts'
import { fail, type Region } from '../../domain/index.ts'
import type { Output } from '../output.ts'
import type { Prompts } from '../prompts.ts'
import { readFirstLine } from '../secret-input.ts'
import type { Terminal } from '../terminal.ts'
import { createTicketDesk, type TicketDesk } from './ticket-desk.ts'

export interface BrowserLogin {
  readonly client: Pick<Client, 'authBrowser' | 'authTicket'>
  readonly region: Region | undefined
  /** Whether a page on this machine takes the ticket, too; `auto`: at a terminal with a desktop. */
  readonly page: 'auto' | 'on' | 'off'
  readonly prompts: Prompts | null
  readonly terminal: Pick<Terminal, 'stdin' | 'openInBrowser'>
  readonly output: Pick<Output, 'tell'>
}

/**
 * The person signs in on Garmin's own page, and hands over the address on which the browser ends: on a small page of ours
 * where they have a desktop, at a prompt that shows nothing, else as one line of standard input.
 * @throws auth.input-needed when nothing was given, and what `authTicket` throws
 */
export async function signInByBrowser(login: BrowserLogin): Promise<UserSessionJson> {
  const { client, region, prompts, terminal } = login
  const link = await client.authBrowser({ body: { region: region ?? 'com' } })
  const exchange = (ticket: string) =>
    client.authTicket({ body: { ticket, ...(region === undefined ? {} : { region }) } })
  const withPage = login.page === 'on' || (login.page === 'auto' && prompts !== null && terminal.openInBrowser !== null)
  if (withPage) return atPage(login, link, createTicketDesk(exchange))
  explain(login, link)
  if (prompts !== null) return atPrompt(prompts, login, createTicketDesk(exchange))
  const pasted = await readFirstLine(terminal.stdin)
  if (pasted === null || pasted.trim() === '')
    throw fail('auth.input-needed', {
      detail: 'No ticket was given.',
      how: 'the address of the last page as one line of standard input, or at the prompt of a terminal',
    })
  return exchange(pasted.trim())
}

function explain({ output }: BrowserLogin, { url, last_page }: SignInLinkJson): void {
  output.tell(`Open this in your own browser and sign in:\n\n  ${url}\n`)
  output.tell(
    `The last page shows an error about a clientId; that is as it should be. Its address begins with ${last_page}: copy the whole of it and hand it over within a minute.`,
  )
}

/** The page, and the prompt beside it where there is a terminal; whichever is used first counts. */
async function atPage(login: BrowserLogin, link: SignInLinkJson, desk: TicketDesk): Promise<UserSessionJson> {
  const { prompts, output, terminal } = login
  const { openPastePage } = await import('./paste-page/server.ts')
  const page = await openPastePage({ link, take: desk.take })
  const over = new AbortController()
  try {
    terminal.openInBrowser?.(page.onceUrl)
    output.tell(`This page leads through the sign-in, in your own browser:\n\n  ${page.url}\n`)
    if (prompts === null) return await desk.session
    output.tell(`Or sign in at ${link.url}\nand paste the address of the last page here.`)
    return await atPrompt(prompts, login, desk, over.signal)
  } finally {
    over.abort()
    await page.close()
  }
}

/** Asks again after a paste that did not help; ends with the session, wherever it came from. */
async function atPrompt(
  prompts: Prompts,
  { output }: Pick<BrowserLogin, 'output'>,
  desk: TicketDesk,
  signal?: AbortSignal,
): Promise<UserSessionJson> {
  const ask = async (): Promise<UserSessionJson> => {
    for (;;) {
      const pasted = await prompts.askSecret('Address of the last page', signal === undefined ? {} : { signal })
      const taken = await desk.take(pasted)
      if (taken.kind !== 'again') return desk.session
      output.tell(`${taken.notice.title} ${taken.notice.hint}`)
    }
  }
  return Promise.race([desk.session, ask()])
}
