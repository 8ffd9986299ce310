/** What the words of a search mean: filters, and the rest as words to be found. */
export interface Understood {
  readonly q: string
  readonly min_m?: number
  readonly max_m?: number
  readonly min_s?: number
  readonly max_s?: number
  readonly from?: string
  readonly to?: string
}

const unitOf: Readonly<Record<string, { readonly of: 'm' | 's'; readonly by: number }>> = {
  km: { of: 'm', by: 1000 },
  mi: { of: 'm', by: 1609.344 },
  m: { of: 'm', by: 1 },
  h: { of: 's', by: 3600 },
  min: { of: 's', by: 60 },
}

/** `>20 km run 2024`: over 20 km, in 2024, with "run" in it. Words that mean nothing of this kind are searched for. Pure. */
export function understand(text: string): Understood {
  const found: { -readonly [Name in keyof Understood]: Understood[Name] } = { q: '' }
  const rest = text
    .replace(/([<>]=?)\s*(\d+(?:[.,]\d+)?)\s*(km|mi|min|m|h)\b/gi, (_, sign: string, number: string, unit: string) => {
      bound(found, sign.startsWith('>') ? 'min' : 'max', number, unit)
      return ' '
    })
    .replace(
      /\b(\d+(?:[.,]\d+)?)\s*[-–]\s*(\d+(?:[.,]\d+)?)\s*(km|mi|min|h)\b/gi,
      (_, low: string, high: string, unit: string) => {
        bound(found, 'min', low, unit)
        bound(found, 'max', high, unit)
        return ' '
      },
    )
    .replace(/(^|\s)((?:19|20)\d\d)(?=\s|$)/g, (_, __, year: string) => {
      found.from = `${year}-01-01`
      found.to = `${year}-12-31`
      return ' '
    })
  return { ...found, q: rest.trim().replace(/\s+/g, ' ') }
}

function bound(
  found: { -readonly [Name in keyof Understood]: Understood[Name] },
  side: 'min' | 'max',
  number: string,
  unit: string,
): void {
  const { of, by } = unitOf[unit.toLowerCase()] ?? { of: 'm' as const, by: 1 }
  const value = Math.round(Number(number.replace(',', '.')) * by * 1000) / 1000
  found[`${side}_${of}`] = value
}
