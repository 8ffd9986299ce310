import { useId, useRef, useState } from 'preact/hooks'
import { addDays, type LocalDate } from '../../src/domain/index.ts'
import { useFormat } from '../format/use-format.ts'
import { en } from '../words/en.ts'
import { movedBy, ordered, type Weekday, yearDays } from './calendar-days.ts'
import { CellShape, cellPx } from './cell.tsx'
import { Hatch } from './hatch.tsx'
import { type DayState, type StateRun, statesByDay } from './states.ts'
import './states.css'

/** From one cell to the next, px. */
const step = 15
const [left, top] = [34, 18]

export interface CalendarProps {
  /** What it shows: `Sleep, 2026`. */
  readonly label: string
  readonly year: number
  readonly runs: readonly StateRun[]
  readonly selected?: { readonly from: LocalDate; readonly to: LocalDate } | null
  /** A day, or the days that were selected with Shift. */
  readonly onSelect?: (from: LocalDate, to: LocalDate) => void
  /** Enter, or a double click. */
  readonly onOpen?: (day: LocalDate) => void
  readonly onPoint?: (day: LocalDate | null) => void
  /** What is known of a day, in words, beyond its state: the reason, when it was asked. */
  readonly reasonOf?: (day: LocalDate) => string | null
  /** Default: Monday. */
  readonly firstWeekday?: Weekday
}

/** A year as a grid, a column a week: arrows move, Shift selects, Enter opens. One tab stop. */
export function Calendar(props: CalendarProps) {
  const { label, year, runs, selected = null, onSelect, onOpen, onPoint, reasonOf, firstWeekday = 1 } = props
  const { day: write } = useFormat()
  const hatch = useId()
  const grid = useRef<SVGSVGElement>(null)
  const days = yearDays(year, firstWeekday)
  const states = statesByDay(runs, days.first, days.last)
  const [focused, setFocused] = useState<LocalDate | null>(null)
  const [anchor, setAnchor] = useState<LocalDate | null>(null)
  const stop = focused ?? selected?.from ?? lastKnown(states, days.first)
  const choose = (day: LocalDate, extend: boolean) => {
    const start = extend ? (anchor ?? stop) : day
    setAnchor(start)
    setFocused(day)
    const { from, to } = ordered(start, day)
    onSelect?.(from, to)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') onOpen?.(stop)
    const next = movedBy(event.key, stop, days)
    if (next === null) return
    event.preventDefault()
    if (event.shiftKey) choose(next, true)
    else {
      setAnchor(next)
      setFocused(next)
    }
    grid.current?.querySelector<SVGElement>(`[data-day="${next}"]`)?.focus()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawn grid; its cells keep their keyboard.
    <div
      class="calendar-box"
      role="grid"
      tabIndex={-1}
      aria-label={label}
      aria-multiselectable={onSelect !== undefined}
      onKeyDown={onKeyDown}
    >
      <svg
        ref={grid}
        class="calendar"
        role="presentation"
        width={left + days.columns * step}
        height={top + 7 * step}
        onPointerLeave={() => onPoint?.(null)}
      >
        <Hatch id={hatch} />
        <g>
          {days.months.map(({ day, column }) => (
            <text key={day} x={left + column * step} y="11">
              {write.monthShort(day)}
            </text>
          ))}
          {[0, 2, 4].map((row) => (
            <text key={row} x="0" y={top + row * step + 10}>
              {write.weekday(addDays(days.first, row - days.place(days.first).row))}
            </text>
          ))}
        </g>
        {[0, 1, 2, 3, 4, 5, 6].map((row) => (
          // biome-ignore lint/a11y/useSemanticElements: as above.
          <g key={row} role="row">
            {states.map((state, at) => {
              const day = addDays(days.first, at)
              const place = days.place(day)
              if (place.row !== row || state === 'ahead') return null
              const chosen = selected !== null && day >= selected.from && day <= selected.to
              const reason = reasonOf?.(day) ?? null
              return (
                // biome-ignore lint/a11y/useSemanticElements: as above.
                <g
                  key={day}
                  role="gridcell"
                  class="calendar-cell"
                  data-day={day}
                  data-state={state}
                  tabIndex={day === stop ? 0 : -1}
                  aria-selected={chosen}
                  aria-label={`${write.withWeekday(day)}: ${en.charts.states[state]}${reason === null ? '' : `, ${reason}`}`}
                  transform={`translate(${left + place.column * step} ${top + row * step})`}
                  onPointerEnter={() => onPoint?.(day)}
                  onFocus={() => onPoint?.(day)}
                  onClick={(event) => choose(day, event.shiftKey)}
                  onDblClick={() => onOpen?.(day)}
                >
                  <CellShape state={state} hatch={hatch} />
                  <rect class="calendar-hit" x="-1" y="-1" width={cellPx + 2} height={cellPx + 2} rx="2" />
                </g>
              )
            })}
          </g>
        ))}
      </svg>
    </div>
  )
}

/** Where the keyboard begins: the newest day of which something is known. */
function lastKnown(states: readonly DayState[], first: LocalDate): LocalDate {
  const at = states.findLastIndex((state) => state !== 'ahead')
  return addDays(first, Math.max(0, at))
}
