import type { Signal } from '@preact/signals'
import { useId, useRef } from 'preact/hooks'
import { nothing } from '../format/number.ts'
import { curveOf, nearestRow } from './curves-shape.ts'
import { Hatch } from './hatch.tsx'
import { valueScale } from './scale.ts'
import './curves.css'
import './states.css'

export interface Lane {
  readonly key: string
  readonly name: string
  readonly unit: string
  readonly hue: string
  readonly values: readonly (number | null)[]
  readonly upsideDown?: boolean
  readonly tickBy?: number
  readonly filled?: boolean
  /** How a value of it is written. */
  readonly write: (value: number) => string
}

export interface CurvesProps {
  readonly lanes: readonly Lane[]
  /** Place of each row on the axis. */
  readonly xs: readonly (number | null)[]
  readonly writeX: (x: number) => string
  /** What the cursor's pill says of a row. */
  readonly place: (row: number) => string
  readonly cursor: Signal<number | null>
  /** The part that is shown; null = all. */
  readonly range: readonly [number, number] | null
  readonly onRange: (range: readonly [number, number] | null) => void
  readonly lit: readonly [number, number] | null
  /** A sentence made of the data, for who does not see it. */
  readonly label: string
  /** What Shift and an arrow step by, as rows. */
  readonly stride: (row: number, way: 1 | -1) => number
}

const width = 600
const laneHeight = 72
const gap = 20
const top = 28
const left = 112
const right = 52

/** Curves over one axis with one cursor. Arrows move it, dragging zooms, a double click shows all. */
export function Curves(props: CurvesProps) {
  const { lanes, xs, cursor, range, lit } = props
  const id = useId()
  const began = useRef<number | null>(null)
  const known = xs.filter((x) => x !== null)
  const [from, to] = range ?? [known[0] ?? 0, known.at(-1) ?? 1]
  const total = top + lanes.length * (laneHeight + gap)
  const xOf = (x: number) => left + ((x - from) / (to - from || 1)) * width
  const placeAt = (event: PointerEvent & { readonly currentTarget: Element }) => {
    const box = event.currentTarget.getBoundingClientRect()
    const x = ((event.clientX - box.left) / box.width) * (left + width + right) - left
    return from + (Math.min(width, Math.max(0, x)) / width) * (to - from)
  }
  const step = (way: 1 | -1, far: boolean) => {
    const now = cursor.value ?? nearestRow(xs, from) ?? 0
    const next = far ? props.stride(now, way) : now + way
    cursor.value = Math.min(xs.length - 1, Math.max(0, next))
  }
  const zoom = (by: number) => {
    const row = cursor.value
    const middle = (row === null ? null : xs[row]) ?? (from + to) / 2
    const half = ((to - from) * by) / 2
    if (by > 1 && half * 2 >= (known.at(-1) ?? 1) - (known[0] ?? 0)) props.onRange(null)
    else props.onRange([Math.max(known[0] ?? 0, middle - half), Math.min(known.at(-1) ?? 1, middle + half)])
  }
  const keys: Record<string, (far: boolean) => void> = {
    ArrowLeft: (far) => step(-1, far),
    ArrowRight: (far) => step(1, far),
    '+': () => zoom(0.5),
    '-': () => zoom(2),
    '0': () => props.onRange(null),
    Escape: () => props.onRange(null),
  }
  const ticks = valueScale([from, to], { most: 7 }).ticks.filter((tick) => tick >= from && tick <= to)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in
    <div
      role="group"
      class="curves"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a chart is one tab stop, and arrows move within it
      tabIndex={0}
      aria-label={props.label}
      onKeyDown={(event) => {
        const run = keys[event.key]
        if (run === undefined) return
        event.preventDefault()
        event.stopPropagation()
        run(event.shiftKey)
      }}
    >
      <svg
        viewBox={`0 0 ${left + width + right} ${total}`}
        aria-hidden="true"
        onPointerMove={(event) => {
          cursor.value = nearestRow(xs, placeAt(event))
        }}
        onPointerDown={(event) => {
          if (event.pointerType === 'mouse' && event.button === 0) began.current = placeAt(event)
        }}
        onPointerUp={(event) => {
          const start = began.current
          began.current = null
          const end = placeAt(event)
          if (start !== null && Math.abs(end - start) > (to - from) * 0.02)
            props.onRange(start < end ? [start, end] : [end, start])
        }}
        onDblClick={() => props.onRange(null)}
      >
        <Hatch id={id} />
        {ticks.map((tick) => (
          <g key={tick} class="curves-grid">
            <line x1={xOf(tick)} x2={xOf(tick)} y1={top} y2={total - gap} />
            <text x={xOf(tick)} y={top - 12} text-anchor="middle">
              {props.writeX(tick)}
            </text>
          </g>
        ))}
        {lit === null ? null : (
          <rect
            class="curves-lit"
            x={xOf(lit[0])}
            width={Math.max(1, xOf(lit[1]) - xOf(lit[0]))}
            y={top}
            height={total - top - gap}
          />
        )}
        {lanes.map((lane, at) => (
          <LaneView key={lane.key} lane={lane} y={top + at * (laneHeight + gap)} hatch={id} {...{ xs, from, to }} />
        ))}
        <Cursor {...props} xOf={xOf} from={from} to={to} total={total} />
      </svg>
      <p class="unseen" aria-live="polite">
        <CursorWords {...props} />
      </p>
    </div>
  )
}

