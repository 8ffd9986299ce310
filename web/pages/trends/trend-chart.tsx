import type { HealthSeriesJson, MetricJson } from '../../../src/contract/index.ts'
import { addDays, daysBetween, type LocalDate } from '../../../src/domain/index.ts'
import { ChartTable } from '../../charts/chart-table.tsx'
import type { SharedCursor } from '../../charts/cursor.ts'
import { Curve } from '../../charts/curve.tsx'
import { dayShare } from '../../charts/curve-shapes.ts'
import { Nothing } from '../../components/nothing.tsx'
import { asDay } from '../../format/as-day.ts'
import { hueOf } from '../../format/metric.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'
import type { Trend } from './curve-of.ts'
import type { TrendView } from './view.ts'

const words = en.trends

export interface TrendChartProps {
  readonly metric: MetricJson
  readonly unit: string
  readonly decimals: number
  readonly trend: Trend | null
  readonly past: Trend | null
  readonly view: TrendView
  readonly cursor: SharedCursor
  readonly devices: HealthSeriesJson['devices']
  readonly onOpen: (day: LocalDate) => void
}

/** One measure over the span that was asked for; one without data keeps its place and says why. */
export function TrendChart({ metric, unit, decimals, trend, past, view, cursor, devices, onOpen }: TrendChartProps) {
  const format = useFormat()
  const { title, id, zero_based, first_day } = metric
  const mean = trend?.mean ?? null
  const difference = mean === null || past?.mean == null ? null : mean - past.mean
  const write = (value: number | null | undefined) => format.number(value, decimals)
  return (
    <section class="trend" data-hue={hueOf(id)} aria-labelledby={`trend-${id}`}>
      <header>
        <h2 id={`trend-${id}`}>
          {title} {unit === '' ? null : <span class="trend-unit">{unit}</span>}
        </h2>
        {mean === null ? null : (
          <p>
            {words.mean} <strong class="figures">{write(mean)}</strong>
            {difference === null
              ? null
              : ` ${words.difference(format.signed(difference, decimals), view.compare === 'year' ? 'year' : 'period')}`}
          </p>
        )}
      </header>
      {trend === null || trend.count === 0 ? (
        <Nothing title={words.empty(title)}>{reasonOf(metric, trend, view, (day) => format.day.long(day))}</Nothing>
      ) : (
        <ChartTable
          label={words.table(title)}
          head={[words.date, unit === '' ? title : unit, words.line(view.smoothing), en.home.state]}
          rows={trend.values.flatMap((value, index) =>
            view.smoothing.every === 'day' || value !== null
              ? [
                  [
                    format.day.dated(addDays(view.from, index)),
                    write(value),
                    write(trend.line[index]),
                    en.charts.states[trend.states?.[index] ?? 'ahead'],
                  ],
                ]
              : [],
          )}
        >
          <div class="trend-chart">
            <Curve
              values={trend.values}
              states={trend.states}
              average={trend.average}
              band={trend.band}
              before={past?.line}
              from={view.from}
              hue={hueOf(id)}
              zero={zero_based}
              decimals={decimals}
              height={116}
              label={words.sentence(title, unit, trend.values.length, trend.count, write(mean), missingDays(trend))}
              cursor={cursor}
              onOpen={onOpen}
            />
            {devices.map(({ day, device_id, name }, index) => {
              const at = dayShare(daysBetween(view.from, asDay(day)), trend.values.length)
              const next = devices[index + 1]
              const room =
                (next === undefined ? 1 : dayShare(daysBetween(view.from, asDay(next.day)), trend.values.length)) - at
              return (
                <span
                  key={device_id}
                  class="trend-device"
                  style={{ '--at': at }}
                  title={words.device(name ?? device_id, format.day.long(asDay(day)))}
                >
                  {/* Names that would cover each other are left to the tip. */}
                  {room < 0.2 ? null : <span dir="auto">{name ?? device_id}</span>}
                </span>
              )
            })}
          </div>
        </ChartTable>
      )}
      {trend !== null && trend.count > 0 && first_day !== null && first_day > view.from ? (
        <p class="trend-note">{words.begins(format.day.long(asDay(first_day)))}</p>
      ) : null}
    </section>
  )
}

function missingDays({ states = [], values }: Trend): number {
  return states.filter((state, at) => state === 'missing' && values[at] === null).length
}

/** Why a chart is empty: before the first value, after the last, never at all, or not asked. */
function reasonOf(
  { first_day, last_day }: MetricJson,
  trend: Trend | null,
  view: TrendView,
  write: (day: LocalDate) => string,
): string {
  if (first_day !== null && first_day > view.to) return words.before1(write(asDay(first_day)))
  if (last_day !== null && last_day < view.from) return words.after(write(asDay(last_day)))
  const states = trend?.states ?? []
  const count = (state: string) => states.filter((one) => one === state).length
  if (count('missing') > count('empty')) return words.neverAsked
  if (count('failed') > 0) return words.failed(count('failed'))
  return first_day === null ? words.garminHasNone : words.noneInSpan
}
