import { daysBetween, fromEpochDay, type LocalDate, toEpochDay } from '../../src/domain/index.ts'
import { useFormat } from '../format/use-format.ts'
import type { SharedCursor } from './cursor.ts'
import { type CurveData, curveShapes, dayShare } from './curve-shapes.ts'
import { dayTicks } from './day-ticks.ts'
import { fieldWidth } from './paths.ts'
import { Plot, type PlotCursor } from './plot.tsx'
import { Reasons } from './reasons.tsx'
import { valueScale } from './scale.ts'

export interface CurveProps extends CurveData {
  /** Day of the first value. */
  readonly from: LocalDate
  readonly hue: string
  /** A sentence made from the data. */
  readonly label: string
  /** Px. Default: 146. */
  readonly height?: number
  readonly zero?: boolean
  readonly decimals?: number
  /** The page's cursor, its positions are days since 1970; left out: the chart is a picture. */
  readonly cursor?: SharedCursor
  readonly tip?: PlotCursor['tip']
  readonly onOpen?: (day: LocalDate) => void
}

/** Values a day as a line or as points with an average, with the reason for each gap. Own SVG: for Home and small ones. */
export function Curve(props: CurveProps) {
  const { values, average, band, before, from, hue, label, height = 146, zero, decimals, cursor, tip, onOpen } = props
  const format = useFormat()
  const all = [values, average ?? [], band?.low ?? [], band?.high ?? [], before ?? []].flat()
  const scale = valueScale(all, { zero })
  const shapes = curveShapes(props, scale, height)
  const first = toEpochDay(from)
  const write = (value: number) => format.number(value, decimals ?? scale.decimals)
  const ticks = dayTicks(from, fromEpochDay(first + values.length - 1), format.day, { most: 7 }).map(
    ({ day, label: word }) => ({
      at: dayShare(daysBetween(from, day), values.length),
      label: word,
    }),
  )
  return (
    <div data-hue={hue}>
      <Plot
        label={label}
        height={height}
        scale={scale}
        writeTick={write}
        ticks={ticks}
        cursor={
          cursor && {
            shared: cursor,
            from: first - 0.5,
            to: first + values.length - 0.5,
            positions: values.map((_, at) => first + at),
            leap: 7,
            say: (at) => `${format.day.withWeekday(fromEpochDay(first + at))}, ${format.number(values[at], decimals)}`,
            tip,
            onOpen: onOpen && ((day) => onOpen(fromEpochDay(day))),
          }
        }
      >
        <Reasons reasons={shapes.reasons} height={height} />
        <svg
          class="plot-field"
          viewBox={`0 0 ${fieldWidth} ${height}`}
          preserveAspectRatio="none"
          aria-hidden="true"
          focusable="false"
        >
          <path class="drawn-band" d={shapes.band} />
          <path class="drawn before" d={shapes.before} />
          <path class={average === undefined ? 'drawn-dots' : 'drawn-dots faint'} d={shapes.dots} />
          <path class="drawn" data-part="line" d={shapes.line} />
          <path class="drawn dashed" data-part="provisional" d={shapes.provisional} />
          <path class="drawn-open-rim" d={shapes.openDots} />
          <path class="drawn-open-heart" d={shapes.openDots} />
        </svg>
      </Plot>
    </div>
  )
}
