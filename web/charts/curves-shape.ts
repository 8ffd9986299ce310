import { loneValues, stretches } from './gaps.ts'
import { type Scale, shareOf, valueScale } from './scale.ts'

/** Which column, and how it stands in its lane. */
export interface CurveInput {
  readonly values: readonly (number | null)[]
  /** Large at the bottom: minutes a kilometre, where fast is at the top. */
  readonly upsideDown?: boolean
  /** Ticks are at whole parts of this: 60 for seconds that are read as minutes. Default: 1. */
  readonly tickBy?: number
  /** Filled down to the floor. */
  readonly filled?: boolean
}

/** A lane's drawing in a box of `width` by `height`. */
export interface Curve {
  readonly line: string
  readonly area: string | null
  /** Single values between gaps. */
  readonly dots: readonly { readonly x: number; readonly y: number }[]
  /** Where nothing was measured, wide enough to be seen. */
  readonly blanks: readonly { readonly x: number; readonly width: number }[]
  readonly ticks: readonly { readonly value: number; readonly y: number }[]
  readonly decimals: number
}

/** Blanks narrower than this are breaks in the line only. */
const seenPx = 3

/**
 * A curve over `xs` (ascending, null where a row has no place on the axis) within `[from, to]`. No line crosses a null. Pure.
 */
export function curveOf(
  xs: readonly (number | null)[],
  input: CurveInput,
  { from, to, width, height }: { from: number; to: number; width: number; height: number },
): Curve {
  const seen: number[] = []
  for (let at = 0; at < xs.length; at++) {
    const x = xs[at]
    if (x !== null && x !== undefined && x >= from && x <= to) seen.push(at)
  }
  const values = seen.map((at) => input.values[at] ?? null)
  const by = input.tickBy ?? 1
  const scale = times(
    valueScale(
      trimmed(values).map((value) => value / by),
      { most: 4 },
    ),
    by,
  )
  const x = (at: number) => (((xs[seen[at]!] ?? from) - from) / (to - from || 1)) * width
  const y = (value: number) => heightOf(value, scale, height, input.upsideDown === true)
  const parts = stretches(values).filter(({ first, last }) => last > first)
  const pathOf = ({ first, last }: { first: number; last: number }) =>
    values
      .slice(first, last + 1)
      .map((value, at) => `${at === 0 ? 'M' : 'L'}${x(first + at).toFixed(1)} ${y(value ?? 0).toFixed(1)}`)
      .join('')
  const lines = parts.map(pathOf)
  return {
    line: lines.join(''),
    area:
      input.filled === true
        ? parts
            .map(
              (part, at) => `${lines[at]}L${x(part.last).toFixed(1)} ${height}L${x(part.first).toFixed(1)} ${height}Z`,
            )
            .join('')
        : null,
    dots: loneValues(values).map((at) => ({ x: x(at), y: y(values[at] ?? 0) })),
    blanks: blanksOf(values, x, width),
    ticks: scale.ticks.map((value) => ({ value, y: y(value) })),
    decimals: scale.decimals,
  }
}

function times(scale: Scale, by: number): Scale {
  return { ...scale, min: scale.min * by, max: scale.max * by, ticks: scale.ticks.map((tick) => tick * by) }
}

/** Without the two ends of a thousandth each: one wild sample would flatten all the others. It is drawn at the edge. */
function trimmed(values: readonly (number | null)[]): number[] {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b)
  const cut = Math.floor(known.length * 0.002)
  return known.slice(cut, known.length - cut)
}

function heightOf(value: number, scale: Scale, height: number, upsideDown: boolean): number {
  const share = Math.min(1, Math.max(0, shareOf(value, scale)))
  return (upsideDown ? share : 1 - share) * height
}

function blanksOf(values: readonly (number | null)[], x: (at: number) => number, width: number): Curve['blanks'] {
  const filled = stretches(values)
  const ends = [
    ...filled.map(({ first }, at) => [at === 0 ? 0 : x(filled[at - 1]!.last), x(first)] as const),
    [filled.length === 0 ? 0 : x(filled.at(-1)!.last), width] as const,
  ]
  return ends.map(([a, b]) => ({ x: a, width: b - a })).filter((blank) => blank.width >= seenPx)
}

/** The row nearest to a place on the axis; null where there is none. */
export function nearestRow(xs: readonly (number | null)[], wanted: number): number | null {
  let [best, found] = [Number.POSITIVE_INFINITY, -1]
  for (let at = 0; at < xs.length; at++) {
    const x = xs[at]
    if (x === null || x === undefined) continue
    const far = Math.abs(x - wanted)
    if (far < best) [best, found] = [far, at]
  }
  return found === -1 ? null : found
}
