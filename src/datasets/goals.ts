import { defineDataset, type Json, type ReadItem } from '../domain/index.ts'
import type { Fields } from './reading/fields.ts'
import { snapshotForm } from './reading/snapshot-form.ts'
import { dayIn } from './reading/times.ts'
import { goalTable } from './tables/index.ts'

const name = 'goals'
/** Peers ask for thirty; nobody is known to have more goals of one kind than these. */
const limit = 100

/** GraphQL has a field for them as well, but nothing says whether it knows those that are over or yet to come. */
export const goals = defineDataset({
  name,
  title: 'Goals',
  group: 'profile',
  settlesAfterDays: 0,
  everyDays: 7,
  tables: [goalTable],
  unproven: true,
  version: 1,
  source: 'DATA section 2, P; fields: graphql-shapes.json, S',
  forms: [
    snapshotForm({
      name: 'by-status',
      dataset: name,
      path: '/goal-service/goal/goals',
      parts: ['active', 'future', 'past'],
      query: (_, status) => ({ status, start: 0, limit, sortOrder: 'asc' }),
      limit,
      toItems,
    }),
  ],
})

function toItems(goal: Fields, json: Json, status: string): ReadItem[] {
  const goalId = goal.id('userGoalPk') ?? goal.id('id')
  if (goalId === null) {
    goal.note('a goal without userGoalPk or id')
    return []
  }
  const row = {
    goal_id: goalId,
    status,
    category: goal.text('userGoalCategory'),
    type: goal.text('userGoalType'),
    period: goal.text('trackingPeriodType'),
    name: goal.text('goalName'),
    value: goal.real('goalValue'),
    start_date: dayIn(goal, 'startDate'),
    end_date: dayIn(goal, 'endDate'),
    activity_type_id: goal.int('activityTypePk'),
    created_utc: goal.instant('createDate'),
    updated_utc: goal.instant('updateDate'),
  }
  return [{ item: goalId, day: null, content: { status, goal: json }, rows: { goal: [row] } }]
}
