import { baseTypeOf, type FitValue, readFitValue } from './base-types.ts'
import { type FitColumn, readColumn } from './column.ts'
import type { DeveloperField } from './developer-fields.ts'
import { developerKey, fromClock, IntList, type LayoutList } from './layout-list.ts'

/** What tables read from: the bytes, and where each message lies in them. */
export interface TableSource {
  readonly view: DataView
  readonly layouts: LayoutList
  readonly developer: readonly DeveloperField[]
  /** By layout: its place among the layouts of its message. */
  readonly localLayouts: Int32Array
}

/** One data message: its global number and its fields by number, raw (before scale and offset). */
export interface FitMessage {
  readonly number: number
  readonly fields: ReadonlyMap<number, FitValue>
  /** Developer fields, raw too. */
  readonly developer: ReadonlyMap<DeveloperField, FitValue>
}

/** All data messages of one global number, in file order. Columns are read when they are asked for. */
export class FitTable {
  readonly number: number
  /** Data messages that hold at least one byte. */
  readonly rows: number
  /** The file's last full timestamp at each row, its own included (FIT seconds); 0 where there was none yet. */
  readonly clocks: Uint32Array
  readonly #source: TableSource
  readonly #offsets: Uint32Array
  readonly #rowLayouts: Uint32Array
  readonly #layouts: readonly number[]
  #places: ReadonlyMap<number, IntList> | null = null
  #grouped: { readonly rows: Uint32Array; readonly starts: Uint32Array } | null = null

  constructor(
    source: TableSource,
    number: number,
    layouts: readonly number[],
    rows: { offsets: Uint32Array; clocks: Uint32Array; layouts: Uint32Array },
  ) {
    this.#source = source
    this.#layouts = layouts
    this.number = number
    this.rows = rows.offsets.length
    this.#offsets = rows.offsets
    this.clocks = rows.clocks
    this.#rowLayouts = rows.layouts
  }

  /** Bytes from the start of the buffer to the row's first field. */
  offsetOf(row: number): number {
    return this.#offsets[row]!
  }

  /** Numbers of the fields that occur. */
  get fields(): readonly number[] {
    return [...this.#fieldPlaces().keys()].filter((key) => key < developerKey)
  }

  get developerFields(): readonly DeveloperField[] {
    return [...this.#fieldPlaces().keys()]
      .filter((key) => key >= developerKey)
      .map((key) => this.#source.developer[key - developerKey]!)
  }

  /** A field's raw values over all rows; null when no message defines it. */
  column(field: number): FitColumn | null {
    return field < developerKey ? this.#column(field) : null
  }

  developerColumn(field: DeveloperField): FitColumn | null {
    return this.#column(developerKey + this.#source.developer.indexOf(field))
  }

  /** Each definition of a field by itself, also where a message has two; `values` reads its values in file order. */
  *parts(field: number): Generator<{ size: number; type: number; values(): Generator<FitValue> }> {
    const { view, layouts } = this.#source
    const places = this.#fieldPlaces().get(field)?.view() ?? new Int32Array()
    for (let at = 0; at < places.length; at += 2) {
      const layout = this.#layouts[places[at]!]!
      const { offset, size, type } = layouts.field(layout, places[at + 1]!)
      if (offset === fromClock) continue
      const [base, little, offsets] = [baseTypeOf(type, size), layouts.isLittle(layout), this.#offsets]
      const rows = this.#layouts.length === 1 ? null : this.#rowsOf(places[at]!)
      yield {
        size,
        type,
        *values() {
          for (const row of rows ?? offsets.keys()) yield readFitValue(view, offsets[row]! + offset, size, base, little)
        },
      }
    }
  }

  /** One message with all its fields; of a field that is defined twice the first that holds a value. */
  message(row: number): FitMessage {
    const { layouts, view, developer } = this.#source
    const layout = this.#rowLayouts[row]!
    const little = layouts.isLittle(layout)
    const fields = new Map<number, FitValue>()
    const developerFields = new Map<DeveloperField, FitValue>()
    for (let index = 0; index < layouts.fieldCount(layout); index++) {
      const { key, offset, size, type } = layouts.field(layout, index)
      const value =
        offset === fromClock
          ? this.clocks[row]!
          : readFitValue(view, this.#offsets[row]! + offset, size, baseTypeOf(type, size), little)
      if (key >= developerKey) developerFields.set(developer[key - developerKey]!, value)
      else if ((fields.get(key) ?? null) === null) fields.set(key, value)
    }
    return { number: this.number, fields, developer: developerFields }
  }

  #column(key: number): FitColumn | null {
    const places = this.#fieldPlaces().get(key)
    if (places === undefined) return null
    const { view, layouts, localLayouts } = this.#source
    return readColumn({
      view,
      offsets: this.#offsets,
      clocks: this.clocks,
      layoutOf: (row) => localLayouts[this.#rowLayouts[row]!]!,
      rowsOf: (layout) => (this.#layouts.length === 1 ? null : this.#rowsOf(layout)),
      isLittle: (layout) => layouts.isLittle(this.#layouts[layout]!),
      places: places.view(),
      field: (layout, index) => layouts.field(this.#layouts[layout]!, index),
    })
  }

  /** Field → pairs of (layout that has it, its place among that layout's fields). */
  #fieldPlaces(): ReadonlyMap<number, IntList> {
    if (this.#places !== null) return this.#places
    const { layouts } = this.#source
    const places = new Map<number, IntList>()
    for (const [local, layout] of this.#layouts.entries())
      for (let index = 0; index < layouts.fieldCount(layout); index++) {
        const { key, size } = layouts.field(layout, index)
        if (size === 0) continue
        const known = places.get(key) ?? new IntList(2)
        if (known.length === 0) places.set(key, known)
        known.push(local)
        known.push(index)
      }
    this.#places = places
    return places
  }

  /** Rows of one layout, by counting; all layouts side by side in one array. */
  #rowsOf(layout: number): Uint32Array {
    if (this.#grouped === null) {
      const { localLayouts } = this.#source
      const starts = new Uint32Array(this.#layouts.length + 1)
      for (const each of this.#rowLayouts) starts[localLayouts[each]! + 1]!++
      for (let local = 1; local < starts.length; local++) starts[local]! += starts[local - 1]!
      const next = starts.slice()
      const rows = new Uint32Array(this.rows)
      for (let row = 0; row < this.rows; row++) rows[next[localLayouts[this.#rowLayouts[row]!]!]!++] = row
      this.#grouped = { rows, starts }
    }
    const { rows, starts } = this.#grouped
    return rows.subarray(starts[layout], starts[layout + 1])
  }
}
