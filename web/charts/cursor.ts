import { type Signal, signal } from '@preact/signals'

/** Where the one cursor of a page stands, as a value of the charts' shared axis (a day's number, UTC ms, metres). */
export type SharedCursor = Signal<number | null>

/** One for all charts of a page, the map and the laps. */
export function createCursor(): SharedCursor {
  return signal<number | null>(null)
}

/** The nearest of some rising positions; -1 of none. */
export function nearest(positions: ArrayLike<number>, to: number): number {
  let [low, high] = [0, positions.length - 1]
  if (high < 0) return -1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((positions[middle] as number) <= to) low = middle
    else high = middle
  }
  return to - (positions[low] as number) <= (positions[high] as number) - to ? low : high
}

/** Where a key moves the cursor among positions; null = not a key for that. `leap`: a distance for Shift. */
export function cursorMove(
  key: { readonly key: string; readonly shiftKey: boolean },
  positions: ArrayLike<number>,
  from: number | null,
  leap: number,
): number | null {
  const last = positions.length - 1
  if (last < 0) return null
  if (key.key === 'Home') return positions[0] as number
  if (key.key === 'End') return positions[last] as number
  const way = key.key === 'ArrowLeft' ? -1 : key.key === 'ArrowRight' ? 1 : 0
  if (way === 0) return null
  // The first arrow enters at the newest sample.
  if (from === null) return positions[last] as number
  const at = nearest(positions, from)
  const next = key.shiftKey ? nearest(positions, (positions[at] as number) + way * leap) : at + way
  return positions[Math.min(last, Math.max(0, next === at && key.shiftKey ? at + way : next))] as number
}
