import type { SyncWish } from '../../contract/index.ts'
import { type Context, defineCommand, type Outcome } from '../command.ts'
import { followToEnd } from '../follow-to-end.ts'
import { checkRange, day, duration, flag, option, optional, type Parse, wrongValue } from '../options.ts'
import { suggestion } from '../suggest.ts'
import { table } from '../table.ts'
import { plural } from '../text.ts'

const types = ['all', 'activities', 'health', 'workouts', 'profile'] as const
type Type = (typeof types)[number]

const names: Parse<string[]> = (value) => value.split(',').filter((name) => name !== '')

const syncType: Parse<Type> = (value, context) => {
  const found = types.find((type) => type === value)
  if (found !== undefined) return found
  const hint = suggestion(value, [...types, 'status', 'watch', 'cancel', 'list'], (word) => `garminsync sync ${word}`)
  throw wrongValue(context, `"${value}" is nothing that can be synced; TYPE is one of ${types.join(', ')}.${hint}`)
}

/** Fetches what is new, shows how it goes, and ends as the run ends. */
export const command = defineCommand({
  args: { type: optional('TYPE', `${types.join(', ')}. Default: all.`, syncType) },
  options: {
    from: option('DAY', 'Go back to this day (2020-01-31, -30d, -2y); it is remembered.', day),
    to: option('DAY', 'No further than this day. Default: today.', day),
    dataset: option('NAMES', 'Only what is missing of these datasets: sleep, or sleep,hrv.', names),
    full: flag('Look through everything again, not only what is new.'),
    'dry-run': flag('Print the requests that are planned and send none.'),
    detach: flag('Leave the run to itself and print its id.'),
    'max-wait': option('TIME', 'Longest single wait for Garmin: 90s, 15m, 2h. Default: 15m.', duration),
  },
  examples: [
    { run: 'garminsync sync', about: 'everything that is new' },
    { run: 'garminsync sync activities --from -30d', about: 'activities of the last 30 days' },
    { run: 'garminsync sync --dataset sleep --from 2026-03-03 --to 2026-03-14', about: 'a gap, whatever it costs' },
    { run: 'garminsync sync --dry-run', about: 'what it would ask for' },
  ],
  async run(context) {
    const { args, options } = context
    checkRange(options.from, options.to)
    const maxWaitMs = options['max-wait']
    const wish: SyncWish = {
      sync_type: args.type ?? 'all',
      from: options.from?.word ?? null,
      to: options.to?.word ?? null,
      full: options.full,
      ...(options.dataset === undefined ? {} : { datasets: options.dataset }),
      ...(maxWaitMs === undefined ? {} : { max_wait_s: Math.min(Math.round(maxWaitMs / 1000), 86_400) }),
    }
    if (options['dry-run']) return plan(context, wish)
    if (options.detach) return detach(context, wish)
    const connection = await context.connect()
    const { status, body: job } = await connection.client.syncStart({ body: wish })
    if (status === 200) context.output.note(`Job ${job.job_id} brings this already; following it.`)
    return followToEnd(context, connection, job, status === 202)
  },
})

type SyncContext = Context<unknown, unknown>

async function plan({ connect, output }: SyncContext, wish: SyncWish): Promise<Outcome> {
  const { client } = await connect()
  const found = await client.syncPlan({ body: wish })
  const lines = table(
    found.requests,
    [
      { title: 'DATASET', cell: (request) => request.dataset },
      {
        title: 'REQUEST',
        cell: (request) => [request.method, request.path, request.body ?? ''].join(' ').trimEnd(),
        flexible: true,
      },
      { title: 'WHY', cell: (request) => request.reason },
    ],
    output,
  )
  const all = found.foreseen.requests
  const more = all > found.total ? `; about ${plural(all, 'request')} with what follows from them` : ''
  const note = found.note === null ? '' : ` ${found.note}`
  return { sentence: `${plural(found.total, 'request')} planned, none sent${more}.${note}`, data: found, lines }
}

async function detach({ connect, globals, terminal }: SyncContext, wish: SyncWish): Promise<Outcome> {
  const { client, server } = await connect({ runsJobs: false })
  const { body: job } = await client.syncStart({ body: wish })
  // A server runs its jobs itself, and so does the process that holds a running one.
  if (server === null && job.status === 'pending') {
    const home = globals.home === undefined ? [] : ['--home', globals.home]
    terminal.startDetached(['__run-job', job.job_id, ...home])
  }
  const sentence = `Job ${job.job_id} runs on its own; follow it with \`garminsync sync watch\`.`
  return { sentence, data: job, lines: [job.job_id] }
}