function LaneView(props: {
  lane: Lane
  y: number
  hatch: string
  xs: readonly (number | null)[]
  from: number
  to: number
}) {
  const { lane, y, hatch, xs, from, to } = props
  const curve = curveOf(xs, lane, { from, to, width, height: laneHeight })
  return (
    <g data-hue={lane.hue} transform={`translate(0 ${y})`}>
      <text class="curves-name" x="0" y="10">
        {lane.name}
      </text>
      <text class="curves-unit" x="0" y="24">
        {lane.unit}
      </text>
      <g transform={`translate(${left} 0)`}>
        {curve.ticks.map(({ value, y: at }) => (
          <g key={value} class="curves-grid">
            <line x1="0" x2={width} y1={at} y2={at} />
            <text x="-6" y={at + 4} text-anchor="end">
              {lane.write(value)}
            </text>
          </g>
        ))}
        {curve.blanks.map((blank) => (
          <rect
            key={blank.x}
            class="curves-blank"
            fill={`url(#${hatch})`}
            x={blank.x}
            width={blank.width}
            height={laneHeight}
          />
        ))}
        {curve.area === null ? null : <path class="curves-area" d={curve.area} />}
        <path class="curves-line" d={curve.line} />
        {curve.dots.map((dot) => (
          <circle key={dot.x} class="curves-dot" cx={dot.x} cy={dot.y} r="1.6" />
        ))}
      </g>
    </g>
  )
}

function Cursor(props: CurvesProps & { xOf: (x: number) => number; from: number; to: number; total: number }) {
  const { lanes, xs, cursor, xOf, from, to, total } = props
  const row = cursor.value
  const x = row === null ? null : (xs[row] ?? null)
  if (row === null || x === null || x < from || x > to) return null
  const pill = props.place(row)
  const half = Math.max(30, pill.length * 3.4 + 8)
  const middle = Math.min(left + width + right - half, Math.max(half, xOf(x)))
  return (
    <g class="curves-cursor">
      <line x1={xOf(x)} x2={xOf(x)} y1={top - 6} y2={total - gap} />
      <rect x={middle - half} y="0" width={half * 2} height="19" rx="5" />
      <text x={middle} y="13.5" text-anchor="middle">
        {pill}
      </text>
      {lanes.map((lane, at) => {
        const value = lane.values[row]
        return (
          <text key={lane.key} class="curves-value" x={left + width + 8} y={top + at * (laneHeight + gap) + 12}>
            {value === null || value === undefined ? nothing : lane.write(value)}
          </text>
        )
      })}
    </g>
  )
}

function CursorWords({ lanes, cursor, place }: CurvesProps) {
  const row = cursor.value
  if (row === null) return null
  const values = lanes.map((lane) => {
    const value = lane.values[row]
    return `${lane.name} ${value === null || value === undefined ? nothing : lane.write(value)}`
  })
  return <>{[place(row), ...values].join(', ')}</>
}
