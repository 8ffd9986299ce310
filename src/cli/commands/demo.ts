import { existsSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import type { Client } from '../../contract/index.ts'
import { isFailure, parseLocalDate } from '../../domain/index.ts'
import { type Context, defineCommand, type Outcome } from '../command.ts'
import type { Connection, ConnectOptions } from '../connect.ts'
import { followToEnd } from '../follow-to-end.ts'
import { flag, option, wholeNumber } from '../options.ts'
import { signedIn } from '../sign-in/signed-in.ts'
import { command as listActivities } from './activities-list.ts'
import { command as showHealth } from './health-show.ts'
import { command as showStatus } from './status.ts'

interface DemoOptions {
  readonly years?: number | undefined
  readonly port?: number | undefined
  readonly serve?: boolean
  readonly 'no-serve'?: boolean
}
type DemoContext = Context<unknown, DemoOptions>
type Place = Pick<ConnectOptions, 'globals' | 'env'>

/** Everything against an invented person on a simulated Garmin; what it leaves behind can be explored further. */
export const command = defineCommand({
  args: {},
  options: {
    years: option('N', 'Years of the invented life. Default: 3.', wholeNumber(1, 20)),
    'no-serve': flag('End after the tables. So it does without a terminal, too, unless --serve is given.'),
    serve: flag('Serve the dashboard at the end also where there is no terminal.'),
    port: option(
      'PORT',
      'Where the dashboard is served; 0 takes a free port. Default: 8787, or a free one.',
      wholeNumber(0, 65_535),
    ),
  },
  examples: [
    { run: 'garminsync demo', about: 'leaves a database in .demo and serves the dashboard on it' },
    { run: 'garminsync demo --no-serve', about: 'ends when everything was shown' },
  ],
  localOnly: true,
  async run(context) {
    const { globals, options, terminal } = context
    const home = resolve(terminal.cwd, globals.home ?? '.demo')
    const shown = relative(terminal.cwd, home) || '.'
    const place: Place = {
      globals: { ...globals, home, user: undefined },
      // Nothing of the person's own settings: neither their database nor their key.
      env: Object.fromEntries(Object.entries(terminal.env).filter(([name]) => !/^GARMINSYNC_(?!SQLITE$)/.test(name))),
    }
    const serves = wantsServer(context)
    const finished = await openFinished(context, place, home)
    if (finished) {
      context.output.note(`The demo of an earlier run is in ${shown}; remove that folder to begin anew.`)
      const outcome = await show(context, finished, shown)
      if (!serves) return outcome
    }
    const { createSimulator } = await import('../../simulator/index.ts')
    const codes: string[] = []
    const simulator = await createSimulator({
      years: options.years ?? 3,
      onCode: (code, sentTo) => {
        codes.push(code)
        context.output.note(`A code arrives at ${sentTo}: ${code}`)
      },
    })
    try {
      const env = { ...place.env, GARMINSYNC_GARMIN_ORIGIN: simulator.origin, GARMINSYNC_PACE: 'off' }
      const connection = finished ?? (await context.connect({ ...place, env }))
      if (finished === null) {
        await signIn(context, connection, simulator, codes)
        const failed = await sync(context, connection)
        if (failed !== null) return failed
        const outcome = await show(context, connection, shown)
        if (!serves) return outcome
      }
      await connection.close()
      return await serve(context, { ...place, env }, async () => {
        // The Garmin of an earlier run is gone with its tokens; this one wants its own sign-in.
        if (finished === null) return
        const again = await context.connect({ ...place, env })
        await signIn(context, again, simulator, codes)
        await again.close()
      })
    } finally {
      await simulator.close()
    }
  },
})

/** A script must not hang on a server that nobody ends. */
function wantsServer({ options, output, terminal }: DemoContext): boolean {
  if (output.json || options['no-serve'] === true) return false
  return options.serve === true || terminal.stdout.isTTY === true || terminal.stderr.isTTY === true
}

/** The dashboard on what was fetched, with Garmin played beside it, until Ctrl-C. */
async function serve(context: DemoContext, place: Place, prepare: () => Promise<void>): Promise<Outcome> {
  const { options, output, terminal, interrupts } = context
  await prepare()
  const app = await context.app({ ...place, demo: true })
  await interrupts.untilFirst(async (interrupted) => {
    const host = '127.0.0.1'
    const server = await app.serve({ host, port: options.port ?? 8787 }).catch((thrown: unknown) => {
      if (options.port !== undefined || !isFailure(thrown, 'server.port')) throw thrown
      return app.serve({ host, port: 0 })
    })
    // The fragment lets the page begin with the invented person; it goes to no server.
    const url = `${server.url}/#demo`
    output.print(`The dashboard: ${url}\n`)
    output.note('Ctrl-C ends it.')
    terminal.openInBrowser?.(url)
    await interrupted
    await server.close()
  })
  return { sentence: 'The dashboard has stopped.' }
}

/** The store of an earlier demo that came to its end. */
async function openFinished(context: DemoContext, place: Place, home: string): Promise<Connection | null> {
  if (!existsSync(join(home, 'garminsync.db'))) return null
  const connection = await context.connect(place)
  try {
    const { last_job } = await connection.client.status()
    if (last_job?.status === 'completed') return connection
  } catch (thrown) {
    if (!isFailure(thrown, 'auth.sign-in-needed')) throw thrown
  }
  await connection.close()
  return null
}

async function signIn(
  { output }: DemoContext,
  connection: Connection,
  person: { readonly email: string; readonly password: string },
  codes: readonly string[],
): Promise<void> {
  const { client } = connection
  output.note(`$ garminsync auth login --email ${person.email}`)
  const answer = await client.authLogin({ body: { email: person.email, password: person.password } })
  const session =
    answer.status === 200
      ? answer.body
      : await client.authMfa({ body: { challenge_id: answer.body.challenge_id, code: codes.at(-1) ?? '' } })
  output.note((await signedIn(connection, session)).sentence)
}

/** Null when all went well. */
async function sync(context: DemoContext, connection: Connection): Promise<Outcome | null> {
  context.output.note('$ garminsync sync')
  const { status, body: job } = await connection.client.syncStart({ body: { sync_type: 'all' } })
  const outcome = await followToEnd(context, connection, job, status === 202)
  if (outcome.failure) return outcome
  context.output.note(outcome.sentence)
  return null
}

/** What the commands that one would type now print. */
async function show(context: DemoContext, connection: Connection, home: string): Promise<Outcome> {
  const { output } = context
  const within = { ...context, connect: async () => connection }
  const status = await showStatus.run({ ...within, args: {}, options: {} })
  if (!output.json) {
    const options = { limit: 8, from: undefined, to: undefined, type: undefined, search: undefined, deleted: false }
    const activities = await listActivities.run({ ...within, args: {}, options })
    const day = await lastDay(connection.client)
    const health = await showHealth.run({ ...within, args: { day }, options: {} })
    const screens: readonly (readonly [string, Outcome])[] = [
      ['status', status],
      ['activities list --limit 8', activities],
      [`health show ${day.word}`, health],
    ]
    for (const [typed, { lines = [] }] of screens)
      output.print(`\n$ garminsync --home ${home} ${typed}\n${lines.join('\n')}\n`)
    output.print('\n')
  }
  const sentence = `The database is in ${home}; go on exploring it: \`garminsync --home ${home} status\`.`
  return { sentence, ...(output.json ? { data: status.data } : {}) }
}

/** The last day but today, which has only begun. */
async function lastDay(client: Client) {
  const { day } = await client.healthDay({ params: { day: 'yesterday' } })
  return { word: day, date: parseLocalDate(day) }
}
