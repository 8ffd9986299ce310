import { type Answer, defineDataset, type Reading, type Row, type Target } from '../domain/index.ts'
import { knownOnly, toRoundRow } from './golf-rows.ts'
import { objectOf, toReading, unexpected } from './reading/answer.ts'
import type { Fields } from './reading/fields.ts'
import { golfHoleTable, golfRoundTable } from './tables/index.ts'

const name = 'golf_scorecard_detail'

export const golfScorecardDetail = defineDataset({
  name,
  title: 'Holes of a round of golf',
  group: 'profile',
  settlesAfterDays: 0,
  tables: [golfHoleTable, golfRoundTable],
  replaces: ['golf_hole'],
  unproven: true,
  version: 1,
  source: 'DATA section 2 (`golf_scorecards`, detail), P',
  forms: [
    {
      name: 'round',
      per: { kind: 'item', of: 'golf_scorecards', whenChanged: true },
      request: (target) =>
        target.kind !== 'item'
          ? null
          : {
              method: 'GET',
              path: '/gcs-golfcommunity/api/v2/scorecard/detail',
              // All holes of a round at once: single ones answer only from 1 to 9 (DATA section 2).
              query: { 'scorecard-ids': target.id, 'include-longest-shot-distance': true },
              expects: 'json',
            },
      read,
    },
  ],
})

function read(answer: Answer, target: Target): Reading {
  if (target.kind !== 'item') throw unexpected(name, 'not asked for a round')
  const notes = new Set<string>()
  const found = objectOf(answer, name, notes)
  const detail = found?.list('scorecardDetails').find((one) => idOf(one) === target.id)
  if (found === null || detail === undefined) return toReading([], notes)
  const card = detail.object('scorecard')
  const putts = detail.object('scorecardStats').object('round').int('putts')
  const rows = {
    golf_round: [{ ...knownOnly(toRoundRow(card, target.id)), ...(putts === null ? {} : { putts }) }],
    golf_hole: holesOf(card, target.id),
  }
  return toReading([{ item: target.id, day: target.day, content: answer.json ?? null, rows }], notes)
}

function idOf(detail: Fields): string | null {
  return detail.object('scorecard').id('id')
}

function holesOf(card: Fields, scorecardId: string): Row[] {
  const holes = new Map<number, Row>()
  for (const [index, hole] of card.list('holes').entries()) {
    const number = hole.int('number') ?? index + 1
    holes.set(number, {
      scorecard_id: scorecardId,
      hole: number,
      par: hole.int('par'),
      strokes: hole.int('strokes'),
      putts: hole.int('putts'),
      penalties: hole.int('penalties'),
      fairway: hole.text('fairwayShotOutcome'),
    })
  }
  return [...holes.values()]
}
