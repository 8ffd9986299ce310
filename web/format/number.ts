/** Nothing there; never 0. */
export const nothing = '–'
/** No-break thin space, before units and the percent sign. */
export const thinSpace = '\u202f'

export interface NumberFormat {
  /** Grouped thousands, a true minus. Null and what is no number: `–`. Decimals: default 0. */
  number(value: number | null | undefined, decimals?: number): string
  /** With its sign, also the plus: `+1`, `−0.1`; a difference that rounds to nothing is `0`. */
  signed(value: number | null | undefined, decimals?: number): string
  /** `44–58`. */
  range(low: number | null, high: number | null, decimals?: number): string
  /** Of a fraction: 0.08 is `8 %`. */
  percent(fraction: number | null | undefined): string
  /** Value and unit with the space between: `51 ms`; nothing has no unit. */
  withUnit(value: string, unit: string): string
}

/** Numbers in the reader's locale. Formats are made once and kept. */
export function createNumberFormat(locale: string): NumberFormat {
  const formats = new Map<string, Intl.NumberFormat>()
  const formatOf = (decimals: number, signDisplay: 'auto' | 'exceptZero') => {
    const key = `${signDisplay}${decimals}`
    const known = formats.get(key)
    if (known) return known
    const made = new Intl.NumberFormat(locale, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      signDisplay,
    })
    formats.set(key, made)
    return made
  }
  const format = (value: number | null | undefined, decimals: number, sign: 'auto' | 'exceptZero') => {
    if (value === null || value === undefined || !Number.isFinite(value)) return nothing
    // A value that rounds to zero carries no minus.
    const rounded = Math.abs(value) < 0.5 / 10 ** decimals ? 0 : value
    return formatOf(decimals, sign).format(rounded).replace('-', '−')
  }
  const number = (value: number | null | undefined, decimals = 0) => format(value, decimals, 'auto')
  return {
    number,
    signed: (value, decimals = 0) => format(value, decimals, 'exceptZero'),
    range: (low, high, decimals = 0) => `${number(low, decimals)}–${number(high, decimals)}`,
    percent: (fraction) => {
      const text = number(fraction === null || fraction === undefined ? null : fraction * 100)
      return text === nothing ? text : `${text}${thinSpace}%`
    },
    withUnit: (value, unit) => (value === nothing || unit === '' ? value : `${value}${thinSpace}${unit}`),
  }
}
