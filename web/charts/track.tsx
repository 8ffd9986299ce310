import type { Signal } from '@preact/signals'
import type { Format } from '../format/format.ts'
import { useFormat } from '../format/use-format.ts'
import { en } from '../words/en.ts'
import { runsOf, type TrackShape, trackShape } from './track-shape.ts'
import './track.css'

export interface TrackProps {
  readonly track: Parameters<typeof trackShape>[0]
  /** Metres since the start at each place; null where the file says none. */
  readonly distances: readonly (number | null)[] | null
  /** 1 to 5, null = no reading. */
  readonly zones: readonly (number | null)[]
  /** The place under the cursor of all charts. */
  readonly cursor: Signal<number | null>
  /** Indexes that fill the map; null = all. */
  readonly range: readonly [number, number] | null
  /** A lap that is lit. */
  readonly lit: readonly [number, number] | null
  readonly label: string
}

interface Box {
  readonly width: number
  readonly height: number
  readonly margin: number
}
const boxes = { wide: { width: 720, height: 380, margin: 36 }, phone: { width: 362, height: 330, margin: 30 } }

/** As many units as pixels on a phone, so that its words can be read. */
function boxNow(): Box {
  return window.matchMedia('(max-width: 39.99em)').matches ? boxes.phone : boxes.wide
}

/** A way without a map beneath: halo, zones by colour and width, kilometres, a start and the cursor. */
export function Track(props: TrackProps) {
  const format = useFormat()
  const { track, zones, range, lit } = props
  const [from, to] = range ?? [0, track.lat.length - 1]
  const box = boxNow()
  const shape = trackShape(track, box, from, to)
  if (shape === null) return null
  const runs = runsOf(shape.points, (at) => zones[at] ?? 0)
  const path = (first: number, last: number) =>
    `M${shape.points
      .slice(first, last + 1)
      .flatMap((point) => (point === null ? [] : [`${point.x.toFixed(1)} ${point.y.toFixed(1)}`]))
      .join('L')}`
  return (
    <svg
      class="track"
      viewBox={`0 0 ${box.width} ${box.height}`}
      role="img"
      aria-label={props.label}
      onPointerMove={(event) => {
        const at = nearest(shape, box, event)
        if (at !== null) props.cursor.value = at
      }}
    >
      <Grid shape={shape} box={box} />
      {runs.map(({ from: a, to: b }) => (
        <path key={`h${a}`} class="track-halo" d={path(a, b)} />
      ))}
      {runs.map(({ from: a, to: b, kind }) => (
        <path key={a} class="track-line" data-zone={kind} d={path(a, b)} />
      ))}
      {lit === null ? null : <path class="track-lit" d={path(lit[0], lit[1])} />}
      <Marks {...props} shape={shape} box={box} format={format} />
      <Ring cursor={props.cursor} shape={shape} />
    </svg>
  )
}

function Grid({ shape, box: { width, height } }: { shape: TrackShape; box: Box }) {
  return (
    <g class="track-grid">
      {shape.grid.map(({ kind, at, degrees }) =>
        kind === 'lat' ? (
          <g key={`lat${degrees}`}>
            <line x1="0" x2={width} y1={at} y2={at} />
            <text x="6" y={at - 4}>
              {degrees}°
            </text>
          </g>
        ) : (
          <line key={`lon${degrees}`} x1={at} x2={at} y1="0" y2={height} />
        ),
      )}
    </g>
  )
}

function Marks({ shape, box, distances, format }: TrackProps & { shape: TrackShape; box: Box; format: Format }) {
  const { width, height } = box
  const known = shape.points.flatMap((point, at) => (point === null ? [] : [at]))
  const [first, last] = [shape.points[known[0] ?? 0], shape.points[known.at(-1) ?? 0]]
  const isRound = !!first && !!last && Math.hypot(first.x - last.x, first.y - last.y) < 14
  const { value, unit } = format.distance(shape.bar.metres)
  const isShort = shape.bar.metres < 1000 && unit === 'km'
  return (
    <g>
      {kilometres(distances).map(({ at, km }) => {
        const point = shape.points[at]
        return point ? (
          <g key={km} class="track-km" transform={`translate(${point.x.toFixed(1)} ${point.y.toFixed(1)})`}>
            <circle r="8" />
            <text y="3.5">{km}</text>
          </g>
        ) : null
      })}
      {first ? <rect class="track-start" x={first.x - 5} y={first.y - 5} width="10" height="10" /> : null}
      {first ? (
        <text class="track-word" x={first.x} y={first.y + 22}>
          {isRound ? en.activity.startEnd : en.activity.start}
        </text>
      ) : null}
      {last && !isRound ? <circle class="track-end" cx={last.x} cy={last.y} r="5" /> : null}
      <text class="track-note" x="12" y={height - 12}>
        {en.activity.noTiles}
      </text>
      <path class="track-bar" d={`M${width - 16 - shape.bar.length} ${height - 18}v6h${shape.bar.length}v-6`} />
      <text class="track-note" text-anchor="end" x={width - 16} y={height - 24}>
        {isShort
          ? format.withUnit(format.number(shape.bar.metres), 'm')
          : format.withUnit(value.replace(/[.,]0+$/, ''), unit)}
      </text>
    </g>
  )
}

/** Where whole kilometres are, at most a dozen of them. */
function kilometres(distances: readonly (number | null)[] | null): { at: number; km: number }[] {
  if (distances === null) return []
  const whole = distances.findLast((value) => value !== null) ?? 0
  const every = [1, 2, 5, 10, 20, 50, 100].find((step) => whole / 1000 / step <= 9) ?? 200
  const marks: { at: number; km: number }[] = []
  let next = every
  for (const [at, metres] of distances.entries())
    if (metres !== null && metres >= next * 1000) {
      marks.push({ at, km: next })
      next = Math.floor(metres / 1000 / every) * every + every
    }
  return marks
}

function Ring({ cursor, shape }: { cursor: Signal<number | null>; shape: TrackShape }) {
  const point = cursor.value === null ? null : shape.points[cursor.value]
  return point ? <circle class="track-ring" cx={point.x} cy={point.y} r="6" /> : null
}

function nearest(
  shape: TrackShape,
  { width, height }: Box,
  event: PointerEvent & { readonly currentTarget: SVGSVGElement },
): number | null {
  const box = event.currentTarget.getBoundingClientRect()
  const x = ((event.clientX - box.left) / box.width) * width
  const y = ((event.clientY - box.top) / box.height) * height
  let [best, found] = [30 ** 2, -1]
  for (const [at, point] of shape.points.entries()) {
    if (point === null) continue
    const far = (point.x - x) ** 2 + (point.y - y) ** 2
    if (far < best) [best, found] = [far, at]
  }
  return found === -1 ? null : found
}
