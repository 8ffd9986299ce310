import type { Row } from '../domain/index.ts'
import type { Fields } from './reading/fields.ts'

/** The columns that the list and the details of a round share. */
export function toRoundRow(card: Fields, scorecardId: string): Row {
  return {
    scorecard_id: scorecardId,
    course_id: card.id('courseGlobalId') ?? card.id('courseId'),
    round_type: card.text('roundType'),
    start_utc: card.instant('startTime'),
    end_utc: card.instant('endTime'),
    holes: card.int('holesCompleted'),
    strokes: card.int('strokes'),
    over_par: card.int('scoreWithoutHandicap'),
  }
}

/** What an answer leaves out stays as another one said it. */
export function knownOnly(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
}
