import { loneValues } from './gaps.ts'
import { dotsPath, fieldWidth, linePath } from './paths.ts'
import { shareOf } from './scale.ts'
import './plot.css'
import './sparkline.css'

export interface SparklineProps {
  /** The last days, today at the end; null where nothing is. */
  readonly values: readonly (number | null)[]
  /** What is usual, or what the watch calls balanced. */
  readonly band?: { readonly low: number; readonly high: number } | null
  /** Amounts are bars from zero, rates a line. Default: line. */
  readonly kind?: 'line' | 'bars'
  /** A goal as a dashed line. */
  readonly target?: number | null
}

const height = 34
const pad = 3

/** Four weeks beneath a figure. The tile around it says the value; this is hidden from who hears the page. */
export function Sparkline({ values, band = null, kind = 'line', target = null }: SparklineProps) {
  const known = [...values, band?.low, band?.high, target].filter((value): value is number => typeof value === 'number')
  const max = Math.max(...known)
  const range = { min: kind === 'bars' ? 0 : Math.min(...known), max }
  const slot = fieldWidth / Math.max(1, values.length)
  const place = {
    x: (at: number) => (at + 0.5) * slot,
    y: (value: number) => pad + (1 - shareOf(value, range)) * (height - 2 * pad),
  }
  const last = values.length - 1
  return (
    <svg
      class="sparkline"
      viewBox={`0 0 ${fieldWidth} ${height}`}
      height={height}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {band === null ? null : (
        <rect
          class="drawn-band"
          x="0"
          width={fieldWidth}
          y={place.y(band.high)}
          height={Math.max(1, place.y(band.low) - place.y(band.high))}
        />
      )}
      {kind === 'bars' ? (
        values.map((value, at) =>
          value === null ? null : (
            <rect
              key={at}
              class="sparkline-bar"
              data-today={at === last}
              x={at * slot + slot * 0.15}
              width={slot * 0.7}
              y={place.y(value)}
              height={height - place.y(value)}
            />
          ),
        )
      ) : (
        <path class="drawn thin" d={linePath(values, place)} />
      )}
      {target === null ? null : <path class="sparkline-target" d={`M0 ${place.y(target)}H${fieldWidth}`} />}
      {/* A day without a value leaves a short foot, so that a gap is seen as one. */}
      <path
        class="sparkline-foot"
        d={values.map((value, at) => (value === null ? `M${at * slot} ${height - 1}h${slot}` : '')).join('')}
      />
      {kind === 'bars' ? null : (
        <>
          <path class="drawn-dots small-dots" d={dotsPath(values, loneValues(values), place)} />
          <path class="drawn-dots last-dot" d={dotsPath(values, [last], place)} />
        </>
      )}
    </svg>
  )
}
