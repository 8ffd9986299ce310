import type { Page } from 'playwright-core'
import type { SimulatorOptions } from '../../../src/simulator/index.ts'
import type { Visitor } from '../../support/browser.ts'
import { createShell, type Shell } from '../../support/cli.ts'
import { type RunningServer, startServer } from '../../support/server.ts'

/** The built server on a simulated Garmin; one for a file of tests. */
export interface Dashboard {
  readonly shell: Shell
  readonly server: RunningServer
  readonly url: string
  /** Gives this browser a session, as a code of `garminsync auth pair` does, without the page for it. */
  signIn(visitor: Visitor): Promise<void>
  /** A page of the dashboard, signed in. */
  open(visitor: Visitor, path?: string): Promise<Page>
  close(): Promise<void>
}

export interface DashboardOptions extends SimulatorOptions {
  /** Signed in at the machine; with `sync` everything is fetched as well. Default: false. */
  readonly signedIn?: boolean
  readonly sync?: boolean
  /** Done at the machine before the server starts. */
  readonly before?: (shell: Shell) => Promise<void>
}

export async function createDashboard({
  signedIn,
  sync,
  before,
  ...options
}: DashboardOptions = {}): Promise<Dashboard> {
  const shell = await createShell(options)
  if (signedIn || sync) await shell.signIn()
  if (sync) {
    const ran = await shell.run(['sync'])
    if (ran.code !== 0) throw new Error(`could not sync: ${ran.stderr}`)
  }
  await before?.(shell)
  const server = await startServer(shell)
  const { url } = server
  const signIn = async (visitor: Visitor) => {
    const { stdout } = await shell.run(['auth', 'pair', '--json'])
    const answer = await visitor.request.post(`${url}/api/v1/auth/pair/redeem`, {
      headers: { 'x-garminsync-session': 'cookie' },
      data: { code: (JSON.parse(stdout) as { code: string }).code },
    })
    if (answer.status() !== 200) throw new Error(`no session: ${await answer.text()}`)
  }
  return {
    shell,
    server,
    url,
    signIn,
    open: async (visitor, path = '/') => {
      await signIn(visitor)
      const page = await visitor.newPage()
      await page.goto(url + path)
      return page
    },
    close: async () => {
      await server.end('SIGTERM')
      await shell.close()
    },
  }
}
