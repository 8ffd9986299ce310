import { stretches, type Values } from './gaps.ts'

/** Width of the field in which paths are drawn; it is stretched over the plot, lines keep their width. */
export const fieldWidth = 1000

const round = (value: number) => Math.round(value * 10) / 10

export interface Place {
  readonly x: (index: number) => number
  readonly y: (value: number) => number
}

/** Lines through values, a path a stretch without gaps: none crosses a null. Lone values are left to `dotsPath`. */
export function linePath(values: Values, { x, y }: Place): string {
  return stretches(values)
    .filter(({ first, last }) => last > first)
    .map(({ first, last }) => {
      const points: string[] = []
      for (let at = first; at <= last; at++) points.push(`${round(x(at))} ${round(y(values[at] as number))}`)
      return `M${points.join('L')}`
    })
    .join('')
}

/** Dots: lines without length whose round ends are drawn. */
export function dotsPath(values: Values, indices: Iterable<number>, { x, y }: Place): string {
  let path = ''
  for (const at of indices) {
    const value = values[at] ?? null
    if (value !== null) path += `M${round(x(at))} ${round(y(value))}h0`
  }
  return path
}

/** The surface between a line and a floor, or between two lines; a part a stretch in which both are there. */
export function areaPath(upper: Values, lower: Values | number, { x, y }: Place): string {
  const low = (at: number) => (typeof lower === 'number' ? lower : (lower[at] ?? null))
  const both = Array.from({ length: upper.length }, (_, at) => (low(at) === null ? null : (upper[at] ?? null)))
  return stretches(both)
    .map(({ first, last }) => {
      const [there, back]: [string[], string[]] = [[], []]
      for (let at = first; at <= last; at++) {
        there.push(`${round(x(at))} ${round(y(both[at] as number))}`)
        back.unshift(`${round(x(at))} ${round(y(low(at) as number))}`)
      }
      return `M${there.join('L')}L${back.join('L')}z`
    })
    .join('')
}
