import { useId, useRef } from 'preact/hooks'
import { addDays, daysBetween, type LocalDate } from '../../src/domain/index.ts'
import { Hatch } from './hatch.tsx'
import { type DayState, type StateRun, type StripShape, stripShapes } from './states.ts'
import './states.css'

/** Height of the bars, px; the wedge of a failure stands above. */
const tall = 16

export interface StripProps {
  readonly runs: readonly StateRun[]
  /** The range that is asked for is the range that is drawn, also where its ends are blank. */
  readonly from: LocalDate
  readonly to: LocalDate
  /** The whole in a sentence. */
  readonly label: string
  readonly selected?: { readonly from: LocalDate; readonly to: LocalDate } | null
  /** The day under the pointer, and its place in px; null when it left. */
  readonly onPoint?: (day: LocalDate | null, xPx: number) => void
  /** Days that were clicked (one) or dragged over. */
  readonly onSelect?: (from: LocalDate, to: LocalDate) => void
}

/** A row of days, each state with its own silhouette. */
export function Strip({ runs, from, to, label, selected = null, onPoint, onSelect }: StripProps) {
  const id = useId()
  const began = useRef<LocalDate | null>(null)
  const shapes = stripShapes(runs, from, to)
  const length = daysBetween(from, to) + 1
  const dayAt = (event: PointerEvent & { readonly currentTarget: Element }) => {
    const box = event.currentTarget.getBoundingClientRect()
    const share = (event.clientX - box.left) / Math.max(1, box.width)
    const at = Math.min(length - 1, Math.max(0, Math.floor(share * length)))
    return { day: addDays(from, at), x: event.clientX - box.left }
  }
  const chosen = selected === null ? null : spanOf(selected, from, length)
  return (
    <svg
      class="strip"
      role="img"
      aria-label={label}
      height={tall}
      data-selects={onSelect !== undefined}
      onPointerMove={(event) => {
        const { day, x } = dayAt(event)
        onPoint?.(day, x)
      }}
      onPointerLeave={() => onPoint?.(null, 0)}
      onPointerDown={(event) => {
        if (onSelect === undefined) return
        began.current = dayAt(event).day
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerUp={(event) => {
        const start = began.current
        began.current = null
        if (start === null) return
        const { day } = dayAt(event)
        onSelect?.(start < day ? start : day, start < day ? day : start)
      }}
    >
      <Hatch id={id} />
      <line class="strip-axis" x1="0" x2="100%" y1={tall - 0.5} y2={tall - 0.5} />
      {shapes.map((shape) => (
        <Shape key={shape.from} shape={shape} hatch={id} />
      ))}
      {chosen === null ? null : (
        <rect
          class="strip-selected"
          x={percent(chosen.start)}
          width={percent(chosen.end - chosen.start)}
          y="-2"
          height={tall + 4}
          rx="2"
        />
      )}
    </svg>
  )
}

function Shape({ shape: { state, start, end }, hatch }: { shape: StripShape; hatch: string }) {
  const [x, width] = [percent(start), percent(end - start)]
  // A day in years is less than a pixel; what troubles is never that thin.
  const least = { width: `max(${width}, 2px)` }
  if (state === 'present') return <rect class="is-present" x={x} width={width} y="0" height={tall} />
  if (state === 'empty') return <rect class="is-empty" x={x} width={width} y={tall - 2} height="2" />
  if (state === 'provisional')
    return (
      <g class="is-provisional">
        <rect class="outlined" x={x} style={least} y="0.5" height={tall - 1} />
        <rect x={x} style={least} y={tall / 2} height={tall / 2} />
      </g>
    )
  if (state === 'failed')
    return (
      <g class="is-failed">
        <rect x={x} style={least} y="0" height={tall / 2} />
        <svg x={percent((start + end) / 2)} y="0" overflow="visible" aria-hidden="true">
          <path d="M-3.5 -4h7L0 0.5z" />
        </svg>
      </g>
    )
  if (state === 'missing')
    return (
      <g class="is-missing">
        <rect x={x} style={least} y="0" height={tall} fill={`url(#${hatch})`} />
        <rect class="outlined" x={x} style={least} y="0.5" height={tall - 1} />
      </g>
    )
  return null
}

function spanOf(span: { from: LocalDate; to: LocalDate }, from: LocalDate, length: number) {
  const clamp = (value: number) => Math.min(1, Math.max(0, value))
  return { start: clamp(daysBetween(from, span.from) / length), end: clamp((daysBetween(from, span.to) + 1) / length) }
}

function percent(share: number): string {
  return `${Math.round(share * 1e5) / 1e3}%`
}

/** The strip's form of one state, for legends. */
export function StripSample({ state }: { state: DayState }) {
  const id = useId()
  return (
    <svg class="strip strip-sample" width="24" height={tall} aria-hidden="true" focusable="false">
      <Hatch id={id} />
      <Shape hatch={id} shape={{ state, start: 0, end: 1, from: sampleDay, to: sampleDay }} />
    </svg>
  )
}
const sampleDay = '2026-01-01' as LocalDate
