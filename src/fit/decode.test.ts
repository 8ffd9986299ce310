import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitCrc } from './crc.ts'
import { decodeFit, decodeFitStream, type FitBatch, readFitSummary } from './index.ts'

type Field = readonly [number: number, size: number, type: number]

/** A definition; with `developer`, that many bytes of developer fields follow each message. */
function definition(
  local: number,
  global: number,
  fields: readonly Field[],
  options: { big?: true; developer?: number } = {},
) {
  const { big, developer } = options
  const number = big ? [global >> 8, global & 0xff] : [global & 0xff, global >> 8]
  const extra = developer === undefined ? [] : [1, 0, developer, 0]
  return [
    0x40 | (extra.length > 0 ? 0x20 : 0) | local,
    0,
    big ? 1 : 0,
    ...number,
    fields.length,
    ...fields.flat(),
    ...extra,
  ]
}

function uint32(value: number, big = false): number[] {
  const bytes = [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24]
  return big ? bytes.reverse() : bytes
}

/** Header, data and checksum of one part. */
function part(...data: number[][]): Uint8Array {
  const body = data.flat()
  const header = [14, 0x20, 0x54, 0x08, ...uint32(body.length), 0x2e, 0x46, 0x49, 0x54, 0, 0]
  const bytes = Uint8Array.from([...header, ...body, 0, 0])
  new DataView(bytes.buffer).setUint16(bytes.length - 2, fitCrc(bytes, 0, bytes.length - 2), true)
  return bytes
}

/** The file with its messages one by one. */
function decode(bytes: Uint8Array) {
  const file = decodeFit(bytes)
  return { ...file, messages: [...file.messages()] }
}

const join = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((bytes) => [...bytes]))
const fileId: Field[] = [[0, 1, 0]]
const activity = part(definition(0, 0, fileId), [0, 4])

