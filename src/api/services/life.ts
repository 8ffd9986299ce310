import type { DashboardStatusJson } from '../../contract/index.ts'
import { type Failure, fail, isFailure, isFinished, type SyncJob, toRfc3339, type UserId } from '../../domain/index.ts'
import { toJobJson } from '../wire.ts'
import type { Auth } from './auth.ts'
import type { Rows } from './rows.ts'
import type { ActiveSession } from './sessions.ts'
import type { ApiServices } from './types.ts'

/** A sign-in that ends within so long is worth a word: there is time to do it on a weekend. */
const signInSoonMs = 14 * 86_400_000

type Need = DashboardStatusJson['needs'][number]

/** What the person's life stands on: zone, units, when a watch last uploaded; and how the archive does. */
export function createLife(services: ApiServices, auth: Auth, rows: Rows) {
  const { store, clock, version, scheduler, demo = false } = services

  const person = async (userId: UserId) => {
    const account = await rows.one('account', userId, { profile_id: userId })
    const devices = await rows.parts('device', userId, {})
    const settings = await rows.parts('account_setting', userId, {})
    const newest = rows.named('daily_summary')
    const [day] = newest === null ? [] : (await store.rows.page({ table: newest, userId, limit: 1 })).rows
    const uploads = devices.flatMap(({ last_upload_utc }) =>
      typeof last_upload_utc === 'string' ? [last_upload_utc] : [],
    )
    return {
      as_of: uploads.sort().at(-1) ?? null,
      time_zone: textOf(settings.find(({ name }) => `${name}`.split('.').at(-1) === 'time_zone')?.value),
      offset_s: typeof day?.offset_end_s === 'number' ? day.offset_end_s : null,
      units: textOf(account?.unit_system),
      first_day_of_week: textOf(account?.first_day_of_week),
    }
  }

  const status = async (session: ActiveSession): Promise<DashboardStatusJson> => {
    const { userId } = session
    const now = clock()
    const refusal = await auth.token.check(userId).then(() => null, onlyFailure)
    const { refresh_until } = await auth.token.ends(userId)
    const running = await store.jobs.running(userId)
    const last = await newestFinished(services, userId)
    const paused = last?.error_code === 'garmin.rate-limited' && last.retry_at !== null && last.retry_at > now
    const view = await scheduler.view(userId)
    return {
      signed_in: refusal === null,
      last_job: last === null ? null : toJobJson(last),
      running_job: running === null ? null : toJobJson(running),
      next_run: toRfc3339(view.next?.at ?? null),
      ...(await person(userId)),
      waiting_until: paused ? toRfc3339(last.retry_at) : null,
      needs: needsOf({ refusal, refreshUntil: refresh_until, last, now }),
      data_version: await store.dataVersion(userId),
      version,
      demo,
    }
  }
  return { person, status }
}
export type Life = ReturnType<typeof createLife>

/** Jobs that wait or run are few, so the newest that has ended is on the first page. */
async function newestFinished({ store }: Pick<ApiServices, 'store'>, userId: UserId): Promise<SyncJob | null> {
  const { jobs } = await store.jobs.list(userId, { limit: 20 })
  return jobs.find((job) => isFinished(job.status)) ?? null
}

/** Sign-in first, because nothing else helps without it. */
function needsOf(what: {
  refusal: Failure | null
  refreshUntil: string | null
  last: SyncJob | null
  now: number
}): Need[] {
  const { refusal, refreshUntil, last, now } = what
  const needs: Need[] = []
  if (refusal !== null) needs.push(needOf(refusal, 'sign-in', null))
  else if (refreshUntil !== null && Date.parse(refreshUntil) - now < signInSoonMs)
    needs.push(needOf(fail('auth.sign-in-needed'), 'sign-in', refreshUntil))
  if (last?.status === 'failed' && last.error_code !== null && !last.error_code.startsWith('auth.')) {
    const waits = last.error_code === 'garmin.rate-limited'
    const told = { title: last.error_message ?? fail(last.error_code).message, detail: fail(last.error_code).hint }
    needs.push({ code: last.error_code, ...told, action: waits ? 'none' : 'jobs', until: toRfc3339(last.retry_at) })
  }
  return needs
}

function needOf(failure: Failure, action: Need['action'], until: string | null): Need {
  return { code: failure.code, title: failure.message, detail: failure.hint, action, until }
}

export function onlyFailure(thrown: unknown): Failure {
  if (isFailure(thrown)) return thrown
  throw thrown
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
