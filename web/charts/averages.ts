import type { Values } from './gaps.ts'

/**
 * The mean of each day and the days before it, `window` in all; null unless at least half of the window is there.
 * `before`: how many values stand before the first that is shown; they count and get no mean of their own.
 */
export function rollingMean(values: Values, window: number, before = 0): (number | null)[] {
  const means: (number | null)[] = []
  let [sum, count] = [0, 0]
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? null
    if (value !== null) [sum, count] = [sum + value, count + 1]
    const gone = values[at - window] ?? null
    if (at >= window && gone !== null) [sum, count] = [sum - gone, count - 1]
    if (at >= before) means.push(count >= window / 2 ? sum / count : null)
  }
  return means
}

/** The mean of what is there; null of nothing. */
export function meanOf(values: Values): number | null {
  let [sum, count] = [0, 0]
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? null
    if (value !== null) [sum, count] = [sum + value, count + 1]
  }
  return count === 0 ? null : sum / count
}

/** How a period is drawn: its points or not, and over how much the line is taken. */
export interface Smoothing {
  readonly every: 'day' | 'week' | 'month'
  /** Days of the rolling mean; null = the values themselves are the line. */
  readonly window: number | null
  readonly points: boolean
  /** 20th to 80th percentile of each week or month. */
  readonly band: boolean
}

/** DESIGN section 6, averages: by the days of the period. */
export function smoothingOf(days: number): Smoothing {
  if (days <= 45) return { every: 'day', window: null, points: false, band: false }
  if (days <= 120) return { every: 'day', window: 7, points: true, band: false }
  if (days <= 2 * 366) return { every: 'day', window: 14, points: true, band: false }
  if (days <= 6 * 366) return { every: 'week', window: null, points: false, band: true }
  return { every: 'month', window: null, points: false, band: true }
}