describe('decodeFit', () => {
  it('reads both byte orders, arrays, texts and invalid values', () => {
    const fields: Field[] = [
      [0, 2, 0x84],
      [1, 4, 0x86],
      [2, 2, 0x02],
      [3, 4, 0x07],
      [4, 1, 0x01],
      [5, 2, 0x8b],
    ]
    const bytes = part(
      definition(0, 200, fields, { big: true }),
      [0, 1, 2, 0, 0, 1, 0, 5, 0xff, 0x48, 0x69, 0, 0x21, 0x7f, 0, 0],
    )
    const { messages, status } = decode(bytes)
    expect(status).toBe('ok')
    expect([...messages[0]!.fields]).toEqual([
      [0, 258],
      [1, 256],
      [2, [5, null]],
      [3, 'Hi'],
      [4, null],
      [5, null],
    ])
  })

  it('counts compressed timestamps on from the last full one, over the roll', () => {
    const bytes = part(
      definition(0, 20, [[253, 4, 0x86]]),
      definition(1, 20, [[3, 1, 2]]),
      [0, ...uint32(1_000_000_030)],
      [0x80 | (1 << 5) | ((1_000_000_030 + 1) % 32), 100],
      [0x80 | (1 << 5) | ((1_000_000_030 + 31) % 32), 101],
    )
    const times = decode(bytes).messages.map(({ fields }) => fields.get(253))
    expect(times).toEqual([1_000_000_030, 1_000_000_031, 1_000_000_061])
  })

  it('reads developer fields by their description, and keeps those without one as bytes', () => {
    const description: Field[] = [
      [0, 1, 2],
      [1, 1, 2],
      [2, 1, 2],
      [3, 6, 7],
      [6, 1, 2],
    ]
    const record = definition(0, 20, [[3, 1, 2]], { developer: 2 })
    const bytes = part(
      record,
      [0, 90, 7, 1],
      definition(1, 206, description),
      [1, 0, 0, 0x84, ...new TextEncoder().encode('Power'), 0, 10],
      record,
      [0, 91, 0x2c, 0x01],
    )
    const table = decodeFit(bytes).tables.get(20)!
    expect(table.developerFields).toMatchObject([
      { name: 'unnamed_dev_field_0', described: false },
      { name: 'Power', described: true, scale: 10, developerIndex: 0, fieldNumber: 0 },
    ])
    const [bare, power] = table.developerFields
    expect(table.developerColumn(power!)).toEqual({
      kind: 'number',
      rows: null,
      values: Float32Array.of(Number.NaN, 300),
    })
    expect(table.message(0).developer.get(bare!)).toEqual([7, 1])
    expect(table.message(1).fields.get(3)).toBe(91)
  })

  it('reads chained parts, each with definitions of its own', () => {
    const file = decode(join(activity, part(definition(3, 20, [[3, 1, 2]]), [3, 80])))
    expect([file.status, ...file.messagesByNumber]).toEqual(['ok', [0, 1], [20, 1]])
  })

  it('keeps what came before a cut', () => {
    const whole = part(definition(0, 20, [[3, 1, 2]]), [0, 80], [0, 81])
    const kinds = []
    for (const length of [14, 18, 24, 25, 27, 28]) {
      const { status, errorKind, messages } = decode(whole.slice(0, length))
      kinds.push([length, status, errorKind, messages.length])
    }
    expect(kinds).toEqual([
      [14, 'partial', 'missing_crc', 0],
      [18, 'partial', 'eof_in_definition', 0],
      [24, 'partial', 'eof_in_message', 0],
      [25, 'partial', 'missing_crc', 1],
      [27, 'partial', 'missing_crc', 2],
      [28, 'partial', 'missing_crc', 2],
    ])
  })

  it('flags a wrong checksum, garbage behind the end, and messages without a definition', () => {
    const flipped = activity.slice()
    flipped[flipped.length - 1]! ^= 1
    expect(decode(flipped)).toMatchObject({ status: 'crc_mismatch', errorKind: 'bad_file_crc' })
    expect(decode(join(activity, new Uint8Array(20)))).toMatchObject({ errorKind: 'trailing_garbage' })
    expect(decode(part([5, 1]))).toMatchObject({ status: 'partial', errorKind: 'undefined_local' })
  })

  it('rejects what is no FIT file', () => {
    expect(decode(new Uint8Array())).toMatchObject({ status: 'reject', errorKind: 'empty' })
    const html = new TextEncoder().encode('<html><body>Sign in</body></html>')
    expect(decode(html)).toMatchObject({ status: 'reject', errorKind: 'not_fit' })
  })

  it('goes on with the next part of a chained file when one breaks', () => {
    const bytes = join(part([5, 1]), activity)
    const file = decode(bytes)
    expect([file.status, file.errorKind, file.messages.length]).toEqual(['partial', 'undefined_local', 1])
  })

  it('reads a file whose size was never written to its end', () => {
    const bytes = part(definition(0, 20, [[3, 1, 2]]), [0, 80], [0, 81])
    bytes.fill(0, 4, 8)
    const file = decode(bytes)
    expect(file).toMatchObject({ status: 'partial', errorKind: 'trailing_garbage', recovered: true })
    expect(file.messages.map(({ fields }) => fields.get(3))).toEqual([80, 81])
    // A lone header is a file without data that was cut.
    expect(decode(bytes.slice(0, 14))).toMatchObject({ errorKind: 'missing_crc', recovered: false })
  })

  it('gives columns over definitions that differ, NaN where a message lacks the field', () => {
    const bytes = part(
      definition(0, 20, [
        [3, 1, 2],
        [7, 2, 0x84],
      ]),
      [0, 90, 0x2c, 0x01],
      definition(0, 20, [[3, 1, 2]]),
      [0, 91],
      definition(1, 20, [
        [7, 2, 0x84],
        [3, 1, 2],
      ]),
      [1, 0x2d, 0x01, 0xff],
    )
    const table = decodeFit(bytes).tables.get(20)!
    expect(table.column(3)).toEqual({ kind: 'number', rows: null, values: Float32Array.of(90, 91, Number.NaN) })
    expect(table.column(7)).toEqual({ kind: 'number', rows: null, values: Float32Array.of(300, Number.NaN, 301) })
    expect(table.column(9)).toBeNull()
  })

  it('gives arrays side by side, and texts as they are', () => {
    const bytes = part(
      definition(0, 78, [
        [0, 4, 0x84],
        [1, 3, 7],
      ]),
      [0, 1, 0, 2, 0, 0x48, 0x69, 0],
      [0, 3, 0, 0xff, 0xff, 0, 0, 0],
    )
    const table = decodeFit(bytes).tables.get(78)!
    expect(table.column(0)).toEqual({
      kind: 'array',
      rows: null,
      starts: Uint32Array.of(0, 2, 4),
      values: Float32Array.of(1, 2, 3, Number.NaN),
    })
    expect(table.column(1)).toEqual({ kind: 'other', rows: null, values: ['Hi', null] })
  })

  it('takes the first value where a field is defined twice', () => {
    const bytes = part(
      definition(0, 20, [
        [3, 1, 2],
        [3, 1, 2],
      ]),
      [0, 80, 0xff],
    )
    expect(decode(bytes).messages[0]!.fields.get(3)).toBe(80)
  })

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (noise, framed) => {
        const file = decode(framed ? part([...noise]) : noise)
        expect(['ok', 'partial', 'crc_mismatch', 'reject']).toContain(file.status)
      }),
    )
  })
})

