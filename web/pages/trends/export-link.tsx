import { useEffect, useMemo } from 'preact/hooks'
import type { MetricJson } from '../../../src/contract/index.ts'
import { addDays } from '../../../src/domain/index.ts'
import { toCsv } from '../../charts/csv.ts'
import { ButtonLink } from '../../components/button-link.tsx'
import { en } from '../../words/en.ts'
import type { Trend } from './curve-of.ts'
import type { TrendView } from './view.ts'

export interface Exported {
  readonly metric: MetricJson
  readonly unit: string
  readonly trend: Trend | null
}

/** Exactly what is seen, as CSV: a row a day, each measure with its state. */
export function ExportLink({ view, trends }: { view: TrendView; trends: readonly Exported[] }) {
  const href = useMemo(() => URL.createObjectURL(new Blob([csvOf(view, trends)], { type: 'text/csv' })), [view, trends])
  useEffect(() => () => URL.revokeObjectURL(href), [href])
  return (
    <ButtonLink small kind="quiet" icon="download" href={href} download={`trends-${view.from}-${view.to}.csv`}>
      {en.trends.csv}
    </ButtonLink>
  )
}

function csvOf({ from, to }: TrendView, trends: readonly Exported[]): string {
  const shown = trends.flatMap(({ metric, unit, trend }) => (trend === null ? [] : [{ metric, unit, trend }]))
  const days = Math.max(0, ...shown.map(({ trend }) => trend.values.length))
  const head = [
    'date',
    ...shown.flatMap(({ metric, unit }) => [unit === '' ? metric.id : `${metric.id} (${unit})`, `${metric.id} state`]),
  ]
  const rows = Array.from({ length: days }, (_, at) => [
    addDays(from, at),
    ...shown.flatMap(({ trend }) => [trend.values[at] ?? null, trend.states?.[at] ?? null]),
  ])
  return toCsv(
    head,
    rows.filter(([day]) => String(day) <= to),
  )
}
