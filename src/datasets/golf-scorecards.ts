import { defineDataset, type Json, type ReadItem } from '../domain/index.ts'
import { knownOnly, toRoundRow } from './golf-rows.ts'
import type { Fields } from './reading/fields.ts'
import { listForm } from './reading/list-form.ts'
import { dayIn } from './reading/times.ts'
import { golfRoundTable } from './tables/index.ts'

const name = 'golf_scorecards'

/** One empty page is all that somebody who plays no golf is asked for. */
export const golfScorecards = defineDataset({
  name,
  title: 'Rounds of golf',
  group: 'profile',
  settlesAfterDays: 0,
  everyDays: 7,
  tables: [golfRoundTable],
  unproven: true,
  version: 1,
  source: 'DATA section 2, P',
  forms: [
    listForm({
      name: 'summaries',
      dataset: name,
      path: '/gcs-golfcommunity/api/v2/scorecard/summary',
      limit: 100,
      limitName: 'per-page',
      within: ['scorecardSummaries'],
      toItem,
    }),
  ],
})

function toItem(card: Fields, json: Json): ReadItem[] {
  const scorecardId = card.id('id') ?? card.id('scorecardId')
  if (scorecardId === null) {
    card.note('a round without id')
    return []
  }
  const row = {
    scorecard_id: scorecardId,
    course_name: card.text('courseName'),
    ...knownOnly(toRoundRow(card, scorecardId)),
  }
  const day = dayIn(card, 'startTime')
  return [{ item: scorecardId, day, content: json, rows: { golf_round: [row] } }]
}
