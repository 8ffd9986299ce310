import { describe, expect, it } from 'vitest'
import { Fields } from './fields.ts'
import { offsetSeconds } from './times.ts'

function fieldsOf(value: ConstructorParameters<typeof Fields>[0]) {
  const notes = new Set<string>()
  return { fields: new Fields(value, 'x', notes), notes }
}

describe('Fields', () => {
  it('gives null without a note for what is missing or null', () => {
    const { fields, notes } = fieldsOf({ a: null })
    expect([fields.int('a'), fields.text('b'), fields.object('c').real('d'), fields.list('a')]).toEqual([
      null,
      null,
      null,
      [],
    ])
    expect(notes.size).toBe(0)
  })

  it('rounds to whole numbers only where the column is whole', () => {
    const { fields } = fieldsOf({ a: 2252.0, b: 56.4, c: -0.2, d: '57.5' })
    expect([fields.int('a'), fields.int('b'), fields.real('b'), fields.int('c'), fields.real('d')]).toEqual([
      2252, 56, 56.4, 0, 57.5,
    ])
  })

  it('takes −1 and −2 as no measurement where Garmin means that', () => {
    const { fields, notes } = fieldsOf({ a: -1, b: -2, c: 0 })
    expect([fields.level('a'), fields.level('b'), fields.level('c'), fields.int('a')]).toEqual([null, null, 0, -1])
    expect(notes.size).toBe(0)
  })

  it('reads a moment in every form that Garmin writes', () => {
    const at = Date.UTC(2026, 0, 8, 14, 10, 21)
    const { fields } = fieldsOf({
      a: '2026-01-08 14:10:21',
      b: '2026-01-08T14:10:21.0',
      c: '2026-01-08 14:10:21.113 GMT',
      d: at,
      e: '2026-01-08T15:10:21+01:00',
    })
    expect(['a', 'b', 'c', 'd', 'e'].map((key) => fields.instant(key))).toEqual([at, at, at + 113, at, at])
  })

  it('keeps ids exact, as numbers and as texts', () => {
    const { fields, notes } = fieldsOf({ a: 3400000003, b: '9223372036854775807', c: 2 ** 53, d: 'x' })
    expect([fields.id('a'), fields.id('b'), fields.id('c'), fields.id('d')]).toEqual([
      '3400000003',
      '9223372036854775807',
      null,
      null,
    ])
    expect([...notes]).toEqual(['x.c: not an id', 'x.d: not an id'])
  })

  it('is not fooled by keys that every object inherits', () => {
    const { fields } = fieldsOf({})
    expect([fields.raw('constructor'), fields.object('__proto__').keys()]).toEqual([undefined, []])
  })
})

describe('offsetSeconds', () => {
  it('is local minus GMT, in texts and in milliseconds', () => {
    const { fields } = fieldsOf({
      gmt: '2026-01-08 14:10:21',
      local: '2026-01-08 19:40:21',
      gmtMs: 1626758400000,
      localMs: 1626740400000,
    })
    expect(offsetSeconds(fields, 'local', 'gmt')).toBe(19_800)
    expect(offsetSeconds(fields, 'localMs', 'gmtMs')).toBe(-18_000)
  })

  it('is null with a note where the difference is no offset', () => {
    const { fields, notes } = fieldsOf({ gmt: 0, local: 16 * 3_600_000 })
    expect(offsetSeconds(fields, 'local', 'gmt')).toBeNull()
    expect(notes.size).toBe(1)
  })
})
