import {
  addDays,
  type DatasetDefinition,
  eachDay,
  type Instant,
  type LedgerEntry,
  type LocalDate,
  ledgerEntry,
  type Row,
  toEpochDay,
  type UserId,
} from '../../src/domain/index.ts'
import { type Keep, packSeries, type Store, type StoredSeries } from '../../src/store/index.ts'

/** What a long life is made of. */
export interface LongLife {
  readonly store: Pick<Store, 'keep'>
  readonly catalogue: readonly DatasetDefinition[]
  readonly userId: UserId
  /** The last day, of which the first hours are known. */
  readonly today: LocalDate
  readonly at: Instant
  readonly days: number
  /** So many of the last days have samples and stages. */
  readonly sampledDays: number
}

const hourMs = 3_600_000
/** The last Sunday of March and of October, in Stockholm at 01:00 UTC. */
const lastSunday = (year: number, month: number) => {
  const end = new Date(Date.UTC(year, month + 1, 0))
  return end.getTime() - end.getUTCDay() * 24 * hourMs + hourMs
}

/** Seconds that Stockholm is ahead of UTC. */
export function stockholmOffset(at: number): number {
  const year = new Date(at).getUTCFullYear()
  return at >= lastSunday(year, 2) && at < lastSunday(year, 9) ? 7200 : 3600
}

/** Midnight in Stockholm. */
export function midnight(day: LocalDate): number {
  const guess = toEpochDay(day) * 24 * hourMs
  return guess - stockholmOffset(guess - 2 * hourMs) * 1000
}

/** The same for the same numbers, 0 to 1. */
export function noise(...numbers: readonly number[]): number {
  let hash = 2166136261
  for (const number of numbers) hash = Math.imul(hash ^ (number | 0), 16777619) ^ (hash >>> 13)
  return ((Math.imul(hash ^ (hash >>> 15), 2246822519) >>> 0) % 100_000) / 100_000
}

/** Twelve days in March of each year that were never asked for. */
export const isMissing = (day: LocalDate) => day.slice(5) >= '03-02' && day.slice(5) <= '03-13'
/** The watch of the first years had no HRV. */
export const hrvBegins = '2022-05-01'

/** Writes years of an invented life through the store: quick, because nothing is asked for and nothing is read. */
export async function writeLongLife(life: LongLife): Promise<void> {
  const { store, catalogue, userId, today, at, days, sampledDays } = life
  const tables = new Map(catalogue.flatMap((dataset) => dataset.tables).map((table) => [table.name, table]))
  const base: Keep = { userId, at, answer: null, entries: [], rows: [], series: [], originals: [], removed: [] }
  const first = addDays(today, 1 - days)
  const sampledFrom = addDays(today, 1 - sampledDays)
  const byDay = catalogue.filter(({ forms, optIn, insteadOf }) => {
    const { kind } = forms[0].per
    return optIn === undefined && insteadOf === undefined && (kind === 'range' || kind === 'day')
  })
  const all = [...eachDay(first, today)]
  for (let start = 0; start < all.length; start += 400) {
    const some = all.slice(start, start + 400).filter((day) => !isMissing(day))
    const rows: Record<string, Row[]> = {}
    for (const day of some)
      for (const [table, ofTable] of Object.entries(dayRows(day, day === today, day >= sampledFrom)))
        rows[table] = [...(rows[table] ?? []), ...ofTable]
    const entries = some.flatMap((day) => byDay.map((dataset) => entryOf(dataset, day, today, at)))
    await store.keep({
      ...base,
      entries,
      rows: Object.entries(rows).flatMap(([name, list]) => {
        const table = tables.get(name)
        return table === undefined ? [] : [{ table, rows: list }]
      }),
    })
  }
  for (const day of all)
    if (day >= sampledFrom) await store.keep({ ...base, series: packSeries(samplesOf(day, day === today)) })
  const activity = tables.get('activity')
  const device = tables.get('device')
  if (activity !== undefined && device !== undefined)
    await store.keep({
      ...base,
      rows: [
        { table: activity, rows: activitiesOf(all) },
        {
          table: device,
          rows: [
            { device_id: '3999000111', name: 'Fenix 7', last_upload_utc: midnight(today) + 18.2 * hourMs },
            { device_id: '3111000222', name: 'Forerunner 235', last_upload_utc: null },
          ],
        },
      ],
    })
}

