import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitCrc } from './crc.ts'
import { decode, readFitSummary } from './index.ts'

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

const join = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((bytes) => [...bytes]))
const fileId: Field[] = [[0, 1, 0]]
const activity = part(definition(0, 0, fileId), [0, 4])

describe('decode', () => {
  it('reads both byte orders, arrays, texts and invalid values', async () => {
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
    const { messages, status } = await decode(bytes)
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

  it('counts compressed timestamps on from the last full one, over the roll', async () => {
    const bytes = part(
      definition(0, 20, [[253, 4, 0x86]]),
      definition(1, 20, [[3, 1, 2]]),
      [0, ...uint32(1_000_000_030)],
      [0x80 | (1 << 5) | ((1_000_000_030 + 1) % 32), 100],
      [0x80 | (1 << 5) | ((1_000_000_030 + 31) % 32), 101],
    )
    const times = (await decode(bytes)).messages.map(({ fields }) => fields.get(253))
    expect(times).toEqual([1_000_000_030, 1_000_000_031, 1_000_000_061])
  })

  it('steps over developer fields', async () => {
    const bytes = part(definition(0, 20, [[3, 1, 2]], { developer: 3 }), [0, 90, 1, 2, 3], [0, 91, 1, 2, 3])
    expect((await decode(bytes)).messages.map(({ fields }) => [...fields])).toEqual([[[3, 90]], [[3, 91]]])
  })

  it('reads chained parts, each with definitions of its own', async () => {
    const file = await decode(join(activity, part(definition(3, 20, [[3, 1, 2]]), [3, 80])))
    expect([file.status, ...file.messagesByNumber]).toEqual(['ok', [0, 1], [20, 1]])
  })

  it('keeps what came before a cut', async () => {
    const whole = part(definition(0, 20, [[3, 1, 2]]), [0, 80], [0, 81])
    const kinds = []
    for (const length of [14, 18, 24, 25, 27, 28]) {
      const { status, errorKind, messages } = await decode(whole.slice(0, length))
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

  it('flags a wrong checksum, garbage behind the end, and messages without a definition', async () => {
    const flipped = activity.slice()
    flipped[flipped.length - 1]! ^= 1
    expect(await decode(flipped)).toMatchObject({ status: 'crc_mismatch', errorKind: 'bad_file_crc' })
    expect(await decode(join(activity, new Uint8Array(20)))).toMatchObject({ errorKind: 'trailing_garbage' })
    expect(await decode(part([5, 1]))).toMatchObject({ status: 'partial', errorKind: 'undefined_local' })
  })

  it('rejects what is no FIT file', async () => {
    expect(await decode(new Uint8Array())).toMatchObject({ status: 'reject', errorKind: 'empty' })
    const html = new TextEncoder().encode('<html><body>Sign in</body></html>')
    expect(await decode(html)).toMatchObject({ status: 'reject', errorKind: 'not_fit' })
  })

  it('takes the first value where a field is defined twice', async () => {
    const bytes = part(
      definition(0, 20, [
        [3, 1, 2],
        [3, 1, 2],
      ]),
      [0, 80, 0xff],
    )
    expect((await decode(bytes)).messages[0]!.fields.get(3)).toBe(80)
  })

  it('never throws, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.boolean(), async (noise, framed) => {
        const file = await decode(framed ? part([...noise].map((byte) => byte)) : noise)
        expect(['ok', 'partial', 'crc_mismatch', 'reject']).toContain(file.status)
      }),
    )
  })
})

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

// Beside the repository, as everything that is shared but not ours to pass on.
const corpus = new URL('../../../shared/fit/', import.meta.url)
const corpusHere = existsSync(new URL('expected.json', corpus))

interface Expected {
  readonly kind?: string
  readonly status: string
  readonly error_kind?: string
  readonly messages_by_number?: Readonly<Record<string, number>>
  readonly sessions?: readonly Readonly<Record<string, number | string | null>>[]
}

// The corpus may not be passed on (its README), so a clone is without it.
describe.skipIf(!corpusHere)('the corpus of real FIT files (skipped where it is not at hand)', () => {
  it('finds the status, message counts and sessions that four decoders agree on', async () => {
    const expected = JSON.parse(readFileSync(new URL('expected.json', corpus), 'utf8')) as Record<string, Expected>
    const files = Object.entries(expected).filter(([, entry]) => entry.kind !== 'zip')
    expect(files.length).toBeGreaterThan(100)
    for (const [name, entry] of files) {
      const bytes = readFileSync(new URL(encodeURI(name), corpus))
      const file = await decode(bytes, { keep: new Set() })
      expect([file.status, file.errorKind ?? undefined], name).toEqual([entry.status, entry.error_kind])
      expect(Object.fromEntries(file.messagesByNumber), name).toEqual(entry.messages_by_number ?? {})
      const { sessions } = await readFitSummary(bytes)
      const found = sessions.map((session) => ({
        sport_code: session.sportCode,
        sub_sport_code: session.subSportCode,
        start_time: session.startTime === null ? null : session.startTime / 1000,
        total_distance_m: session.distanceMeters,
        total_timer_time_s: session.timerSeconds,
        total_elapsed_time_s: session.elapsedSeconds,
        avg_heart_rate: session.avgHeartRate,
        max_heart_rate: session.maxHeartRate,
        total_calories: session.calories,
        num_laps: session.lapCount,
        total_ascent: session.ascentMeters,
        avg_power: session.avgPowerWatts,
        pool_length: session.poolLengthMeters,
      }))
      expect(found, name).toEqual(
        (entry.sessions ?? []).map((session) => expect.objectContaining(pick(session, found[0]))),
      )
    }
  })
})

function pick(session: Readonly<Record<string, number | string | null>>, like: object | undefined) {
  return Object.fromEntries(Object.keys(like ?? {}).map((key) => [key, session[key]]))
}
