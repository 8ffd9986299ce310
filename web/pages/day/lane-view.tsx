import type { TimelineJson } from '../../../src/contract/index.ts'
import type { SharedCursor } from '../../charts/cursor.ts'
import { areaPath, dotsPath, linePath } from '../../charts/paths.ts'
import { Plot } from '../../charts/plot.tsx'
import { shareOf } from '../../charts/scale.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'
import type { Lane, lanes } from './lanes.ts'

export interface LaneViewProps {
  readonly lane: Lane | null
  readonly about: (typeof lanes)[number]
  /** Why there is no lane. */
  readonly reason: string
  readonly runs: TimelineJson['runs']
  readonly from: number
  readonly to: number
  readonly ticks: readonly { readonly at: number; readonly label: string }[]
  readonly cursor: SharedCursor
  readonly say: (at: number) => string
  readonly pill?: (at: number) => string
  readonly onZoom: (span: { readonly from: number; readonly to: number } | null) => void
}

/** One channel over the day. It breaks where nothing was measured, and a single value between gaps is a dot. */
export function LaneView({ lane, about, reason, runs, from, to, ticks, cursor, say, pill, onZoom }: LaneViewProps) {
  const format = useFormat()
  const { channel, height, hue, kind } = about
  const title = en.day.channels[channel]
  if (lane === null)
    return (
      <div class="lane-empty" style={{ height: `${height}px` }}>
        {reason}
      </div>
    )
  const { times, values, lone, scale, usualMs } = lane
  const x = (at: number) => ((at - from) / (to - from)) * 1000
  const place = {
    x: (index: number) => x(times[index] ?? from),
    y: (value: number) => 3 + (1 - shareOf(value, scale)) * (height - 6),
  }
  const own = runs.filter((run) => run.channel === channel)
  const bars = kind === 'bars' ? barsOf(lane, place, x, height) : null
  return (
    <div data-hue={hue}>
      <Plot
        bare
        grid
        axis="none"
        label={en.day.sentence(
          title,
          values.filter((value) => value !== null).length,
          format.range(lane.min, lane.max),
        )}
        height={height}
        scale={scale}
        ticks={ticks}
        cursor={{
          shared: cursor,
          from,
          to,
          positions: times,
          leap: 3_600_000,
          say: (index) => say(times[index] ?? from),
          onZoom,
          ...(pill === undefined ? {} : { pill }),
        }}
      >
        <svg
          class="field lane-field"
          viewBox={`0 0 1000 ${height}`}
          preserveAspectRatio="none"
          aria-hidden="true"
          focusable="false"
        >
          {kind === 'area' ? <path class="drawn-area" d={areaPath(values, scale.min, place)} /> : null}
          {bars === null ? null : (
            <>
              <path
                class="lane-bars low"
                style={{ '--slot': `${((usualMs / (to - from)) * 100).toFixed(3)}cqw` }}
                d={bars.low}
              />
              <path
                class="lane-bars"
                style={{ '--slot': `${((usualMs / (to - from)) * 100).toFixed(3)}cqw` }}
                d={bars.high}
              />
            </>
          )}
          {kind === 'line' || kind === 'area' ? (
            <path class="drawn" data-part="line" d={linePath(values, place)} />
          ) : null}
          <path
            class="drawn-dots"
            data-part="dots"
            d={
              kind === 'dots'
                ? dotsPath(values, values.keys(), place)
                : kind === 'bars'
                  ? ''
                  : dotsPath(values, lone, place)
            }
          />
          {own.map(({ from: start, to: end, reason: why }) => (
            <path
              key={`${start}${why}`}
              class={`lane-run ${why}`}
              d={`M${x(Date.parse(start))} ${height - 2}H${x(Date.parse(end))}`}
            />
          ))}
        </svg>
      </Plot>
      <span class="lane-ticks" aria-hidden="true" style={{ height: `${height}px` }}>
        {scale.ticks.slice(-2).map((tick) => (
          <span key={tick} style={{ top: `${place.y(tick)}px` }}>
            {format.number(tick, scale.decimals)}
          </span>
        ))}
      </span>
    </div>
  )
}

/** Upright strokes, those of rest (up to 25, DATA section 5) apart: they are drawn fainter. */
function barsOf(
  { times, values, usualMs }: Lane,
  place: { y: (value: number) => number },
  x: (at: number) => number,
  height: number,
) {
  const [low, high]: [string[], string[]] = [[], []]
  for (const [index, value] of values.entries()) {
    if (value === null || value === 0) continue
    const bar = `M${x((times[index] ?? 0) + usualMs / 2).toFixed(1)} ${height}V${place.y(value).toFixed(1)}`
    ;(value <= 25 ? low : high).push(bar)
  }
  return { low: low.join(''), high: high.join('') }
}
