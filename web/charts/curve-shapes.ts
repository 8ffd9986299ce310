import { loneValues } from './gaps.ts'
import { areaPath, dotsPath, fieldWidth, linePath } from './paths.ts'
import { type Scale, shareOf } from './scale.ts'
import type { DayState } from './states.ts'

export interface CurveData {
  /** One a day; null where nothing is. */
  readonly values: readonly (number | null)[]
  /** One a day; left out: values are present, all else is ahead. */
  readonly states?: readonly DayState[]
  /** A mean that is drawn as the line; the values are then points. */
  readonly average?: readonly (number | null)[]
  readonly band?: { readonly low: readonly (number | null)[]; readonly high: readonly (number | null)[] }
  /** Another period, dashed. */
  readonly before?: readonly (number | null)[]
}

export interface CurveShapes {
  /** Lines through what is settled, or of the average. */
  readonly line: string
  /** To and between values that may change. */
  readonly provisional: string
  /** Of values that stand alone, and all where the average is the line. */
  readonly dots: string
  readonly openDots: string
  readonly band: string
  readonly before: string
  /** Days without a value and why, as shares of the width. */
  readonly reasons: readonly {
    readonly state: 'empty' | 'failed' | 'missing'
    readonly start: number
    readonly end: number
  }[]
}

/** Where a day stands: in the middle of its share of the width. */
export function dayShare(index: number, days: number): number {
  return (index + 0.5) / days
}

/** What is drawn of values a day: each state has its own silhouette, and no path crosses a null. */
export function curveShapes(data: CurveData, scale: Scale, heightPx: number): CurveShapes {
  const { values, average, band, before = [] } = data
  const days = values.length
  const states = data.states ?? values.map((value): DayState => (value === null ? 'ahead' : 'present'))
  const place = {
    x: (index: number) => dayShare(index, days) * fieldWidth,
    y: (value: number) => (1 - shareOf(value, scale)) * heightPx,
  }
  const open = values.map((value, at) => (states[at] === 'provisional' ? value : null))
  const settled = values.map((value, at) => (states[at] === 'provisional' ? null : value))
  // The dashed line begins at the last settled value before it.
  const towards = values.map((value, at) =>
    states[at] === 'provisional' || states[at + 1] === 'provisional' ? value : null,
  )
  const shown = average ?? settled
  const lone = average === undefined ? loneValues(settled) : settled.map((_, at) => at)
  return {
    line: linePath(shown, place),
    provisional: average === undefined ? linePath(towards, place) : '',
    dots: dotsPath(settled, lone, place),
    openDots: dotsPath(open, open.keys(), place),
    band: band === undefined ? '' : areaPath(band.high, band.low, place),
    before: linePath(before, place),
    reasons: reasonsOf(states, values),
  }
}

function reasonsOf(states: readonly DayState[], values: readonly (number | null)[]): CurveShapes['reasons'] {
  const found: { state: 'empty' | 'failed' | 'missing'; start: number; end: number }[] = []
  for (const [at, state] of states.entries()) {
    if (state !== 'empty' && state !== 'failed' && state !== 'missing') continue
    // A day that failed today may still have its value of before.
    if (values[at] !== null && values[at] !== undefined) continue
    const [start, end] = [at / states.length, (at + 1) / states.length]
    const last = found.at(-1)
    if (last?.state === state && last.end === start) last.end = end
    else found.push({ state, start, end })
  }
  return found
}
