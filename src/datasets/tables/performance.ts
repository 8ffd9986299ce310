import { defineTable } from '../../domain/index.ts'

export const performanceTable = defineTable({
  name: 'performance',
  key: ['date', 'metric', 'sport'],
  time: 'date',
  about: 'Scores, thresholds and predictions, one value a row, because Garmin adds measures often.',
  columns: {
    date: 'date',
    metric: 'text',
    sport: 'text',
    value: 'real',
    unit: 'text',
    class: 'int',
    device_id: 'id',
    details: 'json',
  },
  notes: {
    date: 'Garmin’s own date of the value; of a weekly value the first day of its week.',
    metric:
      'endurance_score (also _week_avg and _week_max), hill_score, hill_strength_score, hill_endurance_score, race_5k, race_10k, race_half_marathon, race_marathon, lactate_threshold_speed, lactate_threshold_hr, ftp, ftp_per_kg, fitness_age, …',
    sport: '`running`, `cycling`, …; `all` where the value belongs to none.',
    unit: 's, mps, bpm, w, w_per_kg, years, score, load.',
    class: 'Garmin’s number of the class that the value falls into.',
    details: 'What belongs to the value besides (contributors, parts, limits of classes), as Garmin gives it.',
  },
})
