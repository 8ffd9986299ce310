import { defineDataset } from '../domain/index.ts'
import { trainingPlanTaskTable } from './tables/index.ts'
import { planDetailForm } from './training-plan-rows.ts'

const name = 'training_plan_adaptive'

export const trainingPlanAdaptive = defineDataset({
  name,
  title: 'Workouts of adaptive training plans',
  group: 'workouts',
  settlesAfterDays: 0,
  // The coach changes them daily (DATA section 7).
  everyDays: 7,
  tables: [trainingPlanTaskTable],
  replaces: ['training_plan_task'],
  // One more request for each plan; its workouts are in calendar and schedule.
  optIn: 'costly',
  unproven: true,
  version: 1,
  source: 'DATA section 7 (`training_plans`, detail), P',
  forms: [planDetailForm(name, 'fbt-adaptive', 'adaptive')],
})
