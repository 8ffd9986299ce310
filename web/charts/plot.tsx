import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { Tip, type TipRow } from '../components/tip.tsx'
import { cursorMove, nearest, type SharedCursor } from './cursor.ts'
import { type Scale, shareOf } from './scale.ts'
import './plot.css'

export interface AxisTick {
  /** Share of the width, 0 to 1. */
  readonly at: number
  readonly label: string
}

/** What the cursor does in a chart. Positions are values of the axis that all charts of the page share. */
export interface PlotCursor {
  readonly shared: SharedCursor
  /** Both ends of the axis. */
  readonly from: number
  readonly to: number
  /** Where samples are, rising; the cursor snaps to them. */
  readonly positions: ArrayLike<number>
  /** How far Shift leaps: an hour, a week, a lap. */
  readonly leap: number
  /** What is read out: `17:26, heart rate 146`. */
  readonly say: (index: number) => string
  /** What the tip shows; left out: values stand elsewhere (gutter, read-out row). */
  readonly tip?: (index: number) => {
    readonly title: string
    readonly rows: readonly TipRow[]
    readonly reason?: string | null
  }
  /** Enter or a click. */
  readonly onOpen?: (position: number) => void
  /** Dragged with a mouse, or keys + and −; null = all (double click, 0). */
  readonly onZoom?: (span: { readonly from: number; readonly to: number } | null) => void
  /** On the axis beside the line: `17:26`. */
  readonly pill?: (position: number) => string
}

export interface PlotProps {
  /** A sentence made from the data. */
  readonly label: string
  /** Of the drawing, px. */
  readonly height: number
  readonly scale: Scale | null
  readonly writeTick?: (value: number) => string
  readonly ticks: readonly AxisTick[]
  /** Lines down at the ticks too, where lanes share time. */
  readonly grid?: boolean
  /** Without room for value labels: lanes and sparklines bring their own. */
  readonly bare?: boolean
  /** `top`, `bottom` or not at all. Default: bottom. */
  readonly axis?: 'top' | 'bottom' | 'none'
  readonly cursor?: PlotCursor
  /** SVG with shares of the width in percent and heights in px, or a canvas that fills its box. */
  readonly children: ComponentChildren
}

/** Frame of a chart: value ticks left, time below, one cursor; what is drawn in it is the caller's. */
export function Plot(props: PlotProps) {
  const { label, height, scale, writeTick = String, ticks, grid = false, bare = false, axis = 'bottom', cursor } = props
  const lines = scale?.ticks.map((tick) => ({ tick, y: (1 - shareOf(tick, scale)) * height })) ?? []
  const labels = axis === 'none' ? null : <Ticks ticks={ticks} />
  return (
    <div class={bare ? 'plot plot-bare' : 'plot'} data-axis={axis}>
      {bare ? null : (
        <div class="plot-values" style={{ height: `${height}px` }} aria-hidden="true">
          {lines.map(({ tick, y }) => (
            <span key={tick} style={{ top: `${y}px` }}>
              {writeTick(tick)}
            </span>
          ))}
        </div>
      )}
      {axis === 'top' ? labels : null}
      <CursorLayer label={label} cursor={cursor} height={height}>
        <svg class="plot-grid" aria-hidden="true" focusable="false">
          {lines.map(({ tick, y }) => (
            <line key={tick} x1="0" x2="100%" y1={y} y2={y} />
          ))}
          {grid
            ? ticks.map(({ at, label: word }) => (
                <line key={`${at}${word}`} x1={`${at * 100}%`} x2={`${at * 100}%`} y1="0" y2="100%" />
              ))
            : null}
        </svg>
        {props.children}
      </CursorLayer>
      {axis === 'bottom' ? labels : null}
    </div>
  )
}

/** Labels of an axis, at their shares of the width. */
export function Ticks({ ticks }: { ticks: readonly AxisTick[] }) {
  return (
    <div class="plot-ticks" aria-hidden="true">
      {ticks.map(({ at, label }) => (
        <span
          key={`${at}${label}`}
          style={{ left: `${at * 100}%` }}
          data-end={at > 0.97 ? 'last' : at < 0.03 ? 'first' : undefined}
        >
          {label}
        </span>
      ))}
    </div>
  )
}

