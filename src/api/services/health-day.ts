import {
  type HealthDayJson,
  type HealthList,
  type HealthSection,
  healthLists,
  healthSections,
} from '../../contract/index.ts'
import type { LedgerEntry, LocalDate, UserId } from '../../domain/index.ts'
import { deviceDifferences } from './device-differences.ts'
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
  health_snapshots: 'health_snapshot',
  hydration: 'hydration',
  load_balance: 'load_balance',
  acclimation: 'acclimation',
  blood_pressure: 'blood_pressure',
  vo2max: 'vo2max',
  health_status: 'health_status',
  performance: 'performance',
  device_day: 'device_day',
  device_night: 'device_night',
  device_naps: 'device_nap',
}

/** Everything of one day. Parts without data are null; `states` says why. */
export async function healthDayOf(
  { store, catalogue }: Pick<ApiServices, 'store' | 'catalogue'>,
  rows: Rows,
  userId: UserId,
  day: LocalDate,
): Promise<HealthDayJson> {
  const entries = new Map(
    (
      await store.ledger.day(
        userId,
        day,
        catalogue.map(({ name }) => name),
      )
    ).map((entry) => [entry.dataset, entry]),
  )
  const states: Partial<HealthDayJson['states']> = {}
  const parts: Partial<Record<HealthSection, RowJson | null>> = {}
  const lists: Partial<Record<HealthList, RowJson[] | null>> = {}
  const told = (section: HealthSection | HealthList, isFilled: boolean) => {
    const fill = catalogue.filter(({ tables }) => tables.some(({ name }) => name === sectionTables[section]))
    states[section] = stateOf(
      fill.flatMap(({ name }) => entries.get(name) ?? []),
      isFilled,
    )
  }
  for (const section of healthSections) {
    const table = sectionTables[section]
    const part = rows.tables.has(table) ? await rowOf(rows, table, userId, day) : null
    parts[section] = part
    told(section, part !== null)
  }
  for (const section of healthLists) {
    const found = await rows.parts(sectionTables[section], userId, { date: day })
    lists[section] = found.length === 0 ? null : found
    told(section, found.length > 0)
  }
  if (parts.sleep) parts.sleep = { ...parts.sleep, stages: await rows.parts('sleep_stage', userId, { date: day }) }
  const differences = deviceDifferences({ ...parts })
  return { day, states, ...parts, ...lists, differences } as HealthDayJson
}

/** A day has a handful of weigh-ins, snapshots or devices at most. */
const mostRows = 50

/** The row of that day: the newest where a day can have several, of the device that counts for training where it says so. */
async function rowOf(rows: Rows, name: string, userId: UserId, day: LocalDate): Promise<RowJson | null> {
  const { items } = await rows.page({ table: rows.mustHave(name), userId, where: { date: day }, limit: mostRows })
  return items.find((row) => row.is_primary === true) ?? items[0] ?? null
}

/**
 * What is known of a part from the datasets that fill its table, the main one first. An answer that is there and holds
 * nothing for this part is an empty one.
 */
function stateOf(known: readonly LedgerEntry[], isFilled: boolean): HealthDayJson['states'][HealthSection] {
  const entry = (isFilled ? known.find(({ state }) => state === 'present') : undefined) ?? known[0]
  if (entry === undefined) return { state: 'missing', settled: false }
  const state = entry.state === 'present' && !isFilled ? 'empty' : entry.state
  return { state, settled: entry.settled }
}
