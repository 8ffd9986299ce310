import fc from 'fast-check'

type Schema = Readonly<Record<string, unknown>>

/** Texts that have broken other servers. */
export const hostileText = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    '../../../../etc/passwd',
    '..%2f..%2fsecret.key',
    '%2e%2e%2f',
    '%00',
    '%',
    "' or '1'='1' --",
    '"; drop table activity; --',
    '<script>alert(1)</script>',
    '{{7*7}}',
    '$(id)',
    'a\r\nx-injected: 1',
    '\u202egpj.exe',
    '１２３',
    '٣',
    '-1',
    '0',
    '1e999',
    'NaN',
    '9223372036854775807',
    '9223372036854775808',
    '99999999999999999999999999',
    '2026-02-30',
    '0000-00-00',
    '-999999999d',
    '+1000000-01-01',
    '__proto__',
    'constructor',
    'toString',
    '💣'.repeat(50),
    'x'.repeat(5000),
    '\ud800',
  ),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
)

const anything = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(null, true, 0, -1, 1e308, 2 ** 53, [], {}, [[[[[]]]]], { length: -1 }),
  fc.jsonValue({ maxDepth: 2 }),
)

/** Values that a schema of an OpenAPI document allows; `known` has some for names of which only a few exist. */
export function valid(schema: unknown, shapes: Readonly<Record<string, unknown>>): fc.Arbitrary<unknown> {
  const one = schema as Schema
  const inner = (each: unknown) => valid(each, shapes)
  if (typeof one.$ref === 'string') return inner(shapes[one.$ref.split('/').at(-1) ?? ''])
  const alternatives = (one.anyOf ?? one.oneOf) as unknown[] | undefined
  if (alternatives !== undefined) return fc.oneof(...alternatives.map(inner))
  if (Array.isArray(one.enum)) return fc.constantFrom(...one.enum)
  if (Array.isArray(one.type)) return fc.oneof(...one.type.map((type) => inner({ ...one, type })))
  switch (one.type) {
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'integer':
    case 'number':
      return fc.integer({ min: Number(one.minimum ?? 0), max: Number(one.maximum ?? 1_000_000) })
    case 'array':
      return fc.array(inner(one.items), { maxLength: 4 })
    case 'object':
      return objectOf(one, inner)
    default:
      return textOf(one)
  }
}

function objectOf(schema: Schema, inner: (each: unknown) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, unknown>)
  return fc.record(Object.fromEntries(properties.map(([name, value]) => [name, inner(value)])), {
    requiredKeys: (schema.required ?? []) as never[],
  })
}

function textOf(schema: Schema): fc.Arbitrary<string> {
  if (typeof schema.pattern === 'string') return fc.stringMatching(new RegExp(schema.pattern))
  if (schema.format === 'date') return fc.constantFrom('2026-01-31', '2024-02-29', '1999-12-31')
  if (schema.example !== undefined) return fc.constant(String(schema.example))
  const maxLength = Math.min(Number(schema.maxLength ?? 30), 30)
  const days = ['today', 'yesterday', '-30d', '2026-01-31'].filter((day) => day.length <= maxLength)
  const minLength = Number(schema.minLength ?? 0)
  return fc.oneof(fc.constantFrom(...days), fc.string({ minLength, maxLength: Math.max(minLength, maxLength) }))
}

/** A valid value with one thing wrong: another type, a field too many, too few, or hostile; or something else altogether. */
export function broken(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const changed = fc
    .tuple(value, anything, fc.nat(20), fc.constantFrom('change', 'drop', 'add'))
    .map(([was, bad, nth, how]) => {
      if (was === null || typeof was !== 'object' || Array.isArray(was)) return bad
      const entries = Object.entries(was)
      if (how === 'add' || entries.length === 0) return { ...was, unknown_field: bad }
      const [name] = entries[nth % entries.length] as [string, unknown]
      const rest = Object.fromEntries(entries.filter(([other]) => other !== name))
      return how === 'drop' ? rest : { ...rest, [name]: bad }
    })
  return fc.oneof({ weight: 3, arbitrary: changed }, anything)
}
