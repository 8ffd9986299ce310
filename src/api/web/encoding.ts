import type { Encoding } from './web-files.ts'

/**
 * The smallest form that the reader takes (RFC 9110, section 12.5.3). `*` stands for what is not named; a weight of
 * zero is a refusal. Nobody refuses the plain bytes here: who refuses everything gets them as well.
 */
export function chooseEncoding(
  header: string | undefined,
  forms: Readonly<Partial<Record<Encoding, unknown>>>,
): Encoding {
  const weights = new Map((header ?? '').split(',').map(weightOf))
  const taken = (['br', 'gzip'] as const).filter(
    (each) => forms[each] !== undefined && (weights.get(each) ?? weights.get('*') ?? 0) > 0,
  )
  return taken[0] ?? 'identity'
}

function weightOf(part: string): [string, number] {
  const [name = '', ...more] = part.split(';').map((each) => each.trim().toLowerCase())
  const weight = more.find((each) => each.startsWith('q='))?.slice(2)
  return [name, weight === undefined ? 1 : Number.parseFloat(weight) || 0]
}
