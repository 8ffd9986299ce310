import { addDays, type LocalDate, toEpochDay } from '../../../src/domain/index.ts'
import { useResource } from '../../api/use-resource.ts'
import { weekBars } from '../../charts/week-bars.ts'
import { toHours } from '../../format/duration.ts'
import { hueOf, sportOf, sports } from '../../format/sport.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'

const weeksShown = 26
const [width, height, left, top] = [760, 150, 34, 8]
const plot = height - 26 - top

/** Monday of the week that a day is in. */
export function mondayOf(day: LocalDate): LocalDate {
  return addDays(day, -((toEpochDay(day) + 3) % 7))
}

/** Hours a week by sport, half a year back. */
export function Hours({ today }: { today: LocalDate }) {
  const format = useFormat()
  const last = mondayOf(today)
  const first = addDays(last, -7 * (weeksShown - 1))
  const { value: totals } = useResource(`activities totals week ${first}`, (client, signal) =>
    client.activityTotals({ query: { by: 'week', from: first }, signal }),
  )
  const parts = (totals.data?.items ?? []).map(({ from, type_key, timer_s }) => ({
    from: from as LocalDate,
    kind: sportOf(type_key),
    value: timer_s / 3600,
  }))
  const bars = weekBars(parts, sports, first, last)
  const step = (width - left) / bars.weeks.length
  return (
    <figure class="hours">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={en.activities.hours}>
        {bars.scale.ticks.map((tick) => {
          const y = top + plot * (1 - tick / bars.scale.max)
          return (
            <g key={tick} class="hours-grid">
              <line x1={left} x2={width} y1={y} y2={y} />
              <text x={left - 6} y={y + 4} text-anchor="end">
                {format.number(tick, bars.scale.decimals)}
                {tick === 0 ? ` ${en.activities.hoursUnit}` : ''}
              </text>
            </g>
          )
        })}
        {bars.weeks.map(({ from, parts: stacked, sum }, at) => (
          <g key={from} data-now={from === last}>
            <title>{`${format.day.dated(from)}: ${toHours(sum * 3600)}`}</title>
            {stacked.map(({ kind, low, high }) => (
              <rect
                key={kind}
                class="hours-bar"
                data-hue={hueOf[kind]}
                x={left + at * step + step * 0.12}
                width={step * 0.76}
                y={top + plot * (1 - high)}
                height={Math.max(0.5, plot * (high - low) - 0.8)}
              />
            ))}
            {at % 4 === 0 ? (
              <text class="hours-day" x={left + at * step + step * 0.12} y={height - 8}>
                {format.day.short(from)}
              </text>
            ) : null}
          </g>
        ))}
      </svg>
      <figcaption class="sport-legend">
        {bars.sums.map(({ kind, value }) => (
          <span key={kind} class="sport-key">
            <span class="sport-swatch" data-hue={hueOf[kind]} />
            {en.activities.sports[kind]} {toHours(value * 3600)}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}
