import { createHash } from 'node:crypto'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { FitActivity, LocalDate } from '../domain/index.ts'
import { readFitWellness } from '../fit/index.ts'
import { activityOriginal } from './activity-original.ts'
import type { ReadFitActivity } from './fit-files.ts'
import { wellnessFit } from './wellness-fit.ts'

const text = (content: string) => new TextEncoder().encode(content)
const fit = Uint8Array.of(14, 32, 0, 0, 0, 0, 0, 0, 0x2e, 0x46, 0x49, 0x54, 0, 0)
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const emptyFile: FitActivity = {
  status: 'ok',
  errorKind: null,
  recordCount: 0,
  sessions: [],
  laps: [],
  lengths: [],
  sets: [],
  streams: [],
}
const noSessions: ReadFitActivity = async () => emptyFile
const item = { kind: 'item', id: '9007199254740993', day: '2026-02-05' as LocalDate } as const
const day = { kind: 'day', day: '2026-02-05' as LocalDate } as const

const readActivity = async (bytes: Uint8Array, readFitActivity = noSessions) =>
  activityOriginal(readFitActivity).forms[0].read({ status: 200, bytes }, item)

describe('the original of an activity', () => {
  it('is known by the hash of its unzipped bytes, zipped or bare', async () => {
    const zipped = await readActivity(zipSync({ 'x_ACTIVITY.fit': fit }))
    const bare = await readActivity(fit)
    for (const { items } of [zipped, bare])
      expect(items[0]!.rows.activity).toEqual([
        {
          activity_id: item.id,
          has_original: true,
          original_sha256: sha256(fit),
          original_format: 'fit',
          original_status: 'ok',
          original_error: null,
          original_records: 0,
        },
      ])
  })

  it('is the FIT file where an archive holds several, and all are kept', async () => {
    const { items } = await readActivity(zipSync({ 'a.txt': text('hello'), 'b.tcx': text('<gpx>'), 'c.bin': fit }))
    expect(items[0]!.rows.activity![0]).toMatchObject({ original_format: 'fit', original_sha256: sha256(fit) })
    expect(items[0]!.files!.map(({ name, extension }) => [name, extension])).toEqual([
      ['a.txt', 'bin'],
      ['b.tcx', 'gpx'],
      ['c.bin', 'fit'],
    ])
  })

  it('is kept although its FIT cannot be read to the end', async () => {
    const streams = [{ part: 'event', times: Float64Array.of(1), isRelative: false, channels: [] }] as const
    const cut = { ...emptyFile, status: 'partial', errorKind: 'eof_in_message', recordCount: 7, streams } as const
    const { items, notes } = await readActivity(fit, () => cut)
    expect(items[0]!.rows.activity![0]).toMatchObject({
      has_original: true,
      original_status: 'partial',
      original_error: 'eof_in_message',
      original_records: 7,
    })
    expect(items[0]!.streams).toBe(streams)
    expect(notes).toHaveLength(1)
  })

  it('is missing where the archive is empty', async () => {
    expect((await readActivity(zipSync({}))).items).toMatchObject([{ content: null, reason: 'no-file' }])
  })
})

describe('the wellness files of a day', () => {
  it('are the same whatever order and time the archive was made in', async () => {
    const one = zipSync({ 'a.fit': fit, 'b.fit': text('x') }, { mtime: '2026-02-05' })
    const other = zipSync({ 'b.fit': text('x'), 'a.fit': fit }, { mtime: '2026-02-06' })
    const [first, second] = await Promise.all(
      [one, other].map(async (bytes) => wellnessFit(readFitWellness).forms[0].read({ status: 200, bytes }, day)),
    )
    expect(first!.items[0]!.content).toEqual(second!.items[0]!.content)
    expect(first!.items[0]!.richness).toBe(fit.length + 1)
  })
})
