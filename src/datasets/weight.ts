import {
  type Answer,
  defineDataset,
  type Json,
  type LocalDate,
  type ReadItem,
  type Reading,
  type Row,
  type Target,
} from '../domain/index.ts'
import { objectOf, toReading, unexpected, without } from './reading/answer.ts'
import { type Fields, toFieldsList } from './reading/fields.ts'
import { offsetSeconds } from './reading/times.ts'
import { weightTable } from './tables/index.ts'

const name = 'weight'
/** Ten years were answered in one go (RANGES section 1). */
const maxDays = 3650
/** Follows from the weigh-in before, which may be another day's. */
const noise = new Set(['weightDelta'])

export const weight = defineDataset({
  name,
  title: 'Weight',
  group: 'health',
  settlesAfterDays: 1,
  // People add and delete weigh-ins at any date, and one request covers all of them.
  trailingDays: maxDays,
  tables: [weightTable],
  mirrors: 'weight',
  version: 1,
  source: 'DATA section 4, R and L',
  forms: [
    {
      name: 'range',
      per: { kind: 'range', maxDays },
      request: (target) =>
        target.kind === 'range'
          ? {
              method: 'GET',
              path: `/weight-service/weight/range/${target.start}/${target.end}`,
              query: { includeAll: true },
              expects: 'json',
            }
          : null,
      read,
    },
    {
      name: 'day',
      per: { kind: 'day', gate: 'daily_summary' },
      request: (target) =>
        target.kind === 'day'
          ? { method: 'GET', path: `/weight-service/weight/dayview/${target.day}`, expects: 'json' }
          : null,
      read,
    },
  ],
})

/** Reads the range (`dailyWeightSummaries`) and the day view (`dateWeightList`), both recorded. */
function read(answer: Answer, target: Target): Reading {
  const notes = new Set<string>()
  const body = objectOf(answer, name, notes)
  // Not "no weigh-ins": what the answer lacks counts as deleted, so it has to say so with a list.
  if (body === null) throw unexpected(name, 'null instead of an object')
  const ofDays = body.raw('dailyWeightSummaries')
  const flat = body.raw('dateWeightList')
  if (ofDays === undefined && flat === undefined) throw unexpected(name, 'no list of weigh-ins')
  const weighIns = flat === undefined ? inSummaries(body, notes) : body.array('dateWeightList')
  const asked = target.kind === 'day' ? target.day : null
  return toReading(toItems(weighIns, asked, notes), notes)
}

function inSummaries(body: Fields, notes: Set<string>): readonly Json[] {
  return body.list('dailyWeightSummaries').flatMap((summary) => {
    const all = summary.array('allWeightMetrics')
    const latest = summary.raw('latestWeight')
    if (all.length > 0 || latest === undefined || latest === null) return all
    notes.add(`${name}: only the latest weigh-in of a day was given`)
    return [latest]
  })
}

/** One item a day, with all its weigh-ins: a day's morning value is no less than its evening one. */
function toItems(weighIns: readonly Json[], asked: LocalDate | null, notes: Set<string>): ReadItem[] {
  const byDay = new Map<LocalDate, { content: Json[]; rows: Row[] }>()
  for (const json of weighIns) {
    for (const weighIn of toFieldsList([json], `${name}.weighIn`, notes)) {
      const day = weighIn.day('calendarDate') ?? asked
      const samplePk = weighIn.id('samplePk')
      if (day === null || samplePk === null) {
        weighIn.note('a weigh-in without calendarDate or samplePk')
        continue
      }
      const known = byDay.get(day) ?? { content: [], rows: [] }
      known.content.push(without(json, noise))
      known.rows.push(toRow(weighIn, samplePk, day))
      byDay.set(day, known)
    }
  }
  return [...byDay].map(([day, { content, rows }]) => ({ item: day, day, content, rows: { weight: rows } }))
}

function toRow(weighIn: Fields, samplePk: string, day: LocalDate): Row {
  return {
    sample_pk: samplePk,
    date: day,
    at_utc: weighIn.instant('timestampGMT'),
    offset_s: offsetSeconds(weighIn, 'date', 'timestampGMT'),
    weight_g: weighIn.real('weight'),
    bmi: weighIn.real('bmi'),
    fat_pct: weighIn.real('bodyFat'),
    water_pct: weighIn.real('bodyWater'),
    bone_g: weighIn.real('boneMass'),
    muscle_g: weighIn.real('muscleMass'),
    visceral: weighIn.real('visceralFat'),
    physique: weighIn.real('physiqueRating'),
    metabolic_age: weighIn.real('metabolicAge'),
    source_type: weighIn.text('sourceType'),
  }
}
