import { useMemo } from 'preact/hooks'
import type { HealthSeriesJson, MetricJson } from '../../../src/contract/index.ts'
import { daysBetween, fromEpochDay, type LocalDate } from '../../../src/domain/index.ts'
import { useResource } from '../../api/use-resource.ts'
import { PageHead } from '../../app/page-head.tsx'
import type { PageProps } from '../../app/pages.ts'
import { useApp } from '../../app/use-app.ts'
import { createCursor } from '../../charts/cursor.ts'
import { Chip } from '../../components/chip.tsx'
import { Choice } from '../../components/choice.tsx'
import { Icon } from '../../components/icon.tsx'
import { Legend, type LegendEntry } from '../../components/legend.tsx'
import { Panel } from '../../components/panel.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { asDay } from '../../format/as-day.ts'
import { hueOf, shownUnit } from '../../format/metric.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'
import { trendOf } from './curve-of.ts'
import { ExportLink } from './export-link.tsx'
import { Overview } from './overview.tsx'
import { TrendChart } from './trend-chart.tsx'
import { ranges, type TrendView, viewOf } from './view.ts'
import './trends.css'

const words = en.trends

/** Any measures over any span, side by side: what is there, what is not, and against the time before. */
export default function Trends({ query }: PageProps) {
  const format = useFormat()
  const { router } = useApp()
  const catalogue = useResource('metrics', (client, signal) => client.metrics({ signal }))
  const { data, problem } = catalogue.value
  const today = format.dayOf(Date.now())
  const firsts = (data?.items ?? []).flatMap(({ first_day }) => (first_day === null ? [] : [first_day])).sort()
  const view = viewOf(query, today, firsts[0] === undefined ? null : asDay(firsts[0]))
  const metrics = view.metrics.flatMap((id) => data?.items.find((one) => one.id === id) ?? [])
  const setMetrics = (ids: readonly string[]) => router.setQuery({ metrics: ids.join(',') }, { push: true })
  const setRange = (range: string) => router.setQuery({ range, from: null, to: null }, { push: true })
  const against = view.compare === 'none' ? null : words.against[view.compare]
  return (
    <>
      <PageHead
        title={en.rail.trends}
        line={`${format.day.span(view.from, view.to)}${against === null ? '' : `, ${against}`}`}
        actions={
          <>
            <Choice
              label={words.range}
              options={ranges.filter((one) => one !== 'own').map((value) => ({ value, label: words.ranges[value] }))}
              value={view.range}
              onChange={setRange}
            />
            <label class="trend-compare">
              <span class="unseen">{words.compare}</span>
              <select
                value={view.compare}
                onChange={(event) => router.setQuery({ compare: event.currentTarget.value }, { push: true })}
              >
                {(['none', 'period', 'year'] as const).map((value) => (
                  <option key={value} value={value}>
                    {words.compares[value]}
                  </option>
                ))}
              </select>
            </label>
          </>
        }
      />
      {problem !== null && data === null ? <ProblemNote problem={problem} /> : null}
      <div class="trend-chips">
        {metrics.map(({ id, title }) => (
          <Chip
            key={id}
            label={title}
            hue={hueOf(id)}
            onRemove={metrics.length === 1 ? undefined : () => setMetrics(view.metrics.filter((one) => one !== id))}
          />
        ))}
        <AddMetric items={data?.items ?? []} chosen={view.metrics} onAdd={(id) => setMetrics([...view.metrics, id])} />
      </div>
      {data === null ? (
        <Skeleton label={en.rail.trends} height={24} lines={6} />
      ) : (
        <Charts key={view.metrics.join()} view={view} metrics={metrics} today={today} />
      )}
    </>
  )
}

