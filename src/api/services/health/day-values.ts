import { daysBetween, type LocalDate, type UserId } from '../../../domain/index.ts'
import type { Store } from '../../../store/index.ts'
import type { MetricDefinition } from './metric-list.ts'

/** A value a day from the first day on; null where there is none. */
export type DayValues = (number | null)[]

/** Values of metrics over days: one question to the store for each table, however many of its columns are wanted. */
export async function readDayValues(
  { rows }: Pick<Store, 'rows'>,
  userId: UserId,
  metrics: readonly MetricDefinition[],
  from: LocalDate,
  to: LocalDate,
): Promise<ReadonlyMap<string, DayValues>> {
  const found = new Map<string, DayValues>()
  for (const alike of byTable(metrics)) {
    const [{ table, where }] = alike
    const columns = alike.map(({ column }) => column)
    const answer = await rows.columns({ table, userId, columns, where, from, to })
    const places = answer.days.map((day) => daysBetween(from, day))
    for (const { id, column } of alike) {
      const values: DayValues = new Array(daysBetween(from, to) + 1).fill(null)
      for (const [index, value] of (answer.columns[column] ?? []).entries()) values[places[index] ?? 0] = value
      found.set(id, values)
    }
  }
  return found
}

function byTable(metrics: readonly MetricDefinition[]): (readonly [MetricDefinition, ...MetricDefinition[]])[] {
  const groups = new Map<string, [MetricDefinition, ...MetricDefinition[]]>()
  for (const metric of metrics) {
    const key = `${metric.table.name} ${JSON.stringify(metric.where)}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [metric])
    else group.push(metric)
  }
  return [...groups.values()]
}

/** Linear between the neighbours; of values in ascending order, at least one. */
export function percentile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)] ?? 0
  const above = sorted[Math.ceil(place)] ?? below
  return below + (above - below) * (place - Math.floor(place))
}

/** Five digits are more than any chart shows; noise behind them only costs bytes. */
export function rounded(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(5))
}
