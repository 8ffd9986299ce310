/** Up to this many rows are all drawn. */
export const drawnAll = 200
const beside = 30

/** First and last (not included) of rows to draw, when `above` pixels of them lie over the window. Pure. */
export function visibleOf(list: { count: number; rowPx: number; above: number; height: number }): [number, number] {
  const { count, rowPx, above, height } = list
  if (count <= drawnAll) return [0, count]
  const first = Math.min(count - 1, Math.max(0, Math.floor(above / rowPx)))
  return [Math.max(0, first - beside), Math.min(count, first + Math.ceil(height / rowPx) + beside)]
}
