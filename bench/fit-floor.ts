/**
 * The least that reads FIT bytes honestly: every message visited, each numeric field into a column, checksum; no names,
 * no scale, no texts, no developer fields.
 */
const crcTable = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1
  return crc
})
/** By base type: 1 uint8, 2 sint8, 3 uint16, 4 sint16, 5 uint32, 6 sint32, 0 what is stepped over. */
const kinds = [1, 2, 1, 4, 3, 6, 5, 0, 0, 0, 1, 3, 5, 1, 0, 0, 0]
const sizes = [0, 1, 1, 2, 2, 4, 4]
const invalids = [0, 0xff, 0x7f, 0xffff, 0x7fff, 0xffffffff, 0x7fffffff]
const grownBy = 4096

interface Layout {
  readonly little: boolean
  readonly message: number
  size: number
  readonly offsets: number[]
  readonly kinds: number[]
  readonly numbers: number[]
  columns: Float64Array[]
  rows: number
}

/** One whole part. */
export function fieldsToColumns(bytes: Uint8Array): { layouts: readonly Layout[]; ok: boolean } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = bytes[0]! + view.getUint32(4, true)
  let crc = 0
  for (let at = 0; at < end; at++) crc = (crc >>> 8) ^ crcTable[(crc ^ bytes[at]!) & 255]!
  const locals: Layout[] = []
  const layouts: Layout[] = []
  let at = bytes[0]!
  while (at < end) {
    const header = bytes[at++]!
    if ((header & 0xc0) === 0x40) {
      const { layout, next } = define(bytes, view, at, header)
      at = next
      locals[header & 15] = layout
      layouts.push(layout)
      continue
    }
    const layout = locals[header & 0x80 ? (header >> 5) & 3 : header & 15]!
    const row = layout.rows++
    if (row > 0 && row % grownBy === 0) layout.columns = layout.columns.map(grown)
    const { offsets, columns, little } = layout
    for (let field = 0; field < offsets.length; field++) {
      const kind = layout.kinds[field]!
      const value = read(view, at + offsets[field]!, kind, little)
      columns[field]![row] = value === invalids[kind] ? Number.NaN : value
    }
    at += layout.size
  }
  return { layouts, ok: crc === view.getUint16(end, true) }
}

function define(bytes: Uint8Array, view: DataView, at: number, header: number) {
  const little = bytes[at + 1] === 0
  const layout: Layout = {
    little,
    message: view.getUint16(at + 2, little),
    size: 0,
    offsets: [],
    kinds: [],
    numbers: [],
    columns: [],
    rows: 0,
  }
  let next = at + 5
  for (let field = 0; field < bytes[at + 4]!; field++, next += 3) {
    const kind = kinds[bytes[next + 2]! & 31] ?? 0
    if (kind > 0 && sizes[kind] === bytes[next + 1]) {
      layout.offsets.push(layout.size)
      layout.kinds.push(kind)
      layout.numbers.push(bytes[next]!)
      layout.columns.push(new Float64Array(grownBy))
    }
    layout.size += bytes[next + 1]!
  }
  if (header & 0x20) {
    const count = bytes[next++]!
    for (let field = 0; field < count; field++, next += 3) layout.size += bytes[next + 1]!
  }
  return { layout, next }
}

function read(view: DataView, at: number, kind: number, little: boolean): number {
  switch (kind) {
    case 1:
      return view.getUint8(at)
    case 2:
      return view.getInt8(at)
    case 3:
      return view.getUint16(at, little)
    case 4:
      return view.getInt16(at, little)
    case 5:
      return view.getUint32(at, little)
    default:
      return view.getInt32(at, little)
  }
}

function grown(column: Float64Array): Float64Array {
  const more = new Float64Array(column.length + grownBy)
  more.set(column)
  return more
}
