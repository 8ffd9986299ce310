// C3: CPU of a day of life out of the watch's own files: heart rate, stress, body battery and breaths each minute.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { DatabaseSync } from '@photostructure/sqlite'
import { zipSync } from 'fflate'
import { openBenchStore } from './bench-store.mjs'
import { cpuSeconds } from './rounds.mjs'

/** @typedef {import('../src/fit/index.ts').EncodedMessage} EncodedMessage */

const fitEpochSeconds = 631_065_600
/** Where the goal was set: ms a day as blobs. */
const floorThen = 2
const userId = /** @type {import('../src/domain/index.ts').UserId} */ ('70010001')

/** @type {import('../scripts/bench.mjs').Measure} */
export const measure = {
  names: ['C3'],
  async run({ quick, sources }) {
    const days = quick ? 10 : 40
    const bare = Array.from({ length: days }, (_, index) => Object.values(filesOf(sources, index)))
    const archives = Array.from({ length: days }, (_, index) =>
      zipSync(filesOf(sources, index), { mtime: '2025-01-01' }),
    )
    const folder = mkdtempSync(join(tmpdir(), 'garminsync-bench-'))
    try {
      // Opened before the clock runs: a new store makes all tables, which no day of life does.
      const rounds = 5
      /** @type {import('../src/store/index.ts').Store[]} */
      const stores = []
      for (let turn = 0; turn <= rounds; turn++)
        stores.push(await openBenchStore(sources, join(folder, `home-${turn}`)))
      let turn = 0
      const db = new DatabaseSync(join(folder, 'floor.db'))
      db.exec('pragma journal_mode=wal; pragma synchronous=normal; create table day(id integer primary key, data blob)')
      const insert = db.prepare('insert or replace into day values (?, ?)')
      const floor = () => {
        for (const [index, files] of Object.entries(bare)) {
          const packed = files.map((bytes) => Buffer.concat(sources.fieldsToColumns(bytes).layouts.flatMap(toBytes)))
          insert.run(Number(index), deflateRawSync(Buffer.concat(packed), { level: 1 }))
        }
      }
      const times = await cpuSeconds({ floor, once: () => importDays(sources, stores[turn++], archives) }, rounds)
      db.close()
      for (const store of stores) await store.close()
      const perDay = Math.round((times.once / days) * 1e5) / 100
      const floorPerDay = Math.round((times.floor / days) * 1e5) / 100
      const allowed = Math.max(12, Math.round((12 * floorPerDay) / floorThen))
      return [
        {
          measure: 'C3',
          about:
            'CPU of a day of wellness files (an archive of four, 5,760 samples) into the store, archive unzipped and kept',
          unit: 'ms',
          ours: perDay,
          peer: null,
          floor: floorPerDay,
          goal: `≤ 12 ms × today’s floor / ${floorThen} (today ${allowed})`,
          met: perDay <= allowed,
          details: { days },
        },
      ]
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

/** @param {number} index */
const dayOf = (index) => new Date(Date.UTC(2025, 0, 1 + index)).toISOString().slice(0, 10)

/** @param {import('./sources.ts').Sources} sources @param {number} index */
function filesOf({ encodeFit }, index) {
  const midnight = Date.parse(`${dayOf(index)}T00:00:00Z`) / 1000 - fitEpochSeconds
  /** @type {Record<string, Uint8Array>} */
  const files = {}
  for (let quarter = 0; quarter < 4; quarter++) {
    const begin = midnight + quarter * 21_600
    /** @type {EncodedMessage[]} */
    const messages = [
      {
        number: 0,
        fields: fieldsOf([
          [0, 'enum', 32],
          [4, 'uint32', begin],
        ]),
      },
      {
        number: 103,
        fields: fieldsOf([
          [253, 'uint32', begin],
          [0, 'uint32', begin],
        ]),
      },
    ]
    for (let minute = 0; minute < 360; minute++) {
      const at = begin + minute * 60
      const wave = Math.round(Math.sin(minute / 20) * 12)
      messages.push(
        {
          number: 55,
          fields: fieldsOf([
            [26, 'uint16', at & 0xffff],
            [27, 'uint8', 70 + wave],
          ]),
        },
        {
          number: 227,
          fields: fieldsOf([
            [1, 'uint32', at],
            [0, 'sint16', minute % 9 === 0 ? -2 : 40 + wave],
            [3, 'sint8', 60 + wave],
          ]),
        },
        {
          number: 297,
          fields: fieldsOf([
            [253, 'uint32', at],
            [0, 'sint16', 1400 + wave * 7],
          ]),
        },
      )
    }
    files[`${30_000_000_000 + index * 4 + quarter}_WELLNESS.fit`] = encodeFit(messages)
  }
  return files
}

/** @param {{ columns: Float64Array[], rows: number }} layout */
const toBytes = ({ columns, rows }) =>
  columns.map((column) => Buffer.from(Float32Array.from(column.subarray(0, rows)).buffer))

/** @param {[number, import('../src/fit/index.ts').BaseTypeName, number][]} fields */
const fieldsOf = (fields) => fields.map(([number, type, value]) => ({ number, type, value }))

/**
 * @param {import('./sources.ts').Sources} sources @param {import('../src/store/index.ts').Store | undefined} store
 * @param {Uint8Array[]} archives
 */
async function importDays(sources, store, archives) {
  const { createInlineDecode, prepareAnswer, readFitWellness, wellnessFit } = sources
  if (store === undefined) throw new Error('there is no store for this round')
  const dataset = wellnessFit(readFitWellness)
  const decode = createInlineDecode([dataset])
  const today = /** @type {import('../src/domain/index.ts').LocalDate} */ ('2026-01-01')
  for (const [index, bytes] of archives.entries()) {
    const day = /** @type {import('../src/domain/index.ts').LocalDate} */ (dayOf(index))
    const at = /** @type {import('../src/domain/index.ts').Instant} */ (1_760_000_000_000 + index)
    const known = {
      userId,
      account: { displayName: null, profileId: userId },
      before: async () => new Map(),
      catalogue: [dataset],
    }
    const target = { kind: /** @type {const} */ ('day'), day }
    const answered = { dataset, form: dataset.forms[0], target, at, answer: { status: 200, bytes } }
    const { keep } = await prepareAnswer(store, known, answered, await decode(answered, today))
    if (keep.series.length !== 4) throw new Error(`${keep.series.length} series in place of 4`)
    await store.keep(keep)
  }
}
