import type { Row, TableDefinition } from '../../../domain/index.ts'

/** Tables that hold one statement a day; every column of numbers in them is a metric. */
export const metricTables = [
  'daily_summary',
  'sleep',
  'hrv_night',
  'weight',
  'training_status',
  'training_readiness',
  'heart_rate_day',
  'stress_day',
  'body_battery_day',
  'respiration_day',
  'spo2_day',
  'steps_day',
  'floors_day',
  'intensity_day',
  'hydration',
  'blood_pressure',
  'load_balance',
  'acclimation',
] as const

/** Counts of samples, codes and offsets, which are no measures of a person. */
const noMeasure = /_count$|^offset_|^bucket_|_code$|^physique$|^metabolic_age$|^fitness_trend$|^source$/

interface Told {
  readonly title: string
  /** Default: by the column's name. */
  readonly unit?: string | null
  /** Default 0. */
  readonly decimals?: number
  /** Default false. */
  readonly zero?: boolean
  readonly channel?: string
}

/** Those that people look at, in the order in which they are offered. */
const usual: Readonly<Record<string, Told>> = {
  'sleep.total_s': { title: 'Sleep', decimals: 1 },
  'hrv_night.last_night_avg': { title: 'HRV', unit: 'ms', channel: 'hrv' },
  'daily_summary.hr_resting': { title: 'Resting heart rate' },
  'daily_summary.stress_avg': { title: 'Stress', channel: 'stress' },
  'training_status.acute_load': { title: 'Training load, 7 days', zero: true },
  'daily_summary.steps': { title: 'Steps', zero: true, channel: 'steps' },
  'weight.weight_g': { title: 'Weight', decimals: 1 },
  'vo2max.precise': { title: 'VO₂max, running', decimals: 1 },
  'daily_summary.bb_at_wake': { title: 'Body battery on waking', channel: 'body_battery' },
  'daily_summary.bb_high': { title: 'Body battery, highest', channel: 'body_battery' },
  'daily_summary.bb_low': { title: 'Body battery, lowest', channel: 'body_battery' },
  'sleep.score': { title: 'Sleep score' },
  'sleep.deep_s': { title: 'Deep sleep', decimals: 1, zero: true },
  'sleep.rem_s': { title: 'REM sleep', decimals: 1, zero: true },
  'sleep.awake_s': { title: 'Awake at night', decimals: 1, zero: true },
  'training_readiness.score': { title: 'Training readiness' },
  'daily_summary.moderate_min': { title: 'Moderate minutes', zero: true },
  'daily_summary.vigorous_min': { title: 'Vigorous minutes', zero: true },
  'daily_summary.floors_up': { title: 'Floors climbed', zero: true },
  'daily_summary.kcal_active': { title: 'Active energy', zero: true },
  'daily_summary.kcal_total': { title: 'Energy', zero: true },
  'daily_summary.distance_m': { title: 'Distance by day', decimals: 1, zero: true },
  'daily_summary.resp_waking_avg': { title: 'Respiration, awake', decimals: 1, channel: 'respiration' },
  'sleep.resp_avg': { title: 'Respiration, asleep', decimals: 1, channel: 'respiration' },
  'daily_summary.spo2_avg': { title: 'Blood oxygen', channel: 'spo2' },
  'training_status.chronic_load': { title: 'Training load, 28 days', zero: true },
  'weight.fat_pct': { title: 'Body fat', decimals: 1 },
  'hydration.intake_ml': { title: 'Drunk', zero: true },
  'blood_pressure.systolic': { title: 'Blood pressure, systolic', unit: 'mmHg' },
  'blood_pressure.diastolic': { title: 'Blood pressure, diastolic', unit: 'mmHg' },
}