interface LayerProps {
  readonly label: string
  readonly height: number
  readonly cursor?: PlotCursor
  readonly children: ComponentChildren
}

/** The surface on which pointer and keys move the shared cursor. One tab stop. */
function CursorLayer({ label, height, cursor, children }: LayerProps) {
  const box = useRef<HTMLDivElement>(null)
  const [own, setOwn] = useState(false)
  const [brush, setBrush] = useState<{ start: number; end: number } | null>(null)
  const size = { height: `${height}px` }
  if (cursor === undefined)
    return (
      <div class="plot-area" style={size} role="img" aria-label={label}>
        {children}
      </div>
    )
  const { shared, from, to, positions, leap, onOpen, onZoom } = cursor
  const position = shared.value
  const at = position === null ? -1 : nearest(positions, position)
  const shareAt = (value: number) => shareOf(value, { min: from, max: to })
  const positionAt = (event: MouseEvent) => {
    const { left, width } = box.current?.getBoundingClientRect() ?? { left: 0, width: 1 }
    return from + Math.min(1, Math.max(0, (event.clientX - left) / Math.max(1, width))) * (to - from)
  }
  const snap = (value: number) => {
    const index = nearest(positions, value)
    return index < 0 ? value : (positions[index] as number)
  }
  const zoomKeys = (key: string) => {
    if (onZoom === undefined || !['+', '-', '−', '0'].includes(key)) return false
    if (key === '0') onZoom(null)
    else {
      const middle = position ?? (from + to) / 2
      const half = ((to - from) / 2) * (key === '+' ? 0.5 : 2)
      onZoom({ from: middle - half, to: middle + half })
    }
    return true
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === 'Escape') shared.value = null
    else if (event.key === 'Enter' && position !== null) onOpen?.(position)
    else if (!zoomKeys(event.key)) {
      const moved = cursorMove(event, positions, position, leap)
      if (moved === null) return
      shared.value = moved
    }
    event.preventDefault()
  }
  const shown = position !== null && position >= from && position <= to
  const tip = own && at >= 0 && cursor.tip !== undefined ? cursor.tip(at) : null
  const width = box.current?.clientWidth ?? 0
  return (
    <div
      ref={box}
      class="plot-area"
      style={size}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={Math.max(0, positions.length - 1)}
      aria-valuenow={Math.max(0, at)}
      aria-valuetext={at < 0 ? label : cursor.say(at)}
      data-opens={onOpen !== undefined}
      onKeyDown={onKeyDown}
      onFocus={() => setOwn(true)}
      onBlur={() => setOwn(false)}
      onPointerMove={(event) => {
        setOwn(true)
        shared.value = snap(positionAt(event))
        if (brush !== null) setBrush({ ...brush, end: positionAt(event) })
      }}
      onPointerLeave={() => {
        setOwn(box.current === document.activeElement)
        shared.value = null
      }}
      onPointerDown={(event) => {
        if (onZoom === undefined || event.pointerType !== 'mouse' || event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        setBrush({ start: positionAt(event), end: positionAt(event) })
      }}
      onPointerUp={(event) => {
        const wide = brush !== null && Math.abs(shareAt(brush.end) - shareAt(brush.start)) > 0.01
        if (brush !== null && wide)
          onZoom?.({ from: Math.min(brush.start, brush.end), to: Math.max(brush.start, brush.end) })
        else if (event.pointerType === 'mouse') onOpen?.(snap(positionAt(event)))
        setBrush(null)
      }}
      onDblClick={() => onZoom?.(null)}
    >
      {children}
      {brush === null ? null : (
        <span
          class="plot-brush"
          style={{
            left: `${Math.min(shareAt(brush.start), shareAt(brush.end)) * 100}%`,
            width: `${Math.abs(shareAt(brush.end) - shareAt(brush.start)) * 100}%`,
          }}
        />
      )}
      {shown ? (
        <span class="plot-cursor" style={{ left: `${shareAt(position) * 100}%` }}>
          {cursor.pill === undefined ? null : <span class="plot-pill figures">{cursor.pill(position)}</span>}
        </span>
      ) : null}
      {tip === null || position === null ? null : <Tip {...tip} at={{ x: shareAt(position) * width, y: 8, width }} />}
    </div>
  )
}
