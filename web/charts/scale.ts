/** A range of values and the ticks in it. */
export interface Scale {
  readonly min: number
  readonly max: number
  readonly ticks: readonly number[]
  /** Decimals that the ticks need. */
  readonly decimals: number
}

export interface ScaleOptions {
  /** Amounts start at zero, rates do not. Default: false. */
  readonly zero?: boolean
  /** Of ticks. Default: 5. */
  readonly most?: number
}

/** Steps of 1, 2 and 5 times powers of ten, from about `least` upward. */
function* steps(least: number): Generator<number> {
  for (let power = Math.floor(Math.log10(least)); ; power++) for (const factor of [1, 2, 5]) yield factor * 10 ** power
}

/** A scale for values, 3 to 5 ticks at steps of 1, 2 or 5; of nothing: 0 to 1 without ticks. Null and NaN are left out. */
export function valueScale(values: Iterable<number | null | undefined>, options: ScaleOptions = {}): Scale {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values)
    if (value !== null && value !== undefined && Number.isFinite(value))
      [low, high] = [Math.min(low, value), Math.max(high, value)]
  if (low > high) return { min: 0, max: 1, ticks: [], decimals: 0 }
  if (options.zero) [low, high] = [Math.min(0, low), Math.max(0, high)]
  // Less than that cannot be told apart by any tick, nor by the numbers themselves.
  const largest = Math.max(Math.abs(low), Math.abs(high))
  if (high - low < Math.max(1e-9, largest * 1e-9)) {
    const room = largest < 1e-6 ? 1 : largest * 0.05
    ;[low, high] = [options.zero ? Math.min(0, low) : low - room, high + room]
  }
  const most = options.most ?? 5
  for (const step of steps((high - low) / most)) {
    const [first, last] = [Math.floor(low / step + 1e-9), Math.ceil(high / step - 1e-9)]
    // Three at least, so that one can tell what the distance between two lines is.
    if (last - first < most) return scaleOf(first, Math.max(last, first + 2), step)
  }
  throw new RangeError('no step is large enough')
}

function scaleOf(first: number, last: number, step: number): Scale {
  const decimals = Math.min(12, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)))
  const ticks = Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toFixed(decimals)))
  return { min: ticks[0] ?? 0, max: ticks.at(-1) ?? 1, ticks, decimals }
}

/** Where a value stands, 0 at the lower end to 1 at the upper one. */
export function shareOf(value: number, { min, max }: { readonly min: number; readonly max: number }): number {
  return max === min ? 0.5 : (value - min) / (max - min)
}
