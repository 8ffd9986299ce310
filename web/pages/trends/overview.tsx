import { useMemo } from 'preact/hooks'
import type { MetricJson } from '../../../src/contract/index.ts'
import { addMonths, daysBetween, fromEpochDay, type LocalDate, toEpochDay } from '../../../src/domain/index.ts'
import { useResource } from '../../api/use-resource.ts'
import { createCursor } from '../../charts/cursor.ts'
import { dayTicks } from '../../charts/day-ticks.ts'
import { areaPath, linePath } from '../../charts/paths.ts'
import { Plot } from '../../charts/plot.tsx'
import { shareOf, valueScale } from '../../charts/scale.ts'
import { Panel } from '../../components/panel.tsx'
import { asDay } from '../../format/as-day.ts'
import { hueOf } from '../../format/metric.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'

const height = 52
const words = en.trends

export interface OverviewProps {
  readonly metric: MetricJson
  readonly today: LocalDate
  /** What is shown above. */
  readonly from: LocalDate
  readonly to: LocalDate
  readonly onChoose: (span: { from: LocalDate; to: LocalDate } | null) => void
}

/** The whole history of one measure by months, with what is looked at marked; dragging over it chooses another span. */
export function Overview({ metric, today, from, to, onChoose }: OverviewProps) {
  const format = useFormat()
  const cursor = useMemo(createCursor, [])
  const first = metric.first_day === null ? null : asDay(metric.first_day)
  const answer = useResource(`health/series ${metric.id} whole ${first ?? ''} ${today}`, async (client, signal) =>
    first === null
      ? null
      : client.healthSeries({ query: { metrics: metric.id, from: first, to: today, every: 'month' }, signal }),
  )
  const { data } = answer.value
  if (first === null || data === null) return null
  const values = data.series[0]?.columns.mean ?? []
  const start = asDay(data.first_bucket)
  const days = daysBetween(start, today) + 1
  const scale = valueScale(values)
  const placeOf = (month: number) => (daysBetween(start, addMonths(start, month)) + 15) / days
  const place = {
    x: (month: number) => placeOf(month) * 1000,
    y: (value: number) => 4 + (1 - shareOf(value, scale)) * (height - 8),
  }
  const share = (day: LocalDate) => Math.min(1, Math.max(0, daysBetween(start, day) / days))
  const ticks = dayTicks(start, today, format.day, { most: 10 }).map(({ day, label }) => ({ at: share(day), label }))
  const move = (edge: 'from' | 'to', by: number) => {
    const span = edge === 'from' ? { from: addMonths(from, by), to } : { from, to: addMonths(to, by) }
    if (span.from < span.to)
      onChoose({ from: span.from < start ? start : span.from, to: span.to > today ? today : span.to })
  }
  return (
    <Panel title={words.whole(metric.title)} aside={words.brush}>
      <div class="overview" data-hue={hueOf(metric.id)}>
        <Plot
          bare
          label={words.wholeSentence(metric.title, format.day.span(start, today))}
          height={height}
          scale={null}
          ticks={ticks}
          cursor={{
            shared: cursor,
            from: toEpochDay(start),
            to: toEpochDay(today),
            positions: values.map((_, month) => toEpochDay(addMonths(start, month)) + 15),
            leap: 365,
            say: (month) => `${format.day.month(addMonths(start, month))}, ${format.number(values[month])}`,
            onZoom: (span) =>
              onChoose(
                span === null
                  ? null
                  : { from: fromEpochDay(Math.round(span.from)), to: fromEpochDay(Math.round(span.to)) },
              ),
          }}
        >
          <svg
            class="plot-field"
            viewBox={`0 0 1000 ${height}`}
            preserveAspectRatio="none"
            aria-hidden="true"
            focusable="false"
          >
            <path class="drawn-area" d={areaPath(values, scale.min, place)} />
            <path class="drawn thin" d={linePath(values, place)} />
          </svg>
          <span class="overview-window" style={{ left: `${share(from) * 100}%`, right: `${(1 - share(to)) * 100}%` }}>
            {(['from', 'to'] as const).map((edge) => (
              <span
                key={edge}
                class="overview-handle"
                data-edge={edge}
                role="slider"
                tabIndex={0}
                aria-label={words.edge[edge]}
                aria-valuemin={0}
                aria-valuemax={days}
                aria-valuenow={daysBetween(start, edge === 'from' ? from : to)}
                aria-valuetext={format.day.long(edge === 'from' ? from : to)}
                onKeyDown={(event) => {
                  const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
                  if (by === 0) return
                  event.preventDefault()
                  event.stopPropagation()
                  move(edge, by * (event.shiftKey ? 12 : 1))
                }}
              />
            ))}
          </span>
        </Plot>
      </div>
    </Panel>
  )
}
