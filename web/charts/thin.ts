import type { Series, Values } from './gaps.ts'

/**
 * Fewer samples for as many columns, so that peaks stay and gaps stay: of each column the first, the lowest, the highest
 * and the last sample, in their order, and a null where the column has one. Short series come back as they are.
 */
export function thin(times: ArrayLike<number>, values: Values, columns: number): Series {
  const length = times.length
  if (length <= 4 * columns) return { times: Array.from(times), values: Array.from(values) }
  const shown: { times: number[]; values: (number | null)[] } = { times: [], values: [] }
  const start = times[0] ?? 0
  const width = ((times[length - 1] ?? 0) - start) / columns || 1
  let from = 0
  for (let column = 0; column < columns && from < length; column++) {
    const end = column === columns - 1 ? Number.POSITIVE_INFINITY : start + (column + 1) * width
    let until = from
    while (until < length && (times[until] ?? 0) < end) until++
    for (const at of chosen(values, from, until)) {
      shown.times.push(times[at] ?? 0)
      shown.values.push(values[at] ?? null)
    }
    from = until
  }
  return shown
}

/** Indices to keep of those from `from` until `until`. */
function chosen(values: Values, from: number, until: number): number[] {
  if (until <= from) return []
  let [low, high, gap] = [-1, -1, -1]
  for (let at = from; at < until; at++) {
    const value = values[at] ?? null
    if (value === null) gap = at
    else {
      if (low < 0 || value < (values[low] as number)) low = at
      if (high < 0 || value > (values[high] as number)) high = at
    }
  }
  const kept = new Set([from, low, high, gap, until - 1].filter((at) => at >= 0))
  return [...kept].sort((a, b) => a - b)
}