/** A column that holds several measures, told apart by others. */
interface Variant extends Told {
  readonly id: string
  readonly table: string
  readonly column: string
  readonly where: Row
}
const performance = (metric: string, sport: string, told: Told): Variant => ({
  ...told,
  id: `performance.${metric}${sport === 'all' ? '' : `.${sport}`}`,
  table: 'performance',
  column: 'value',
  where: { metric, sport },
})
const variants: readonly Variant[] = [
  {
    id: 'vo2max.precise',
    table: 'vo2max',
    column: 'precise',
    where: { sport: 'generic' },
    title: 'VO₂max, running',
    unit: 'ml/kg/min',
    decimals: 1,
  },
  {
    id: 'vo2max.precise.cycling',
    table: 'vo2max',
    column: 'precise',
    where: { sport: 'cycling' },
    title: 'VO₂max, cycling',
    unit: 'ml/kg/min',
    decimals: 1,
  },
  performance('endurance_score', 'all', { title: 'Endurance score', unit: null }),
  performance('hill_score', 'all', { title: 'Hill score', unit: null }),
  performance('fitness_age', 'all', { title: 'Fitness age', unit: 'years', decimals: 1 }),
  performance('race_5k', 'running', { title: 'Race time predicted, 5 km', unit: 's' }),
  performance('race_10k', 'running', { title: 'Race time predicted, 10 km', unit: 's' }),
  performance('race_half_marathon', 'running', { title: 'Race time predicted, half marathon', unit: 's' }),
  performance('race_marathon', 'running', { title: 'Race time predicted, marathon', unit: 's' }),
  performance('lactate_threshold_hr', 'running', { title: 'Heart rate at the lactate threshold', unit: 'bpm' }),
  performance('ftp', 'cycling', { title: 'Threshold power, cycling', unit: 'w' }),
]

/** One measure a day: where it is kept and how it is told of. */
export interface MetricDefinition {
  readonly id: string
  readonly table: TableDefinition
  readonly column: string
  readonly where: Row
  readonly title: string
  readonly unit: string | null
  readonly decimals: number
  readonly zeroBased: boolean
  readonly isUsual: boolean
  readonly channel: string | null
}

/** Every measure that the catalogue's tables can hold, those that people look at first. */
export function listMetrics(
  tables: ReadonlyMap<string, { readonly table: TableDefinition }>,
): readonly MetricDefinition[] {
  const found = new Map<string, MetricDefinition>()
  const add = (id: string, table: TableDefinition, column: string, where: Row, told: Told | undefined) =>
    found.set(id, {
      id,
      table,
      column,
      where,
      title: told?.title ?? titleOf(table.name, column),
      unit: told?.unit === undefined ? shortUnit(table.name, column) : told.unit,
      decimals: told?.decimals ?? 0,
      zeroBased: told?.zero ?? false,
      isUsual: id in usual,
      channel: told?.channel ?? null,
    })
  for (const { id, table: name, column, where, ...told } of variants) {
    const table = tables.get(name)?.table
    if (table !== undefined) add(id, table, column, where, { ...usual[id], ...told })
  }
  for (const name of metricTables) {
    const table = tables.get(name)?.table
    for (const [column, type] of Object.entries(table?.columns ?? {}))
      if (table !== undefined && (type === 'int' || type === 'real') && !noMeasure.test(column))
        add(`${name}.${column}`, table, column, {}, usual[`${name}.${column}`])
  }
  const first = Object.keys(usual).flatMap((id) => found.get(id) ?? [])
  return [...first, ...[...found.values()].filter(({ isUsual }) => !isUsual)]
}

const suffixes = ['s', 'ms', 'min', 'm', 'mps', 'bpm', 'rpm', 'kcal', 'g', 'ml', 'w', 'c', 'pct'] as const
const prefixes = { kcal: 'kcal', hr: 'bpm', resp: 'brpm', spo2: 'pct' } as const

/** The unit that a column's name says, as short as people write it (`domain/units.ts` has the words). */
function shortUnit(table: string, column: string): string | null {
  if (table === 'hrv_night') return 'ms'
  const parts = column.split('_')
  const prefix = prefixes[parts[0] as keyof typeof prefixes]
  return prefix ?? suffixes.find((suffix) => parts.at(-1) === suffix) ?? null
}

function titleOf(table: string, column: string): string {
  const words = (name: string) => name.replace(/_day$/, '').replaceAll('_', ' ')
  const title = `${words(table)}: ${words(column)}`
  return `${title[0]?.toUpperCase()}${title.slice(1)}`
}
