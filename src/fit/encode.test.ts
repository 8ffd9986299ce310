import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { baseTypes } from './base-types.ts'
import { type BaseTypeName, decodeFit, type EncodedField, encodeFit, type FitValue } from './index.ts'

const numbersOf: Readonly<Record<string, fc.Arbitrary<number | bigint>>> = {
  sint64: fc.bigInt(-(2n ** 63n), 2n ** 63n - 2n),
  uint64: fc.bigInt(0n, 2n ** 64n - 2n),
  uint64z: fc.bigInt(1n, 2n ** 64n - 1n),
  float32: fc.float({ noNaN: true }),
  float64: fc.double({ noNaN: true }),
}

/** Values of a base type that are not its invalid pattern. */
function numberOf({ name, size, kind }: (typeof baseTypes)[number]) {
  const known = numbersOf[name]
  if (known !== undefined) return known
  if (kind === 'signed') return fc.integer({ min: -(256 ** size) / 2, max: 256 ** size / 2 - 2 })
  return name.endsWith('z')
    ? fc.integer({ min: 1, max: 256 ** size - 1 })
    : fc.integer({ min: 0, max: 256 ** size - 2 })
}

type Typed = Pick<EncodedField, 'type' | 'value'>

const value: fc.Arbitrary<Typed> = fc.constantFrom(...baseTypes).chain((base): fc.Arbitrary<Typed> => {
  const type = fc.constant(base.name as BaseTypeName)
  if (base.kind === 'text')
    return fc.record({
      type,
      value: fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
        .filter((text) => !text.includes('\0') && !text.startsWith('\ufeff')),
    })
  const one = numberOf(base)
  const several = fc.array(fc.option(one), { minLength: 2, maxLength: 7 })
  return fc.record({
    type,
    value: fc.oneof(
      one,
      fc.constant(null),
      several.filter((all) => all.some((each) => each !== null)),
    ),
  })
})

const message = fc.record({
  number: fc.integer({ min: 0, max: 65_535 }).filter((number) => number !== 206),
  fields: fc
    .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 255 }), value), {
      selector: ([number]) => number,
      minLength: 1,
      maxLength: 8,
    })
    .map((all): EncodedField[] => all.map(([number, each]) => ({ number, ...each }))),
})

describe('encodeFit', () => {
  it('writes what the decoder reads back, in either byte order', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 30 }), fc.boolean(), (messages, bigEndian) => {
        const file = decodeFit(encodeFit(messages, { bigEndian }))
        expect(file.status).toBe('ok')
        const found = [...file.messages()].map(({ number, fields }) => [number, ...fields])
        expect(found).toEqual(messages.map(({ number, fields }) => [number, ...fields.map(toEntry)]))
      }),
    )
  })

  it('writes developer fields behind the others, under the description that comes before', () => {
    const description = {
      number: 206,
      fields: [
        { number: 0, type: 'uint8', value: 0 },
        { number: 1, type: 'uint8', value: 4 },
        { number: 2, type: 'uint8', value: 0x88 },
        { number: 3, type: 'string', value: 'Stiffness' },
      ],
    } as const
    const record = {
      number: 20,
      fields: [
        { number: 4, type: 'float32', value: 1.5, developerIndex: 0 },
        { number: 3, type: 'uint8', value: 99 },
      ],
    } as const
    const table = decodeFit(encodeFit([description, record])).tables.get(20)!
    const { fields, developer } = table.message(0)
    expect([...fields]).toEqual([[3, 99]])
    expect([...developer].map(([field, each]) => [field.name, each])).toEqual([['Stiffness', 1.5]])
  })

  it('refuses values that their type cannot hold', () => {
    const of = (type: BaseTypeName, each: FitValue) => () =>
      encodeFit([{ number: 20, fields: [{ number: 1, type, value: each }] }])
    expect(of('uint8', 256)).toThrow(RangeError)
    expect(of('sint16', -32_769)).toThrow(RangeError)
    expect(of('uint16', 1.5)).toThrow(RangeError)
    expect(of('string', 'x'.repeat(255))).toThrow(RangeError)
  })
})

function toEntry({ number, value }: EncodedField): [number, unknown] {
  return [number, value]
}