describe('decodeFitStream', () => {
  it('finds the same in pieces of any size as in the whole', async () => {
    const whole = join(
      part(
        definition(0, 20, [
          [253, 4, 0x86],
          [3, 1, 2],
        ]),
        [0, ...uint32(1_000_000_000), 80],
        [0, ...uint32(1_000_000_001), 81],
        definition(1, 19, [[254, 2, 0x84]], { developer: 1 }),
        [1, 3, 0, 9],
      ),
      part([5, 1]),
      activity,
    )
    const wanted = decode(whole)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 90 }), async (size, batchBytes) => {
        const found = await readAll(inPieces(whole, size), batchBytes)
        expect(found.verdict).toEqual({ status: wanted.status, errorKind: wanted.errorKind })
        expect(found.messages).toEqual(wanted.messages.map(({ number, fields }) => [number, ...fields]))
      }),
    )
  })

  it('takes nothing that lies behind a broken part and is not its neighbour', async () => {
    const bytes = join(part([5, 1]), new Uint8Array(200), activity)
    expect(decode(bytes).messages).toEqual([])
    for (const size of [1, 50, 216])
      expect((await readAll(inPieces(bytes, size), size)).messages, `${size}`).toEqual([])
  })

  it('rejects what is no FIT file', async () => {
    expect((await readAll(inPieces(new TextEncoder().encode('<html>'), 3), 4)).verdict).toMatchObject({
      status: 'reject',
    })
    expect((await readAll(inPieces(new Uint8Array(), 3), 4)).verdict).toEqual({ status: 'reject', errorKind: 'empty' })
  })
})

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size)
}

async function readAll(source: AsyncIterable<Uint8Array>, batchBytes: number) {
  const stream = decodeFitStream(source, { batchBytes })
  const messages: unknown[] = []
  for (;;) {
    const next = await stream.next()
    if (next.done) return { messages, verdict: next.value }
    const batch: FitBatch = next.value
    for (const { number, fields } of batch.messages()) messages.push([number, ...fields])
  }
}

describe('readFitSummary', () => {
  it('gives the session in our units, null where the device gave no value', async () => {
    const session: Field[] = [
      [2, 4, 0x86],
      [3, 4, 0x85],
      [5, 1, 0],
      [7, 4, 0x86],
      [9, 4, 0x86],
      [16, 1, 2],
    ]
    const bytes = part(definition(0, 0, fileId), [0, 4], definition(1, 18, session), [
      1,
      ...uint32(1_000_000_000),
      ...uint32(2 ** 29),
      1,
      ...uint32(61_500),
      ...uint32(12_345),
      0xff,
    ])
    expect(await readFitSummary(bytes)).toMatchObject({
      status: 'ok',
      fileType: 4,
      sessions: [
        {
          sport: 'running',
          startTime: 1_631_065_600_000,
          startLat: 45,
          elapsedSeconds: 61.5,
          distanceMeters: 123.45,
          avgHeartRate: null,
          calories: null,
        },
      ],
    })
  })
})
