import type { HomeJson } from '../../../src/contract/index.ts'
import { addDays } from '../../../src/domain/index.ts'
import { ChartTable } from '../../charts/chart-table.tsx'
import { areaPath, linePath } from '../../charts/paths.ts'
import { Plot } from '../../charts/plot.tsx'
import { shareOf, valueScale } from '../../charts/scale.ts'
import { Legend } from '../../components/legend.tsx'
import { Panel } from '../../components/panel.tsx'
import { asDay } from '../../format/as-day.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'

const height = 146

/** Sixteen weeks of training, the last one open because it still runs, against what 28 days come to. */
export function LoadPanel({ load, today }: { load: HomeJson['load']; today: HomeJson['today'] }) {
  const format = useFormat()
  const { from, columns } = load.weeks
  const weeks = columns.load.length
  // Load of 28 days is told by the week, as the bars are.
  const scale = valueScale([...columns.load, ...columns.chronic, ...columns.low, ...columns.high], { zero: true })
  const slot = 1000 / weeks
  const place = { x: (at: number) => (at + 0.5) * slot, y: (value: number) => (1 - shareOf(value, scale)) * height }
  const dayOf = (week: number) => addDays(asDay(from), week * 7)
  const ticks = Array.from({ length: weeks }, (_, week) => week)
    .filter((week) => (weeks - 2 - week) % 3 === 0)
    .map((week) => ({ at: (week + 0.5) / weeks, label: format.day.short(dayOf(week)) }))
  const phrase = load.phrase === null ? null : en.home.phrase(load.phrase)
  return (
    <Panel
      title={en.home.load(weeks)}
      aside={
        <>
          {phrase === null ? null : <strong>{phrase}</strong>}
          {load.since === null ? null : ` ${en.home.since(format.day.short(asDay(load.since)))}`}
          {load.acute === null
            ? null
            : ` · ${en.home.acute(format.number(load.acute), format.range(load.low, load.high))}`}
        </>
      }
    >
      <ChartTable
        label={en.home.loadTable}
        head={[en.home.week, en.home.loadWord, en.home.activities]}
        rows={columns.load.map((value, week) => [
          format.day.short(dayOf(week)),
          format.number(value),
          format.number(columns.activities[week] ?? null),
        ])}
      >
        <div data-hue="load">
          <Plot
            label={en.home.loadSentence(weeks, format.number(columns.load.at(-1)), today)}
            height={height}
            scale={scale}
            writeTick={(value) => format.number(value)}
            ticks={ticks}
          >
            <svg
              class="plot-field"
              viewBox={`0 0 1000 ${height}`}
              preserveAspectRatio="none"
              aria-hidden="true"
              focusable="false"
            >
              <path class="load-range" d={areaPath(columns.high, columns.low, place)} />
              {columns.load.map((value, week) =>
                value === null || value === 0 ? null : (
                  <rect
                    key={dayOf(week)}
                    class="load-week"
                    data-open={week === weeks - 1}
                    x={week * slot + slot * 0.18}
                    width={slot * 0.64}
                    y={place.y(value)}
                    height={height - place.y(value)}
                  />
                ),
              )}
              <path class="load-line" d={linePath(columns.chronic, place)} />
            </svg>
            <div class="nights-links">
              {columns.load.map((_, week) => (
                <a
                  key={dayOf(week)}
                  href={`/activities?from=${dayOf(week)}&to=${addDays(dayOf(week), 6)}`}
                  tabIndex={-1}
                  title={format.day.span(dayOf(week), addDays(dayOf(week), 6))}
                >
                  <span class="unseen">{format.day.short(dayOf(week))}</span>
                </a>
              ))}
            </div>
          </Plot>
        </div>
      </ChartTable>
      <Legend
        entries={[
          { kind: 'square', hue: 'load', label: en.home.week },
          { kind: 'open', hue: 'load', label: en.home.weekSoFar },
          { kind: 'line', token: 'ink-2', label: en.home.chronic },
        ]}
      />
    </Panel>
  )
}
