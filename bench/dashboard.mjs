// E3: what the dashboard's pages ask, on a store of ten years, measured in the server: from the request to its answer.

import { gzipSync } from 'node:zlib'
import { DatabaseSync } from '@photostructure/sqlite'

const today = /** @type {import('../src/domain/index.ts').LocalDate} */ ('2026-11-23')
const eight = [
  'sleep.total_s',
  'hrv_night.last_night_avg',
  'daily_summary.hr_resting',
  'daily_summary.stress_avg',
  'training_status.acute_load',
  'daily_summary.steps',
  'weight.weight_g',
  'vo2max.precise',
].join()

/** Route → what is asked. */
const questions = {
  home: 'home?days=42',
  status: 'status',
  metrics: 'metrics',
  'series, 8 metrics, a year by day': `health/series?metrics=${eight}&from=2025-11-24&to=2026-11-23`,
  'series, 8 metrics, ten years by day': `health/series?metrics=${eight}&from=2016-11-24&to=2026-11-23`,
  'series, 8 metrics, ten years by week': `health/series?metrics=${eight}&from=2016-11-24&to=2026-11-23&every=week`,
  'series, 8 metrics, ten years by month': `health/series?metrics=${eight}&from=2016-11-24&to=2026-11-23&every=month`,
  day: 'health/days/2026-11-20',
  'day timeline': 'health/days/2026-11-20/timeline',
  changes: 'changes?limit=50',
  activities: 'activities?limit=50',
}
const goalMs = 10
const screenGoalMs = 50

/** @type {import('../scripts/bench.mjs').Measure} */
export const measure = {
  names: ['E3'],
  async run({ quick, sources }) {
    const opened = await sources.openApi({ today: async () => today })
    try {
      const { userId } = await sources.signIn(opened)
      const { store, services } = opened
      opened.clock.now = Date.parse('2026-11-23T17:12:00Z')
      const at = services.clock()
      const life = {
        store,
        catalogue: services.catalogue,
        userId,
        today,
        at,
        days: 3650,
        sampledDays: quick ? 60 : 400,
      }
      await sources.writeLongLife(life)
      // What comes by the next upload: from then on nothing that was remembered holds.
      const bringNews = () =>
        store.keep({ userId, at, answer: null, entries: [], rows: [], series: [], originals: [], removed: [] })
      const session = (await opened.remote().authLogin({ body: { email: 'a@example.org', password: 'x' } })).body
      const authorization = `Bearer ${'access_token' in session ? session.access_token : ''}`
      /** @param {string} question */
      const ask = async (question) => {
        const begun = process.cpuUsage()
        const answer = await opened.ask(`/api/v1/${question}`, { headers: { authorization } })
        const text = await answer.text()
        const { user, system } = process.cpuUsage(begun)
        if (answer.status !== 200) throw new Error(`${question} answered ${answer.status}: ${text}`)
        return { ms: (user + system) / 1000, bytes: gzipSync(text).length }
      }
      const rounds = quick ? 20 : 60
      const floor = floorOf(rounds)
      /** @type {Record<string, { p95_ms: number, median_ms: number, after_news_ms: number, gz_bytes: number }>} */
      const found = {}
      for (const [name, question] of Object.entries(questions)) {
        for (let round = 0; round < 5; round++) await ask(question)
        const news = []
        for (let round = 0; round < 5; round++) {
          await bringNews()
          news.push((await ask(question)).ms)
        }
        const times = []
        let bytes = 0
        for (let round = 0; round < rounds; round++) {
          const { ms, bytes: size } = await ask(question)
          times.push(ms)
          bytes = size
        }
        found[name] = {
          p95_ms: at95(times),
          median_ms: at95(times, 0.5),
          after_news_ms: at95(news, 0.5),
          gz_bytes: bytes,
        }
      }
      const slowest = Math.max(...Object.values(found).map(({ p95_ms }) => p95_ms))
      const home = found.home?.after_news_ms ?? Number.NaN
      const about = { peer: null, floor: round2(floor), unit: 'ms' }
      return [
        {
          ...about,
          measure: 'E3',
          about: 'slowest of the dashboard’s routes over ten years, p95, processor time in the server',
          ours: round2(slowest),
          goal: `≤ ${goalMs} ms`,
          met: slowest <= goalMs,
          details: { routes: found, rounds },
        },
        {
          ...about,
          measure: 'E3 first screen',
          about: 'Home in one request right after new data came, ten years, processor time in the server',
          ours: round2(home),
          goal: `≤ ${screenGoalMs} ms`,
          met: home <= screenGoalMs,
          details: { gz_bytes: found.home?.gz_bytes },
        },
      ]
    } finally {
      await opened.close()
    }
  },
}

/** The least that does such work: a column of ten years out of SQLite as one text, and parsed. @param {number} rounds */
function floorOf(rounds) {
  const db = new DatabaseSync(':memory:')
  db.exec('create table days (date text primary key, value integer) strict, without rowid')
  const insert = db.prepare('insert into days values (?, ?)')
  for (let day = 0; day < 3650; day++)
    insert.run(new Date(Date.UTC(2016, 0, 1 + day)).toISOString().slice(0, 10), 4000 + ((day * 7919) % 9000))
  const select = db.prepare('select json_group_array(date) as days, json_group_array(value) as list from days')
  const times = Array.from({ length: rounds }, () => {
    const begun = process.cpuUsage()
    const row = select.get()
    JSON.parse(String(row?.days))
    JSON.parse(String(row?.list))
    const { user, system } = process.cpuUsage(begun)
    return (user + system) / 1000
  })
  db.close()
  return at95(times, 0.5)
}

/** @param {number[]} times */
function at95(times, share = 0.95) {
  const sorted = [...times].sort((a, b) => a - b)
  return round2(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN)
}

/** @param {number} value */
function round2(value) {
  return Math.round(value * 100) / 100
}
