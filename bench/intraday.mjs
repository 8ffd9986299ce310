// E4: ten years of heart rate by hour of the local day, out of the store.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { openBenchStore } from './bench-store.mjs'
import { cpuSeconds } from './rounds.mjs'

const userId = /** @type {import('../src/domain/index.ts').UserId} */ ('70010001')
const at = /** @type {import('../src/domain/index.ts').Instant} */ (1_760_000_000_000)
const [dayMs, minuteMs] = [86_400_000, 60_000]
const daysAtOnce = 200
/** Where the goal was set: a byte a minute, read and added up. */
const floorThen = 30

/** @type {import('../scripts/bench.mjs').Measure} */
export const measure = {
  names: ['E4'],
  async run({ quick, sources }) {
    const days = 3652
    const folder = mkdtempSync(join(tmpdir(), 'garminsync-bench-'))
    const store = await openBenchStore(sources, folder)
    const db = new DatabaseSync(join(folder, 'floor.db'))
    try {
      db.exec('pragma journal_mode=wal; create table hr_day(day integer primary key, data blob)')
      await fill(sources, store, db, days)
      const catalogue = sources.createCatalogue({
        readFitActivity: sources.readFitActivity,
        readFitWellness: sources.readFitWellness,
      })
      const rows = sources.createRows({ store, catalogue })
      const [from, to] = [dayOf(sources, 0), dayOf(sources, days - 1)]
      const turns = quick ? 2 : 5
      const query = { userId, metric: 'heart_rate', from, to }
      const found = await sources.intradayByHour(store, rows, query)
      const count = found.hours.reduce((sum, hour) => sum + hour.count, 0)
      if (found.days !== days || count !== days * 1440) throw new Error(`${found.days} days, ${count} samples`)
      const times = await cpuSeconds(
        {
          floor: () => {
            for (let turn = 0; turn < turns; turn++) walk(db)
          },
          ours: async () => {
            for (let turn = 0; turn < turns; turn++) await sources.intradayByHour(store, rows, query)
          },
        },
        5,
      )
      const ms = (/** @type {number} */ seconds) => Math.round((seconds / turns) * 1e4) / 10
      return [
        {
          measure: 'E4',
          about:
            'CPU of heart rate by hour of the day over ten years, 5.3 million samples, local time by each day’s offset',
          unit: 'ms',
          ours: ms(times.ours),
          peer: null,
          floor: ms(times.floor),
          goal: '≤ 100 ms',
          met: ms(times.ours) <= 100,
          details: { floor_then: floorThen, days },
        },
      ]
    } finally {
      db.close()
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

/** @param {import('./sources.ts').Sources} sources @param {number} index */
function dayOf({ addDays }, index) {
  return addDays(/** @type {import('../src/domain/index.ts').LocalDate} */ ('2016-01-01'), index)
}

/** A sample a minute, in both stores. @param {import('./sources.ts').Sources} sources @param {import('../src/store/index.ts').Store} store @param {InstanceType<typeof DatabaseSync>} db @param {number} days */
async function fill(sources, store, db, days) {
  const insert = db.prepare('insert into hr_day values (?, ?)')
  for (let first = 0; first < days; first += daysAtOnce) {
    const series = []
    const rows = []
    db.exec('begin')
    for (let index = first; index < Math.min(days, first + daysAtOnce); index++) {
      const day = dayOf(sources, index)
      const start = Date.parse(`${day}T00:00:00Z`) - 7_200_000
      const times = Array.from({ length: 1440 }, (_, minute) => start + minute * minuteMs)
      const values = times.map((_, minute) => beats(index, minute))
      series.push({ dataset: 'wellness_fit', channel: 'heart_rate', day, times, values, quality: null })
      rows.push({ date: day, hr_min: 40, offset_start_s: 7200, day_start_utc: start, day_end_utc: start + dayMs })
      insert.run(index, Uint8Array.from(values))
    }
    db.exec('commit')
    await store.keep({
      userId,
      at,
      answer: null,
      entries: [],
      rows: [{ table: sources.heartRateDayTable, rows }],
      series: sources.packSeries(series),
      originals: [],
      removed: [],
    })
  }
}

/** @param {number} day @param {number} minute */
function beats(day, minute) {
  return 60 + Math.round(12 * Math.sin(minute / 230 + day) + ((day * 31 + minute * 17) % 7))
}

/** The least that has to be done: each day's bytes read and added up by hour. @param {InstanceType<typeof DatabaseSync>} db */
function walk(db) {
  const sums = new Float64Array(24)
  for (const { data } of db.prepare('select data from hr_day order by day').all()) {
    const bytes = /** @type {Uint8Array} */ (data)
    for (let minute = 0; minute < bytes.length; minute++) {
      const hour = Math.floor(minute / 60)
      sums[hour] = (sums[hour] ?? 0) + (bytes[minute] ?? 0)
    }
  }
  return sums
}
