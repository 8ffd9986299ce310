import type { NightJson } from '../../../src/contract/index.ts'
import { useApp } from '../../app/use-app.ts'
import { ChartTable } from '../../charts/chart-table.tsx'
import { Plot } from '../../charts/plot.tsx'
import { Legend } from '../../components/legend.tsx'
import { Panel } from '../../components/panel.tsx'
import { asDay } from '../../format/as-day.ts'
import { toHours } from '../../format/duration.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'
import { clockAfterNoon, type NightColumn, nightChart } from './night-boxes.ts'

const height = 176
const hour = 3600

/** Four weeks of nights, a column each, the clock downward. Readable by width alone: deep full, REM half, awake a cut. */
export function NightPanel({ nights }: { nights: readonly NightJson[] }) {
  const format = useFormat()
  const { router } = useApp()
  const chart = nightChart(nights)
  const { columns, top, span, average, bed, rise } = chart
  const measured = nights.filter(({ total_s }) => total_s !== null).length
  const slot = 1000 / Math.max(1, columns.length)
  const y = (seconds: number) => ((seconds - top) / span) * height
  const hours = Array.from({ length: Math.floor(span / hour / 2) + 1 }, (_, index) => top + index * 2 * hour)
  const ticks = columns.flatMap(({ date }, index) =>
    (columns.length - 1 - index) % 7 === 0
      ? [{ at: (index + 0.5) / columns.length, label: format.day.short(asDay(date)) }]
      : [],
  )
  return (
    <Panel
      title={en.home.nights(columns.length)}
      aside={
        average === null || bed === null || rise === null ? null : (
          <>
            {en.home.average} <strong>{toHours(average)}</strong>
            <span class="wide-words"> · {en.home.inBed(clockAfterNoon(bed), clockAfterNoon(rise))}</span>
          </>
        )
      }
    >
      <ChartTable
        label={en.home.nightsTable}
        head={[en.home.night, en.home.tiles.sleep.name, en.home.state]}
        rows={nights.map((night) => [
          format.day.withWeekday(asDay(night.date)),
          toHours(night.total_s),
          en.charts.states[stateOf(night)],
        ])}
      >
        <div class="nights">
          <div class="nights-hours" aria-hidden="true" style={{ height: `${height}px` }}>
            {hours.map((at) => (
              <span key={at} style={{ top: `${y(at)}px` }}>
                {clockAfterNoon(at)}
              </span>
            ))}
          </div>
          <Plot
            bare
            label={en.home.nightsSentence(columns.length, measured, toHours(average))}
            height={height}
            scale={null}
            ticks={ticks}
          >
            <svg
              class="plot-field"
              viewBox={`0 0 1000 ${height}`}
              preserveAspectRatio="none"
              aria-hidden="true"
              focusable="false"
            >
              {hours.map((at) => (
                <path key={at} class="nights-line" d={`M0 ${y(at)}H1000`} />
              ))}
              {columns.map((column, index) => (
                <Night key={column.date} column={column} x={index * slot} slot={slot} y={y} />
              ))}
            </svg>
            <div class="nights-links">
              {columns.map(({ date, box }) => (
                <a
                  key={date}
                  href={`/day/${date}`}
                  tabIndex={-1}
                  title={`${format.day.withWeekday(asDay(date))}: ${box === null ? en.home.noNight : toHours(box.length)}`}
                  onClick={(event) => {
                    event.preventDefault()
                    router.go(`/day/${date}`)
                  }}
                >
                  <span class="unseen">{format.day.short(asDay(date))}</span>
                </a>
              ))}
            </div>
          </Plot>
        </div>
      </ChartTable>
      <Legend
        entries={[
          { kind: 'square', token: 'deep', label: en.home.stages.deep },
          { kind: 'square', token: 'lightsleep', label: en.home.stages.light },
          { kind: 'square', token: 'rem', label: en.home.stages.rem },
          { kind: 'line', token: 'awake', label: en.home.stages.awake },
          ...(measured === columns.length ? [] : [{ kind: 'open' as const, token: 'ink-3', label: en.home.noNight }]),
        ]}
      />
    </Panel>
  )
}

function stateOf({ state, settled }: NightJson): keyof typeof en.charts.states {
  return state === 'present' && !settled ? 'provisional' : state
}

interface NightProps {
  readonly column: NightColumn
  readonly x: number
  readonly slot: number
  readonly y: (seconds: number) => number
}

function Night({ column, x, slot, y }: NightProps) {
  const [left, width] = [x + slot * 0.12, slot * 0.76]
  const middle = x + slot / 2
  const { box, stages } = column
  if (box === null) {
    const [from, to] = [y(11 * hour), y(18.5 * hour)]
    return (
      <>
        <rect class="night-none" x={left} width={width} y={from} height={to - from} />
        <path class="night-none-bar" d={`M${middle - slot * 0.15} ${(from + to) / 2}h${slot * 0.3}`} />
      </>
    )
  }
  return (
    <>
      <rect
        class="night-box"
        data-settled={column.settled}
        x={left}
        width={width}
        y={y(box.start)}
        height={Math.max(1, y(box.start + box.length) - y(box.start))}
      />
      {stages.map(({ start, length, stage }) => {
        const [from, to] = [y(start), y(start + length)]
        if (stage === 'deep')
          return <rect key={start} class="night-deep" x={left} width={width} y={from} height={to - from} />
        if (stage === 'rem')
          return (
            <rect key={start} class="night-rem" x={left + width / 4} width={width / 2} y={from} height={to - from} />
          )
        if (stage === 'awake')
          return <path key={start} class="night-awake" d={`M${left} ${(from + to) / 2}h${width}`} />
        return null
      })}
    </>
  )
}
