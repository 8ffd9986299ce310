import { defineTable } from '../../domain/index.ts'

export const golfRoundTable = defineTable({
  name: 'golf_round',
  key: ['scorecard_id'],
  time: 'start_utc',
  about: 'Rounds of golf.',
  columns: {
    scorecard_id: 'id',
    course_id: 'id',
    course_name: 'text',
    round_type: 'text',
    start_utc: 'instant',
    end_utc: 'instant',
    holes: 'int',
    strokes: 'int',
    over_par: 'int',
    putts: 'int',
  },
  notes: { over_par: 'Strokes above par, without handicap.' },
})

export const golfHoleTable = defineTable({
  name: 'golf_hole',
  key: ['scorecard_id', 'hole'],
  time: null,
  about: 'Holes of a round of golf.',
  columns: {
    scorecard_id: 'id',
    hole: 'int',
    par: 'int',
    strokes: 'int',
    putts: 'int',
    penalties: 'int',
    fairway: 'text',
  },
  notes: { fairway: 'Where the first stroke came down, as Garmin has it.' },
})
