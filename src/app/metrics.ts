import type { Registry } from 'prom-client'
import type { Clock, Instant } from '../domain/index.ts'
import type { Store } from '../store/index.ts'
import type { Happening } from './happenings.ts'

/** The dataset of which a wearer has something on every day. */
const everyDay = 'daily_summary'

/** Counts what happens, and tells it in the text form of Prometheus with what the store knows at that moment. */
export interface Metrics {
  note(happening: Happening): void
  page(): Promise<{ readonly type: string; readonly text: string }>
}

/** Accounts are told by their number, never by name or address. */
export async function createMetrics({ store, clock }: { store: Store; clock: Clock }): Promise<Metrics> {
  // A CommonJS package: bundled, all that it has is its default.
  const { default: client } = (await import('prom-client')) as unknown as { default: typeof import('prom-client') }
  const { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } = client
  const registry: Registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const named = (name: string, help: string, labelNames: string[] = []) => ({
    name: `garminsync_${name}`,
    help,
    labelNames,
    registers,
  })
  const garmin = new Counter(
    named('garmin_requests_total', 'Answers of Garmin to a sync; status none = no answer came.', ['dataset', 'status']),
  )
  const jobs = new Counter(named('jobs_total', 'Jobs that ended in this process.', ['status']))
  const latency = new Histogram({
    ...named('http_request_duration_seconds', 'Until an answer of the API is ready.', ['method', 'route', 'status']),
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  })
  const open = new Gauge(named('jobs', 'Jobs of every process that are not over.', ['status']))
  const queue = new Gauge(named('queue_length', 'Jobs that wait for their turn.'))
  const gaugeOf = (name: string, help: string) => new Gauge(named(name, help, ['user_id']))
  const newestDay = gaugeOf('newest_data_age_seconds', 'Since the newest day with data began, in UTC.')
  const lastRun = gaugeOf('last_run_age_seconds', 'Since the end of the last run.')
  const token = gaugeOf('token_expires_in_seconds', 'Until the access token of Garmin ends; negative = it has.')
  const refresh = gaugeOf('refresh_token_expires_in_seconds', 'Until the refresh token of Garmin ends, where known.')
  const signIn = gaugeOf('sign_in_needed', '1 = Garmin wants a new sign-in.')
  const perAccount = [newestDay, lastRun, token, refresh, signIn]

  async function look(): Promise<void> {
    const now = clock()
    const since = (at: Instant) => (now - at) / 1000
    const { pending, running } = await store.jobs.open()
    open.set({ status: 'pending' }, pending)
    open.set({ status: 'running' }, running)
    queue.set(pending)
    for (const gauge of perAccount) gauge.reset()
    for (const { user_id } of await store.accounts.list()) {
      const day = await store.ledger.newestDay(user_id, everyDay)
      if (day !== null) newestDay.set({ user_id }, since(Date.parse(`${day}T00:00:00Z`) as Instant))
      const ended = (await store.jobs.list(user_id, { limit: 5 })).jobs.find((job) => job.end_time !== null)
      if (ended?.end_time) lastRun.set({ user_id }, since(ended.end_time))
      const pair = await store.tokens.load(user_id)
      signIn.set({ user_id }, pair === null || pair.over ? 1 : 0)
      if (pair === null) continue
      token.set({ user_id }, -since(pair.tokens.expiresAt))
      if (pair.tokens.refreshExpiresAt !== null) refresh.set({ user_id }, -since(pair.tokens.refreshExpiresAt))
    }
  }

  return {
    note: (happening) => {
      if (happening.event === 'garmin')
        garmin.inc({ dataset: happening.dataset ?? 'none', status: String(happening.status ?? 'none') })
      if (happening.event === 'job' && happening.job.end_time !== null) jobs.inc({ status: happening.job.status })
      if (happening.event !== 'request') return
      const { method, route, status, ms } = happening
      latency.observe({ method, route: route ?? 'none', status: String(status) }, ms / 1000)
    },
    page: async () => {
      await look()
      return { type: registry.contentType, text: await registry.metrics() }
    },
  }
}