function entryOf(
  { name, settlesAfterDays }: DatasetDefinition,
  day: LocalDate,
  today: LocalDate,
  at: Instant,
): LedgerEntry {
  const settled = addDays(day, settlesAfterDays) < today
  const state =
    name.startsWith('hrv') && day < hrvBegins
      ? 'empty'
      : name === 'wellness_fit' && day.endsWith('-11-17')
        ? 'failed'
        : 'present'
  return ledgerEntry({
    dataset: name,
    item: day,
    day,
    state,
    settled,
    asked_at: at,
    richness: 1,
    hash: state === 'present' ? 'ab'.repeat(32) : null,
    reason: state === 'failed' ? 'garmin.unavailable' : null,
  })
}

function dayRows(day: LocalDate, isToday: boolean, isSampled: boolean): Record<string, Row[]> {
  const n = toEpochDay(day)
  const form = Math.sin(n / 58)
  const start = midnight(day)
  const end = midnight(addDays(day, 1))
  const hasNight = noise(n, 1) > 0.03
  const asleep = start - 1.1 * hourMs + noise(n, 2) * hourMs
  const total = Math.round((6.6 + noise(n, 3) * 1.3 + form * 0.2) * 3600)
  const steps = Math.round((isToday ? 0.6 : 1) * (6200 + noise(n, 4) * 6000 + form * 900))
  const resting = Math.round(48 - form * 2 + noise(n, 5) * 4)
  const hrv = Math.round(49 + form * 4 + noise(n, 6) * 9)
  const rows: Record<string, Row[]> = {
    daily_summary: [
      {
        date: day,
        steps,
        step_goal: 9000,
        distance_m: steps * 0.74,
        kcal_total: 2100 + Math.round(steps / 12),
        kcal_active: Math.round(steps / 12),
        floors_up: Math.round(noise(n, 7) * 20),
        floors_down: Math.round(noise(n, 8) * 18),
        moderate_min: Math.round(noise(n, 9) * 40),
        vigorous_min: Math.round(noise(n, 10) * 30),
        hr_min: resting - 4,
        hr_max: 130 + Math.round(noise(n, 11) * 40),
        hr_resting: resting,
        stress_avg: Math.round(26 + noise(n, 12) * 12),
        stress_max: 92,
        bb_high: Math.round(70 + noise(n, 13) * 25),
        bb_low: Math.round(15 + noise(n, 14) * 20),
        bb_charged: 51,
        bb_drained: 44,
        bb_latest: 34,
        bb_at_wake: Math.round(66 + noise(n, 13) * 25),
        resp_waking_avg: 14.2,
        spo2_avg: 95,
        day_start_utc: start,
        day_end_utc: end,
        offset_start_s: stockholmOffset(start),
        offset_end_s: stockholmOffset(end - 1),
        is_partial: isToday,
      },
    ],
    training_status: [
      {
        date: day,
        device_id: day < '2021-06-01' ? '3111000222' : '3999000111',
        phrase: 'RECOVERY_2',
        since: addDays(day, -7),
        acute_load: Math.round(260 + form * 120 + noise(n, 15) * 60),
        chronic_load: Math.round(280 + form * 80),
        chronic_load_min: 200 + form * 60,
        chronic_load_max: 360 + form * 90,
        weekly_load: Math.round(280 + form * 150),
        is_primary: true,
      },
    ],
  }
  if (n % 3 === 0)
    rows.weight = [
      {
        sample_pk: String(1_600_000_000_000 + n),
        date: day,
        weight_g: Math.round(71_000 + form * 1300 + noise(n, 16) * 700),
      },
    ]
  if (n % 4 === 0)
    rows.vo2max = [
      { date: day, sport: 'generic', value: 50, precise: Math.round((50 + form + noise(n, 17)) * 10) / 10 },
    ]
  if (hasNight) {
    const night = {
      deep_s: Math.round(total * 0.19),
      light_s: Math.round(total * 0.56),
      rem_s: Math.round(total * 0.25),
      awake_s: 900,
    }
    rows.sleep = [
      {
        date: day,
        start_utc: Math.round(asleep),
        end_utc: Math.round(asleep + total * 1000 + 900_000),
        offset_s: stockholmOffset(start),
        total_s: total,
        score: Math.round(60 + noise(n, 18) * 35),
        ...night,
      },
    ]
    if (isSampled) rows.sleep_stage = stagesOf(day, Math.round(asleep), total)
    if (day >= hrvBegins)
      rows.hrv_night = [
        {
          date: day,
          last_night_avg: hrv,
          weekly_avg: Math.round(50 + form * 4),
          balanced_low: 44,
          balanced_upper: 58,
          baseline_low_upper: 41,
          status: 'BALANCED',
        },
      ]
  }
  return rows
}

