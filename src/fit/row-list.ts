const firstCapacity = 256

/** Where each message lies: three whole numbers a message, in file order. */
export class RowList {
  /** Bytes from the start of the buffer to the message's first field. */
  offsets = new Uint32Array(firstCapacity)
  /** The last full timestamp of the file at this message, its own included; 0 while there was none. */
  clocks = new Uint32Array(firstCapacity)
  layouts = new Uint32Array(firstCapacity)
  length = 0

  add(offset: number, clock: number, layout: number): void {
    const row = this.length
    if (row === this.offsets.length) this.#grow()
    this.offsets[row] = offset
    this.clocks[row] = clock
    this.layouts[row] = layout
    this.length = row + 1
  }

  #grow(): void {
    const capacity = this.length * 2
    this.offsets = copy(this.offsets, capacity)
    this.clocks = copy(this.clocks, capacity)
    this.layouts = copy(this.layouts, capacity)
  }
}

function copy(values: Uint32Array, capacity: number): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(capacity)
  more.set(values)
  return more
}
