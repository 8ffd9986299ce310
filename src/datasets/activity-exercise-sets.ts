import { defineDataset, type Row } from '../domain/index.ts'
import { activityPartForm } from './reading/activity-item.ts'
import type { Fields } from './reading/fields.ts'
import { activitySetTable } from './tables/index.ts'

const name = 'activity_exercise_sets'

/** Sets of strength training. People correct them afterwards, which changes their list row and never the file. */
export const activityExerciseSets = defineDataset({
  name,
  title: 'Strength sets',
  group: 'activities',
  settlesAfterDays: 2,
  tables: [activitySetTable],
  replaces: ['activity_set'],
  version: 1,
  source: 'DATA section 3, P',
  forms: [
    activityPartForm({
      dataset: name,
      per: { kind: 'item', of: 'activity_list', only: 'strength', whenChanged: true },
      suffix: '/exerciseSets',
      keys: ['exerciseSets'],
      read: (body, activityId) => {
        const sets = body.list('exerciseSets').map((set, index) => toRow(set, activityId, index + 1))
        return sets.length === 0 ? null : { rows: { activity_set: sets } }
      },
    }),
  ],
})

function toRow(set: Fields, activityId: string, seq: number): Row {
  // Candidates, the likeliest one counts.
  const [exercise] = [...set.list('exercises')].sort(
    (a, b) => (b.real('probability') ?? 0) - (a.real('probability') ?? 0),
  )
  // False and null both stand for nothing here.
  const text = (key: string) => (typeof exercise?.raw(key) === 'string' ? (exercise.text(key) ?? null) : null)
  const weight = set.raw('weight') === false ? null : set.real('weight')
  return {
    activity_id: activityId,
    seq,
    set_type: set.text('setType'),
    start_utc: set.instant('startTime'),
    duration_s: set.real('duration'),
    reps: set.raw('repetitionCount') === false ? null : set.level('repetitionCount'),
    weight_g: weight === null || weight < 0 ? null : weight,
    category: text('category'),
    name: text('name'),
    probability: exercise?.real('probability') ?? null,
    workout_step: set.level('wktStepIndex'),
  }
}
