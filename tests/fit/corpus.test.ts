import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decodeFitStream, inspectFit, readFitSummary } from '../../src/fit/index.ts'

// Beside the repository: the files may not be passed on (their README), so a clone is without them.
const corpus = new URL('../../../shared/fit/', import.meta.url)
const isHere = existsSync(new URL('expected.json', corpus))

interface Expected {
  readonly kind?: string
  readonly status: string
  readonly error_kind?: string
  readonly messages_by_number?: Readonly<Record<string, number>>
  readonly parent_messages?: number
  readonly field_sums?: Readonly<Record<string, readonly [number, number]>>
  readonly developer_fields?: Readonly<Record<string, { n: number; sum: number }>>
  readonly records?: Readonly<Record<string, unknown>>
  readonly sessions?: readonly Readonly<Record<string, unknown>>[]
  readonly laps?: number
}

/** Where we differ from `expected.json`, and why; docs/fit.md shows the same table. */
const differences: Readonly<Record<string, Readonly<Partial<Record<keyof Expected, string>>>>> = {
  'derived/header-data-size-zero.fit': {
    messages_by_number: 'expected counts follow the header literally; all messages of the intact parent are recovered',
    field_sums: 'as above',
    records: 'as above',
    sessions: 'as above',
    laps: 'as above',
  },
  'activity/ActivityDevFields.fit': {
    developer_fields: 'one undescribed field is listed there under the two names that two decoders invent for it',
  },
}

describe.skipIf(!isHere)('the corpus of real FIT files (skipped: ../shared/fit is not at hand)', () => {
  const expected = isHere
    ? (JSON.parse(readFileSync(new URL('expected.json', corpus), 'utf8')) as Record<string, Expected>)
    : {}
  const files = Object.entries(expected).filter(([, { kind }]) => kind !== 'zip')
  const bytesOf = (name: string) => readFileSync(new URL(encodeURI(name), corpus))

  it('holds all 163 files that have expected values', () => {
    expect(files).toHaveLength(163)
  })

  it.each(files)('%s is read as independent decoders read it', (name, entry) => {
    const found = inspectFit(bytesOf(name))
    const except = differences[name] ?? {}
    const hold = <K extends keyof Expected>(key: K, ours: unknown, theirs: unknown) => {
      if (except[key] === undefined) expect(ours, key).toEqual(theirs)
      else expect(ours, `${key} is listed as different`).not.toEqual(theirs)
    }
    expect([found.status, found.error_kind ?? undefined]).toEqual([entry.status, entry.error_kind])
    hold('messages_by_number', found.messages_by_number, entry.messages_by_number ?? {})
    hold('field_sums', found.field_sums, rounded(entry.field_sums ?? {}))
    hold('records', found.records, entry.records ?? found.records)
    hold('sessions', found.sessions, entry.sessions ?? [])
    hold('laps', found.laps, entry.laps ?? 0)
    hold('developer_fields', found.developer_fields, near(entry.developer_fields ?? {}))
  })

  it('recovers what a header without a size hides', () => {
    const name = 'derived/header-data-size-zero.fit'
    const { messages_by_number } = inspectFit(bytesOf(name))
    const total = Object.values(messages_by_number).reduce((sum, count) => sum + count, 0)
    expect(total).toBe(expected[name]!.parent_messages)
  })

  it('finds the same messages in pieces', async () => {
    for (const [name, entry] of files) {
      const bytes = bytesOf(name)
      const counts = new Map<string, number>()
      const stream = decodeFitStream(inPieces(bytes, 4096), { batchBytes: 10_000 })
      let step = await stream.next()
      for (; !step.done; step = await stream.next())
        for (const [number, count] of step.value.messagesByNumber)
          counts.set(String(number), (counts.get(String(number)) ?? 0) + count)
      expect([step.value.status, step.value.errorKind ?? undefined], name).toEqual([entry.status, entry.error_kind])
      if (differences[name]?.messages_by_number === undefined)
        expect(Object.fromEntries(counts), name).toEqual(entry.messages_by_number ?? {})
    }
  })

  it('gives sessions in our units', async () => {
    for (const [name, entry] of files) {
      const { sessions } = await readFitSummary(bytesOf(name))
      if (differences[name]?.sessions !== undefined) continue
      expect(
        sessions.map((one) => [one.startTime === null ? null : one.startTime / 1000, one.distanceMeters]),
        name,
      ).toEqual((entry.sessions ?? []).map((one) => [one.start_time, one.total_distance_m]))
    }
  })
})

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** Sums beyond 2^53 are doubles there and here; they may differ in the last place. */
function rounded(sums: Readonly<Record<string, readonly [number, number]>>) {
  return Object.fromEntries(
    Object.entries(sums).map(([key, [n, sum]]) => [
      key,
      Number.isSafeInteger(sum) ? [n, sum] : [n, expect.closeTo(sum, -Math.floor(Math.log10(Math.abs(sum)) - 12))],
    ]),
  )
}

/** Sums of scaled values are rounded to four places there. */
function near(fields: Readonly<Record<string, { n: number; sum: number }>>) {
  return Object.fromEntries(
    Object.entries(fields).map(([key, { n, sum }]) => [key, { n, sum: expect.closeTo(sum, 3) }]),
  )
}
