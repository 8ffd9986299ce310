// C1: FIT activities into SQLite, everything kept; D1: what 1,000 hours take on the disk; E5: streams of one out again.
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { DatabaseSync } from '@photostructure/sqlite'
import { openBenchStore } from './bench-store.mjs'
import { activityFit } from './fit-files.mjs'
import { cpuSeconds } from './rounds.mjs'

/** Readings a round. */
const turns = 20
const userId = /** @type {import('../src/domain/index.ts').UserId} */ ('70010001')

/** @type {import('../scripts/bench.mjs').Measure} */
export const measure = {
  names: ['C1', 'D1', 'E5'],
  async run({ quick, sources }) {
    const hours = quick ? 12 : 40
    const files = Array.from({ length: hours }, (_, index) =>
      activityFit(sources, { seed: index + 1, start: 1_700_000_000 + index * 90_000, records: 3600 }),
    )
    const records = hours * 3600
    const folder = mkdtempSync(join(tmpdir(), 'garminsync-bench-'))
    try {
      let turn = 0
      const sizes = { floor: 0, ours: 0 }
      const floor = () => {
        const path = join(folder, `floor-${turn++}.db`)
        importFloor(sources, path, files)
        sizes.floor = statSync(path).size
      }
      const ours = async () => {
        const home = join(folder, `ours-${turn++}`)
        await importOurs(sources, home, files)
        sizes.ours = sizeOf(home)
      }
      await importOurs(sources, join(folder, 'empty'), [])
      const empty = sizeOf(join(folder, 'empty'))
      const times = await cpuSeconds({ floor, ours }, 5)
      const share = times.floor / times.ours
      const disk = (empty + ((sizes.ours - empty) / hours) * 1000) / 1e6
      const floorDisk = ((sizes.floor / hours) * 1000) / 1e6
      // The same bytes as in the list of goals would be those of its generator; ours are a little less regular.
      const allowed = Math.max(150, floorDisk)
      const home = join(folder, 'read')
      const read = await timeOfReading(sources, home, files[0])
      return [
        {
          measure: 'C1',
          about:
            'records a CPU second: FIT activities into SQLite, original kept and hashed, one commit a file; floor: blobs and original',
          unit: 'records/s',
          ours: Math.round(records / times.ours),
          peer: null,
          floor: Math.round(records / times.floor),
          goal: '≥ 45 % of the floor',
          met: share >= 0.45,
          details: { files: hours, records, share_pct: Math.round(share * 1000) / 10 },
        },
        {
          measure: 'D1',
          about: '1,000 hours of activities: originals bit for bit, streams readable, all tables',
          unit: 'MB',
          ours: Math.round(disk * 10) / 10,
          peer: null,
          floor: Math.round(floorDisk * 10) / 10,
          goal: `≤ 150 MB × today’s floor / 150 (today ${Math.round(allowed)})`,
          met: disk <= allowed,
          details: { hours_measured: hours, raw_mb_an_hour: Math.round((files[0]?.length ?? 0) / 1e4) / 100 },
        },
        {
          measure: 'E5',
          about: 'CPU of one activity’s streams out of the store as JSON: all channels of an hour, 1,500 points',
          unit: 'ms',
          ours: Math.round(read * 100) / 100,
          peer: null,
          floor: null,
          goal: '≤ 8 ms',
          met: read <= 8,
        },
      ]
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

/**
 * As a sync does it: the answer is read, the original written, ledger, rows and streams kept in one transaction.
 * @param {import('./sources.ts').Sources} sources @param {string} home @param {Uint8Array[]} files
 */
async function importOurs(sources, home, files) {
  const { activityOriginal, createInlineDecode, prepareAnswer, readFitActivity } = sources
  const store = await openBenchStore(sources, home)
  try {
    const dataset = activityOriginal(readFitActivity)
    const decode = createInlineDecode([dataset])
    const today = /** @type {import('../src/domain/index.ts').LocalDate} */ ('2026-01-01')
    for (const [index, bytes] of files.entries()) {
      const target = { kind: /** @type {const} */ ('item'), id: String(20_000_000_000 + index), day: null }
      const at = /** @type {import('../src/domain/index.ts').Instant} */ (1_760_000_000_000 + index)
      const answered = { dataset, form: dataset.forms[0], target, at, answer: { status: 200, bytes } }
      const account = { displayName: null, profileId: userId }
      const known = { userId, account, before: async () => new Map(), catalogue: [dataset] }
      const prepared = await prepareAnswer(store, known, answered, await decode(answered, today))
      await store.keep(prepared.keep)
    }
  } finally {
    await store.close()
  }
}

/**
 * Decode, hash, deflate, one blob of columns, one commit a file: nothing else.
 * @param {import('./sources.ts').Sources} sources @param {string} path @param {Uint8Array[]} files
 */
function importFloor({ fieldsToColumns }, path, files) {
  const db = new DatabaseSync(path)
  try {
    db.exec(
      'pragma journal_mode=wal; pragma synchronous=normal; create table original(hash blob primary key, body blob); create table stream(id integer primary key, rows integer, data blob)',
    )
    const keepOriginal = db.prepare('insert or ignore into original values (?, ?)')
    const keepStream = db.prepare('insert into stream values (?, ?, ?)')
    for (const [id, bytes] of files.entries()) {
      const layout = fieldsToColumns(bytes).layouts.find((each) => each.message === 20)
      if (layout === undefined) throw new Error('no records')
      const { columns, rows } = layout
      db.exec('begin')
      keepOriginal.run(createHash('sha256').update(bytes).digest(), deflateRawSync(bytes, { level: 6 }))
      keepStream.run(id, rows, deflateRawSync(packed(columns, rows), { level: 1 }))
      db.exec('commit')
    }
    db.exec('pragma wal_checkpoint(truncate)')
  } finally {
    db.close()
  }
}

/** @param {Float64Array[]} columns @param {number} rows */
function packed(columns, rows) {
  const bytes = Buffer.allocUnsafe(rows * columns.length * 5 + 16)
  let at = 0
  for (const column of columns) {
    let before = 0
    for (let row = 0; row < rows; row++) {
      const value = column[row] ?? Number.NaN
      const known = Number.isNaN(value) ? before : value
      const difference = (known - before) | 0
      before = known
      let rest = ((difference << 1) ^ (difference >> 31)) >>> 0
      for (; rest > 127; rest >>>= 7) bytes[at++] = (rest & 127) | 128
      bytes[at++] = rest
    }
  }
  return bytes.subarray(0, at)
}

/** @param {import('./sources.ts').Sources} sources @param {string} home @param {Uint8Array | undefined} file */
async function timeOfReading(sources, home, file) {
  await importOurs(sources, home, file === undefined ? [] : [file])
  const store = await openBenchStore(sources, home)
  try {
    const { once } = await cpuSeconds(
      {
        once: async () => {
          for (let turn = 0; turn < turns; turn++) {
            const streams = await store.rows.streams(userId, '20000000000', 'record')
            JSON.stringify(sources.toColumns(streams, { points: 1500, by: 'time', wanted: null }))
          }
        },
      },
      5,
    )
    return (once / turns) * 1000
  } finally {
    await store.close()
  }
}

/** @param {string} folder */
function sizeOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath ?? entry.path, entry.name)).size, 0)
}