const stageRound = [
  ['light', 0.35],
  ['deep', 0.25],
  ['light', 0.15],
  ['rem', 0.23],
  ['awake', 0.02],
] as const

function stagesOf(day: LocalDate, start: number, seconds: number): Row[] {
  const stages: Row[] = []
  const rounds = 4
  let at = start
  for (let round = 0; round < rounds; round++)
    for (const [stage, share] of stageRound) {
      const end = at + Math.round((seconds / rounds) * share) * 1000
      stages.push({ date: day, start_utc: at, end_utc: end, stage })
      at = end
    }
  return stages
}

/** Off the wrist from 12:36 to 13:40; moving from 17:04 to 17:54; today until 18:12. */
function samplesOf(day: LocalDate, isToday: boolean): StoredSeries[] {
  const n = toEpochDay(day)
  const start = midnight(day)
  const end = isToday ? start + 18.2 * hourMs : midnight(addDays(day, 1))
  const every = (ms: number) => Array.from({ length: Math.ceil((end - start) / ms) }, (_, index) => start + index * ms)
  const hour = (at: number) => (at - start) / hourMs
  const off = (at: number) => hour(at) >= 12.6 && hour(at) < 13.67
  const moving = (at: number) => (hour(at) >= 17.07 && hour(at) < 17.9) || (hour(at) >= 8.3 && hour(at) < 8.8)
  const series = (
    channel: string,
    times: readonly number[],
    value: (at: number) => number | null,
    code?: (at: number) => number | null,
  ): StoredSeries => ({
    dataset: channel === 'steps' ? 'steps_samples' : 'wellness_fit',
    channel,
    day,
    times,
    values: times.map(value),
    quality: code === undefined ? null : times.map(code),
  })
  const code = (at: number) => (off(at) ? -1 : moving(at) ? -2 : null)
  const beats = (at: number) =>
    Math.round((hour(at) < 6.8 ? 47 : 66) + 6 * Math.sin(hour(at)) + noise(n, at / 1000) * 5 + (moving(at) ? 78 : 0))
  return [
    series(
      'heart_rate',
      every(120_000).filter((at) => !off(at)),
      beats,
    ),
    series(
      'stress',
      every(180_000),
      (at) => (code(at) === null ? Math.round((hour(at) < 7 ? 12 : 34) + noise(n, at / 1000, 2) * 20) : null),
      code,
    ),
    series(
      'body_battery',
      every(180_000).filter((at) => !off(at)),
      (at) => Math.round(hour(at) < 7 ? 40 + hour(at) * 5 : 76 - (hour(at) - 7) * 3.4),
    ),
    series(
      'respiration',
      every(120_000).filter((at) => !off(at)),
      (at) => (moving(at) ? null : Math.round((13 + 2 * Math.sin(hour(at)) + noise(n, at / 1000, 3)) * 100) / 100),
      (at) => (moving(at) ? -2 : null),
    ),
    series(
      'spo2',
      every(900_000).filter((at) => hour(at) < 6.8),
      (at) => 93 + Math.round(noise(n, at / 1000, 4) * 4),
    ),
    series('steps', every(900_000), (at) =>
      hour(at) < 6.8 || off(at) ? 0 : moving(at) ? 1500 : Math.round(noise(n, at / 1000, 5) * 120),
    ),
  ]
}

function activitiesOf(days: readonly LocalDate[]): Row[] {
  return days.flatMap((day, index) => {
    const n = toEpochDay(day)
    if (index % 5 === 1 || isMissing(day)) return []
    const start = midnight(day) + 17.08 * hourMs
    const distance = 6000 + Math.round(noise(n, 20) * 12_000)
    return [
      {
        activity_id: String(20_000_000_000 + n),
        name: index % 7 === 0 ? 'Lake loop' : 'Evening run',
        type_key: 'running',
        start_utc: Math.round(start),
        start_local: `${day} 17:05:00`,
        offset_s: stockholmOffset(start),
        elapsed_s: distance / 3,
        timer_s: distance / 3.1,
        distance_m: distance,
        avg_speed_mps: 3.1,
        avg_hr_bpm: 142,
        max_hr_bpm: 171,
        kcal: 600,
        training_load: Math.round(40 + noise(n, 21) * 90),
        parent_activity_id: null,
        is_manual: false,
        has_original: index % 200 !== 0,
        device_id: day < '2021-06-01' ? '3111000222' : '3999000111',
      },
    ]
  })
}