function AddMetric({
  items,
  chosen,
  onAdd,
}: {
  items: readonly MetricJson[]
  chosen: readonly string[]
  onAdd: (id: string) => void
}) {
  const open = items.filter(({ id }) => !chosen.includes(id))
  const groups = [
    { label: words.usual, of: open.filter(({ is_usual }) => is_usual) },
    { label: words.others, of: open.filter(({ is_usual }) => !is_usual) },
  ]
  return (
    <label class="trend-add">
      <Icon name="plus" />
      <span class="unseen">{words.add}</span>
      <select
        value=""
        onChange={(event) => {
          if (event.currentTarget.value !== '') onAdd(event.currentTarget.value)
        }}
      >
        <option value="">{words.add}</option>
        {groups.map(({ label, of }) => (
          <optgroup key={label} label={label}>
            {of.map(({ id, title, first_day }) => (
              <option key={id} value={id}>
                {first_day === null ? words.noneYet(title) : title}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  )
}

function Charts({ view, metrics, today }: { view: TrendView; metrics: readonly MetricJson[]; today: LocalDate }) {
  const format = useFormat()
  const { router } = useApp()
  const cursor = useMemo(createCursor, [])
  const ids = view.metrics.join(',')
  const { every } = view.smoothing
  const ask = (from: LocalDate, to: LocalDate) => ({ metrics: ids, from, to, every })
  const now = useResource(`health/series ${ids} ${view.asked} ${view.to} ${every}`, (client, signal) =>
    client.healthSeries({ query: ask(view.asked, view.to), signal }),
  )
  const { other } = view
  const before = useResource<HealthSeriesJson | null>(
    `health/series ${ids} ${other?.asked ?? 'none'} ${other?.to ?? ''} ${every}`,
    async (client, signal) =>
      other === null ? null : client.healthSeries({ query: ask(other.asked, other.to), signal }),
  )
  const { data, problem } = now.value
  if (data === null)
    return problem === null ? (
      <Skeleton label={en.rail.trends} height={24} lines={6} />
    ) : (
      <ProblemNote problem={problem} />
    )
  const trends = metrics.map((metric) => {
    const { per, unit } = shownUnit(metric, format)
    const series = data.series.find((one) => one.metric === metric.id)
    const then = before.value.data?.series.find((one) => one.metric === metric.id)
    const trend = series === undefined ? null : trendOf(data, series, view.from, view.to, view.smoothing, per)
    const past =
      other === null || then === undefined || before.value.data === null
        ? null
        : trendOf(before.value.data, then, other.from, other.to, view.smoothing, per)
    return { metric, unit, trend, past, decimals: decimalsOf(metric, trend?.mean ?? null) }
  })
  const position = cursor.value
  const at = position === null ? null : fromEpochDay(Math.round(position))
  const index = at === null ? -1 : daysBetween(view.from, at)
  const open = (day: LocalDate) => router.go(`/day/${day}`)
  const hasGap = (state: string) =>
    trends.some(({ trend }) => trend?.states?.some((one, day) => one === state && trend.values[day] === null))
  const legend: LegendEntry[] = [
    ...(view.smoothing.points ? [{ kind: 'dots' as const, token: 'ink-2', label: words.day }] : []),
    { kind: 'line', token: 'ink', label: words.line(view.smoothing) },
    ...(view.smoothing.band ? [{ kind: 'band' as const, token: 'ink', label: words.band }] : []),
    ...(other === null
      ? []
      : [
          { kind: 'dashed' as const, token: 'ink-3', label: words.before[view.compare === 'year' ? 'year' : 'period'] },
        ]),
    ...(hasGap('missing') ? [{ kind: 'hatch' as const, label: en.charts.states.missing }] : []),
    ...(hasGap('empty') ? [{ kind: 'plain' as const, token: 'empty', label: words.emptyLegend }] : []),
  ]
  return (
    <>
      <div class="trend-readout" role="status">
        {at === null || index < 0 ? (
          <span class="quiet">{words.pointAt}</span>
        ) : (
          <>
            <strong>{format.day.withWeekday(at)}</strong>
            {trends.map(({ metric, trend, decimals }) => (
              <span key={metric.id}>
                {metric.title} <b class="figures">{format.number(trend?.line[index], decimals)}</b>
              </span>
            ))}
            <a href={`/day/${at}`}>{words.openDay}</a>
          </>
        )}
      </div>
      <Panel label={en.rail.trends} aside={<ExportLink view={view} trends={trends} />}>
        <div class="trend-grid">
          {trends.map((one) => (
            <TrendChart key={one.metric.id} {...one} view={view} cursor={cursor} devices={data.devices} onOpen={open} />
          ))}
        </div>
        <Legend entries={legend} />
      </Panel>
      {metrics[0] === undefined ? null : (
        <Overview
          metric={metrics[0]}
          today={today}
          from={view.from}
          to={view.to}
          onChoose={(span) =>
            router.setQuery(
              span === null ? { from: null, to: null, range: 'all' } : { from: span.from, to: span.to, range: null },
              { push: true },
            )
          }
        />
      )}
    </>
  )
}

/** Steps in thousands want none, sleep in hours one. */
function decimalsOf(metric: MetricJson, mean: number | null): number {
  return mean !== null && Math.abs(mean) >= 1000 ? 0 : metric.decimals
}
