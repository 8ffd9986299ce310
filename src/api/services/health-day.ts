import {
  type HealthDayJson,
  type HealthList,
  type HealthSection,
  healthLists,
  healthSections,
} from '../../contract/index.ts'
import type { LedgerEntry, LocalDate, UserId } from '../../domain/index.ts'
import type { RowJson, Rows } from './rows.ts'
import type { ApiServices } from './types.ts'

/** The table behind each part of a day. */
export const sectionTables: Readonly<Record<HealthSection | HealthList, string>> = {
  daily_summary: 'daily_summary',
  sleep: 'sleep',
  hrv: 'hrv_night',
  stress: 'stress_day',
  body_battery: 'body_battery_day',
  heart_rate: 'heart_rate_day',
  respiration: 'respiration_day',
  spo2: 'spo2_day',
  training_readiness: 'training_readiness',
  training_status: 'training_status',
  weight: 'weight',
  steps: 'steps_day',
  floors: 'floors_day',
  intensity: 'intensity_day',
  naps: 'nap',
  body_events: 'body_event',
  day_events: 'day_event',
}

/** Everything of one day. Parts without data are null; `states` says why. */
export async function healthDayOf(
  { store }: Pick<ApiServices, 'store'>,
  rows: Rows,
  userId: UserId,
  day: LocalDate,
): Promise<HealthDayJson> {
  const entries = new Map((await store.ledger.day(userId, day)).map((entry) => [entry.dataset, entry]))
  const states: Partial<HealthDayJson['states']> = {}
  const parts: Partial<Record<HealthSection, RowJson | null>> = {}
  const lists: Partial<Record<HealthList, RowJson[] | null>> = {}
  for (const section of [...healthSections, ...healthLists]) {
    const known = rows.tables.get(sectionTables[section])
    states[section] = stateOf(known === undefined ? undefined : entries.get(known.dataset.name))
  }
  for (const section of healthSections)
    parts[section] = rows.tables.has(sectionTables[section])
      ? await rowOf(rows, sectionTables[section], userId, day)
      : null
  for (const section of healthLists) {
    const found = await rows.parts(sectionTables[section], userId, { date: day })
    lists[section] = found.length === 0 ? null : found
  }
  if (parts.sleep) parts.sleep = { ...parts.sleep, stages: await rows.parts('sleep_stage', userId, { date: day }) }
  return { day, states, ...parts, ...lists } as HealthDayJson
}

/** The row of that day, the newest where a day can have several. */
async function rowOf(rows: Rows, name: string, userId: UserId, day: LocalDate): Promise<RowJson | null> {
  const { items } = await rows.page({ table: rows.mustHave(name), userId, where: { date: day }, limit: 1 })
  return items[0] ?? null
}

function stateOf(entry: LedgerEntry | undefined): HealthDayJson['states'][HealthSection] {
  return entry === undefined ? { state: 'missing', settled: false } : { state: entry.state, settled: entry.settled }
}
