import { type Answer, defineDataset, type ReadItem, type Reading } from '../domain/index.ts'
import { objectOf, unexpected } from './reading/answer.ts'
import { toFieldsList } from './reading/fields.ts'
import { get, rangeForm } from './reading/forms.ts'
import { graphqlList, graphqlRequest } from './reading/graphql.ts'
import { hasNight, isEmptyNight, napsOfNight, nightForms, nightItem, nightRow, nightStatsRow } from './reading/night.ts'
import { sleepStageTable, sleepTable } from './tables/index.ts'

const name = 'sleep'
const field = 'sleepSummariesScalar'
const gate = 'daily_summary'
/** The gateway answers the 29 nights that a public project asks for (RANGES section 1); the REST twin refuses them. */
const gatewayDays = 29
const maxDays = 28

/** Nights; naps come with them. Stages come from the wellness archive, or from `sleep_samples`. */
export const sleep = defineDataset({
  name,
  title: 'Sleep',
  group: 'health',
  settlesAfterDays: 3,
  // People correct nights afterwards, and a window as wide as the cap costs no more than one of three days.
  trailingDays: maxDays,
  tables: [sleepTable, sleepStageTable],
  replaces: ['sleep_stage'],
  version: 2,
  source: 'RANGES section 2, S; DATA section 4 (`sleep_daily`), L; DATA section 5, R (stages: S)',
  forms: [
    rangeForm({
      name: 'summaries',
      maxDays: gatewayDays,
      gate,
      request: ({ start, end }) => graphqlRequest(field, { startDate: start, endDate: end }),
      read: readSummaries,
    }),
    rangeForm({
      name: 'stats',
      maxDays,
      gate,
      request: ({ start, end }) => get(`/sleep-service/stats/sleep/daily/${start}/${end}`),
      read: readStats,
    }),
    ...nightForms(name, gate),
  ],
})

function readSummaries(answer: Answer, notes: Set<string>): Pick<Reading, 'items' | 'also'> {
  const naps: ReadItem[] = []
  const items = graphqlList(answer, name, field, notes).flatMap((json) =>
    toFieldsList([json], name, notes).flatMap((night) => {
      const day = night.day('calendarDate')
      if (day === null) {
        night.note('a night without calendarDate')
        return []
      }
      naps.push(...napsOfNight(day, night))
      return isEmptyNight(night) ? [] : [nightItem(day, json, { sleep: [nightRow(day, night)] })]
    }),
  )
  return { items, also: { naps } }
}

function readStats(answer: Answer, notes: Set<string>): ReadItem[] {
  const body = objectOf(answer, name, notes)
  if (body === null) return []
  if (body.raw('individualStats') === undefined) throw unexpected(name, 'no individualStats')
  return body.array('individualStats').flatMap((json) =>
    toFieldsList([json], `${name}.individualStats`, notes).flatMap((night) => {
      const day = night.day('calendarDate')
      if (day === null) night.note('a night without calendarDate')
      const row = day === null ? null : nightStatsRow(day, night.object('values'))
      return day === null || row === null || !hasNight(row) ? [] : [nightItem(day, json, { sleep: [row] })]
    }),
  )
}
