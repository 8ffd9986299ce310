/** A value a time, null where there is none. */
export type Values = ArrayLike<number | null>

/** Longer than this many sample distances without a sample is a gap (DESIGN section 5). */
export const gapFactor = 2.5

export interface Series {
  readonly times: readonly number[]
  readonly values: readonly (number | null)[]
}

/** Puts a null into every gap between samples, so that no line crosses it. `every`: the usual distance, as the times. */
export function breakGaps(times: ArrayLike<number>, values: Values, every: number): Series {
  const shown: { times: number[]; values: (number | null)[] } = { times: [], values: [] }
  for (let at = 0; at < times.length; at++) {
    const time = times[at] ?? 0
    const before = at === 0 ? time : (times[at - 1] ?? time)
    if (time - before > gapFactor * every) {
      shown.times.push((before + time) / 2)
      shown.values.push(null)
    }
    shown.times.push(time)
    shown.values.push(values[at] ?? null)
  }
  return shown
}

/** Stretches without a null, as first and last index. */
export function stretches(values: Values): { readonly first: number; readonly last: number }[] {
  const found: { first: number; last: number }[] = []
  let first = -1
  for (let at = 0; at <= values.length; at++) {
    const there = at < values.length && values[at] !== null && values[at] !== undefined
    if (there && first < 0) first = at
    if (!there && first >= 0) {
      found.push({ first, last: at - 1 })
      first = -1
    }
  }
  return found
}

/** Values that stand alone between gaps; a line would lose them, so they are drawn as dots. */
export function loneValues(values: Values): number[] {
  return stretches(values).flatMap(({ first, last }) => (first === last ? [first] : []))
}
