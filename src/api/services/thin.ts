/** How one channel is thinned: `ends` for what only means something where it was (places, times). */
export type ThinBy = 'extremes' | 'ends'

/**
 * Where each bucket of an ascending axis begins, and one more for the end: at most `buckets` of them, equally long on
 * the axis, none empty. Rows without a place on the axis belong to the bucket before.
 */
export function bucketStarts(axis: Float64Array, buckets: number): Uint32Array {
  const first = axis.find((value) => !Number.isNaN(value)) ?? 0
  const last = axis.findLast((value) => !Number.isNaN(value)) ?? first
  const width = (last - first) / buckets
  if (!(width > 0)) return Uint32Array.of(0, axis.length)
  const starts = [0]
  let end = first + width
  for (let row = 1; row < axis.length; row++) {
    // What jumps back (a clock that was set) stays in the bucket under way.
    if (!(axis[row]! >= end) || starts.length >= buckets) continue
    starts.push(row)
    while (end <= axis[row]!) end += width
  }
  return Uint32Array.from([...starts, axis.length])
}

/**
 * Two values for each bucket. By extremes, the lowest and the highest in the order in which they came, so that no peak is
 * ever lost; by ends, the first and the last that are there. NaN where a bucket has none.
 */
export function thin(values: Float64Array, starts: Uint32Array, by: ThinBy): Float64Array {
  const thinned = new Float64Array((starts.length - 1) * 2)
  for (let bucket = 0; bucket + 1 < starts.length; bucket++) {
    let [low, high] = [-1, -1]
    for (let row = starts[bucket]!; row < starts[bucket + 1]!; row++) {
      const value = values[row]!
      if (Number.isNaN(value)) continue
      if (low === -1 || (by === 'extremes' && value < values[low]!)) low = row
      if (high === -1 || by === 'ends' || value > values[high]!) high = row
    }
    const [one, other] = low < high ? [low, high] : [high, low]
    thinned[bucket * 2] = one === -1 ? Number.NaN : values[one]!
    thinned[bucket * 2 + 1] = other === -1 ? Number.NaN : values[other]!
  }
  return thinned
}
