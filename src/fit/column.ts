import { type BaseType, baseTypeOf, type FitValue, readFitValue } from './base-types.ts'
import { fillNumbers, type Numbers } from './fill-numbers.ts'
import { type FieldSpec, fromClock } from './layout-list.ts'

/** Values of one field: which rows of the table have the field at all; null = every row. */
interface OfRows {
  readonly rows: Uint32Array | null
}

/** A field with one number a message; NaN where it is invalid or the message lacks it. Raw: before scale and offset. */
export interface NumberColumn extends OfRows {
  readonly kind: 'number'
  /** 32-bit floats where they hold every value of the base type. */
  readonly values: Numbers
}
/** A field with several numbers a message: those of place `i` lie from `starts[i]` up to `starts[i + 1]`. */
export interface ArrayColumn extends OfRows {
  readonly kind: 'array'
  readonly starts: Uint32Array
  readonly values: Numbers
}
/** Texts, 64-bit numbers, and fields that are defined now so and now otherwise. */
export interface OtherColumn extends OfRows {
  readonly kind: 'other'
  readonly values: readonly FitValue[]
}
export type FitColumn = NumberColumn | ArrayColumn | OtherColumn

/** Where a column's values lie. Layouts are counted within the table. */
export interface ColumnSource {
  readonly view: DataView
  /** By row: where its fields begin, and the file's clock. */
  readonly offsets: Uint32Array
  readonly clocks: Uint32Array
  layoutOf(row: number): number
  /** Null when the table has a single layout. */
  rowsOf(layout: number): Uint32Array | null
  isLittle(layout: number): boolean
  /** Pairs: a layout that has the field, and the field's place in it; ascending. */
  readonly places: Int32Array
  field(layout: number, index: number): FieldSpec
}

/** Reads a column. What it costs grows with the values that are there, not with the rows of the table. */
export function readColumn(source: ColumnSource): FitColumn {
  const { places, offsets } = source
  let isWide = false
  let isNumeric = true
  let isScalar = true
  let isUnique = true
  let there = 0
  for (let at = 0; at < places.length; at += 2) {
    const layout = places[at]!
    const { size, type } = source.field(layout, places[at + 1]!)
    const base = baseTypeOf(type, size)
    if (base.size > 2 && base.name !== 'float32') isWide = true
    if (base.kind === 'text' || base.kind === 'bigint') isNumeric = false
    if (size !== base.size) isScalar = false
    if (at > 0 && places[at - 2] === layout) isUnique = false
    else there += source.rowsOf(layout)?.length ?? offsets.length
  }
  const isDense = there === offsets.length || there * 2 >= offsets.length
  if (isNumeric && isScalar && isUnique && isDense) return readDense(source, isWide)
  return readSlowly(source, there, isWide, isNumeric ? (isScalar ? 'number' : 'array') : 'other')
}

function makeNumbers(isWide: boolean, length: number): Numbers {
  return isWide ? new Float64Array(length) : new Float32Array(length)
}

function readDense(source: ColumnSource, isWide: boolean): NumberColumn {
  const { places, offsets, view, clocks } = source
  const values = makeNumbers(isWide, offsets.length)
  if (places.length > 2 || source.rowsOf(places[0]!) !== null) values.fill(Number.NaN)
  for (let at = 0; at < places.length; at += 2) {
    const layout = places[at]!
    const { offset, type, size } = source.field(layout, places[at + 1]!)
    const rows = source.rowsOf(layout)
    if (offset === fromClock) fillClocks(values, clocks, rows)
    else
      fillNumbers(values, {
        view,
        offsets,
        rows,
        offset,
        base: baseTypeOf(type, size),
        little: source.isLittle(layout),
      })
  }
  return { kind: 'number', rows: null, values }
}

function fillClocks(values: Numbers, clocks: Uint32Array, rows: Uint32Array | null): void {
  if (rows === null) values.set(clocks)
  else for (const row of rows) values[row] = clocks[row]!
}

/** Row by row, for what is rare: few rows of many, arrays, texts, fields that are defined twice. */
function readSlowly(source: ColumnSource, there: number, isWide: boolean, kind: FitColumn['kind']): FitColumn {
  const rows = rowsWithField(source, there)
  const indexes = { [Symbol.iterator]: () => (rows ?? source.offsets.keys())[Symbol.iterator]() }
  const placesOf = placesByLayout(source)
  if (kind === 'number') {
    const values = makeNumbers(isWide, there)
    let next = 0
    for (const row of indexes) values[next++] = toNumber(readAt(source, row, placesOf))
    return { kind: 'number', rows, values }
  }
  if (kind === 'other')
    return { kind, rows, values: Array.from(indexes, (row: number) => readAt(source, row, placesOf)) }
  const starts = new Uint32Array(there + 1)
  let next = 0
  for (const row of indexes) {
    starts[next + 1] = starts[next]! + elements(source, row, placesOf)
    next++
  }
  const values = makeNumbers(isWide, starts[there]!).fill(Number.NaN)
  next = 0
  for (const row of indexes) {
    const value = readAt(source, row, placesOf)
    const from = starts[next++]!
    if (Array.isArray(value)) for (const [index, one] of value.entries()) values[from + index] = toNumber(one)
    else values[from] = toNumber(value)
  }
  return { kind, rows, starts, values }
}

type PlacesOf = (row: number) => number

/** By row: where in `places` its layout's pairs begin. */
function placesByLayout({ places, layoutOf }: ColumnSource): PlacesOf {
  if (places.length === 2) return () => 0
  const first = new Map<number, number>()
  for (let at = 0; at < places.length; at += 2) if (!first.has(places[at]!)) first.set(places[at]!, at)
  return (row) => first.get(layoutOf(row)) ?? 0
}

/** The first definition of the field that holds a value. */
function readAt(source: ColumnSource, row: number, placesOf: PlacesOf): FitValue {
  const { places, offsets, view, clocks } = source
  let at = placesOf(row)
  const layout = places[at]!
  let value: FitValue = null
  for (; at < places.length && places[at] === layout && value === null; at += 2) {
    const { offset, size, type } = source.field(layout, places[at + 1]!)
    value =
      offset === fromClock
        ? clocks[row]!
        : readFitValue(view, offsets[row]! + offset, size, baseTypeOf(type, size), source.isLittle(layout))
  }
  return value
}

/** Room for the longest of a row's definitions of the field. */
function elements(source: ColumnSource, row: number, placesOf: PlacesOf): number {
  const { places } = source
  let at = placesOf(row)
  const layout = places[at]!
  let most = 1
  for (; at < places.length && places[at] === layout; at += 2) {
    const { size, type } = source.field(layout, places[at + 1]!)
    const base: BaseType = baseTypeOf(type, size)
    most = Math.max(most, size / base.size)
  }
  return most
}

/** Ascending; null when every row has the field. */
function rowsWithField({ places, rowsOf, offsets }: ColumnSource, there: number): Uint32Array | null {
  if (there === offsets.length) return null
  const rows = new Uint32Array(there)
  let next = 0
  let before = -1
  for (let at = 0; at < places.length; at += 2) {
    const layout = places[at]!
    if (layout === before) continue
    before = layout
    const some = rowsOf(layout)
    if (some === null) return null
    rows.set(some, next)
    next += some.length
  }
  return rows.sort()
}

function toNumber(value: FitValue | undefined): number {
  if (typeof value === 'number') return value
  return Array.isArray(value) ? toNumber(value[0]) : Number.NaN
}
