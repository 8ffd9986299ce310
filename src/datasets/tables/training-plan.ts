import { defineTable } from '../../domain/index.ts'

export const trainingPlanTable = defineTable({
  name: 'training_plan',
  key: ['plan_id'],
  time: 'start_date',
  about: 'Training plans of the account.',
  columns: {
    plan_id: 'id',
    name: 'text',
    description: 'text',
    category: 'text',
    type: 'text',
    sub_type: 'text',
    level: 'text',
    version: 'text',
    status: 'text',
    start_date: 'date',
    end_date: 'date',
    weeks: 'int',
    weekly_workouts: 'real',
  },
  notes: { category: 'PHASED for plans with fixed weeks, FBT_ADAPTIVE for those that the coach changes daily.' },
})

export const trainingPlanTaskTable = defineTable({
  name: 'training_plan_task',
  key: ['plan_id', 'seq'],
  time: 'date',
  about: 'Workouts of a training plan in order.',
  columns: {
    plan_id: 'id',
    seq: 'int',
    date: 'date',
    week: 'int',
    weekday: 'int',
    workout_id: 'id',
    workout_uuid: 'text',
    name: 'text',
    sport: 'text',
    est_s: 'real',
    est_m: 'real',
    is_rest_day: 'bool',
    status: 'text',
    note: 'text',
  },
  notes: {
    seq: 'Order in the plan, from 1.',
    weekday: 'As Garmin numbers it.',
    est_s: 'Estimated duration, seconds.',
    est_m: 'Estimated distance, metres.',
  },
})
