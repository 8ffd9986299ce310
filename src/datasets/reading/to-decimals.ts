/** Rounded to so many decimals; null where it is too large to be a number, as an answer gone wrong may make it. */
export function toDecimals(value: number, decimals: number): number | null {
  const factor = 10 ** decimals
  const rounded = Math.round(value * factor) / factor
  return Number.isFinite(rounded) ? rounded : null
}
