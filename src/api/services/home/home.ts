import type { HomeJson } from '../../../contract/index.ts'
import { addDays, type LocalDate, type UserId } from '../../../domain/index.ts'
import { type DayValues, percentile, readDayValues, rounded } from '../health/day-values.ts'
import type { MetricDefinition } from '../health/metric-list.ts'
import type { Metrics } from '../health/series.ts'
import { type DayLetters, stateRuns } from '../health/state-runs.ts'
import type { Life } from '../life.ts'
import type { Memo } from '../memo.ts'
import type { Rows } from '../rows.ts'
import type { ActiveSession } from '../sessions.ts'
import type { ApiServices } from '../types.ts'
import { readArchive } from './archive.ts'
import type { Changes } from './changes.ts'
import { readLoad } from './load.ts'
import { numberOf, readNights, textOf } from './nights.ts'

/** The tiles, from left to right, and what the charts beneath need besides. */
const shown = [
  'sleep.total_s',
  'hrv_night.last_night_avg',
  'daily_summary.hr_resting',
  'daily_summary.bb_at_wake',
  'daily_summary.bb_high',
  'daily_summary.stress_avg',
  'daily_summary.steps',
  'hrv_night.weekly_avg',
  'hrv_night.balanced_low',
  'hrv_night.balanced_upper',
]
const nightsShown = 28
/** "Usual" (DESIGN section 6): of the last 90 days, with at least 30 values, today left out. */
const usualDays = 90
const usualLeast = 30

interface Needs {
  readonly services: ApiServices
  readonly rows: Rows
  readonly metrics: Metrics
  readonly life: Life
  readonly changes: Changes
  readonly memo: Memo
}

/** The first page: how today stands against what is usual, whether everything is here, whether anything needs a person. */
export function createHome({ services, rows, metrics, life, changes, memo }: Needs) {
  const { store, catalogue, asked = catalogue } = services
  const wanted = shown.flatMap((id) => metrics.named(id) ?? [])

  /** All that hangs on the data alone. */
  const dataOf = async (userId: UserId, today: LocalDate, days: number) => {
    const from = addDays(today, 1 - days)
    const start = addDays(today, -usualDays)
    const values = await readDayValues(store, userId, wanted, start, today)
    const letters = await store.ledger.dayStates(userId, [...new Set(wanted.flatMap(metrics.datasetsOf))], start, today)
    const tail = <T>(list: readonly T[], length: number) => list.slice(list.length - length)
    const lettersOf = (metric: MetricDefinition, length: number): DayLetters[] =>
      metrics.datasetsOf(metric).flatMap((name) => {
        const found = letters.get(name)
        return found === undefined ? [] : [found.slice(found.length - length)]
      })
    const columns: Record<string, DayValues> = {}
    const states: HomeJson['days']['states'] = {}
    const usual: HomeJson['usual'] = {}
    for (const metric of wanted) {
      const own = values.get(metric.id) ?? []
      columns[metric.id] = tail(own, days)
      states[metric.id] = stateRuns(tail(own, days), lettersOf(metric, days), from)
      usual[metric.id] = usualOf(own.slice(0, -1))
    }
    const sleep = metrics.named('sleep.total_s')
    const nightsFrom = addDays(today, 1 - Math.min(days, nightsShown))
    const summary = await rows.one('daily_summary', userId, { date: today })
    const hrv = rows.named('hrv_night')
    const [night] = hrv === null ? [] : (await rows.page({ table: hrv, userId, limit: 1 })).items
    return {
      values: Object.fromEntries(wanted.map(({ id }) => [id, columns[id]?.at(-1) ?? null])),
      notes: {
        step_goal: numberOf(summary?.step_goal),
        bb_latest: numberOf(summary?.bb_latest),
        hrv_status: textOf(night?.status),
        balanced_low: numberOf(night?.balanced_low),
        balanced_upper: numberOf(night?.balanced_upper),
      },
      days: { from, every: 'day' as const, columns, states },
      usual,
      nights: await readNights(
        rows,
        userId,
        nightsFrom,
        today,
        sleep === undefined ? [] : lettersOf(sleep, Math.min(days, nightsShown)),
      ),
      load: await readLoad(store, rows, metrics.named, userId, today),
      activities: await readActivities(store, rows, userId),
      changes: (await changes.list(userId, { table: null, since: null, limit: 5, cursor: null })).items,
      archive: await readArchive(store, rows, asked, metrics.named('daily_summary.steps'), userId, today),
    }
  }

  return async (session: ActiveSession, days: number): Promise<HomeJson> => {
    const { userId } = session
    const today = await services.today(userId)
    const data = await memo(userId, 'home', `${today} ${days}`, () => dataOf(userId, today, days))
    const status = await life.status(session)
    const account = await store.accounts.find(userId)
    return {
      as_of: status.as_of,
      today,
      name: account?.full_name ?? null,
      time_zone: status.time_zone,
      ...data,
      status,
    }
  }
}

async function readActivities(
  store: ApiServices['store'],
  rows: Rows,
  userId: UserId,
): Promise<HomeJson['activities']> {
  const table = rows.named('activity')
  if (table === null) return []
  const { items } = await rows.page({ table, userId, where: { parent_activity_id: null }, limit: 4 })
  const keys = items.map(({ activity_id }) => ({ activity_id: activity_id ?? '' }))
  const revisions = await store.changes.revisionsOf(userId, table, keys)
  return items.map((row) => ({
    activity_id: textOf(row.activity_id) ?? '',
    name: textOf(row.name),
    type_key: textOf(row.type_key),
    start_utc: textOf(row.start_utc),
    offset_s: numberOf(row.offset_s),
    timer_s: numberOf(row.timer_s),
    distance_m: numberOf(row.distance_m),
    avg_speed_mps: numberOf(row.avg_speed_mps),
    avg_hr_bpm: numberOf(row.avg_hr_bpm),
    seen_at: textOf(row.first_seen_at) ?? '',
    renamed: revisions.some(({ key, old }) => key.activity_id === row.activity_id && 'name' in old),
  }))
}

function usualOf(values: DayValues): HomeJson['usual'][string] {
  const measured = values.filter((value) => value !== null).sort((a, b) => a - b)
  if (measured.length < usualLeast) return { low: null, high: null, n: measured.length }
  return { low: rounded(percentile(measured, 0.2)), high: rounded(percentile(measured, 0.8)), n: measured.length }
}
