import { defineDataset } from '../domain/index.ts'
import { trainingPlanTaskTable } from './tables/index.ts'
import { planDetailForm } from './training-plan-rows.ts'

const name = 'training_plan_phased'

export const trainingPlanPhased = defineDataset({
  name,
  title: 'Workouts of training plans in phases',
  group: 'workouts',
  settlesAfterDays: 0,
  tables: [trainingPlanTaskTable],
  replaces: ['training_plan_task'],
  // One more request for each plan; its workouts are in calendar and schedule.
  optIn: 'costly',
  unproven: true,
  version: 1,
  source: 'DATA section 7 (`training_plans`, detail), P',
  forms: [planDetailForm(name, 'phased', 'phased')],
})
