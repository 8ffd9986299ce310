/** Where one field of a message lies. */
export interface FieldSpec {
  /** Field number; of a developer field `developerKey` + its place among the developer fields. */
  readonly key: number
  /** Bytes from the start of the message's data; `fromClock` for a time that is in the message's header. */
  readonly offset: number
  readonly size: number
  /** Base type byte as it was written. */
  readonly type: number
}

/** Keys from here on are developer fields. */
export const developerKey = 256
/** The offset of a timestamp that the header of a compressed message brings. */
export const fromClock = -1

const perField = 4
/** Devices define the same message again and again; so many of the last ones are compared. */
const remembered = 16

/** Numbers that grow; typed arrays, so that a hostile file costs a small multiple of its bytes. */
export class IntList {
  #values: Int32Array
  length = 0

  constructor(capacity: number) {
    this.#values = new Int32Array(capacity)
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const more = new Int32Array(this.length * 2)
      more.set(this.#values)
      this.#values = more
    }
    this.#values[this.length++] = value
  }

  at(index: number): number {
    return this.#values[index]!
  }

  /** The numbers themselves; good until the next push. */
  view(): Int32Array {
    return this.#values.subarray(0, this.length)
  }
}

/** The definitions that a file's messages came with, flat: four numbers a field. */
export class LayoutList {
  readonly #specs = new IntList(256)
  /** Where each layout's fields begin, and one more for the end. */
  readonly #starts = new IntList(16)
  /** Twice the message number, and one where the layout's numbers are little-endian. */
  readonly #heads = new IntList(16)

  constructor() {
    this.#starts.push(0)
  }

  get count(): number {
    return this.#heads.length
  }

  message(layout: number): number {
    return this.#heads.at(layout) >> 1
  }

  isLittle(layout: number): boolean {
    return (this.#heads.at(layout) & 1) === 1
  }

  /** Number of this layout; one of the last few with the same fields is used again. */
  add(message: number, fields: readonly FieldSpec[], little: boolean): number {
    const head = message * 2 + (little ? 1 : 0)
    for (let layout = this.count - 1; layout >= 0 && layout >= this.count - remembered; layout--)
      if (this.#heads.at(layout) === head && this.#isSame(layout, fields)) return layout
    for (const { key, offset, size, type } of fields) {
      this.#specs.push(key)
      this.#specs.push(offset)
      this.#specs.push(size)
      this.#specs.push(type)
    }
    this.#starts.push(this.#specs.length)
    this.#heads.push(head)
    return this.count - 1
  }

  /** How many fields a layout has. */
  fieldCount(layout: number): number {
    return (this.#starts.at(layout + 1) - this.#starts.at(layout)) / perField
  }

  field(layout: number, index: number): FieldSpec {
    const at = this.#starts.at(layout) + index * perField
    const specs = this.#specs
    return { key: specs.at(at), offset: specs.at(at + 1), size: specs.at(at + 2), type: specs.at(at + 3) }
  }

  #isSame(layout: number, fields: readonly FieldSpec[]): boolean {
    if (this.fieldCount(layout) !== fields.length) return false
    return fields.every((field, index) => {
      const other = this.field(layout, index)
      return (
        other.key === field.key &&
        other.offset === field.offset &&
        other.size === field.size &&
        other.type === field.type
      )
    })
  }
}
