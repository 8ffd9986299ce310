import { defineDataset, type Json, type ReadItem } from '../domain/index.ts'
import type { Fields } from './reading/fields.ts'
import { snapshotForm } from './reading/snapshot-form.ts'
import { trainingPlanTable } from './tables/index.ts'
import { toPlanRow } from './training-plan-rows.ts'

const name = 'training_plans'

export const trainingPlans = defineDataset({
  name,
  title: 'Training plans',
  group: 'workouts',
  settlesAfterDays: 0,
  everyDays: 7,
  tables: [trainingPlanTable],
  version: 1,
  source: 'DATA section 7, L and P',
  forms: [
    snapshotForm({
      name: 'list',
      dataset: name,
      path: '/trainingplan-service/trainingplan/plans',
      within: ['trainingPlanList'],
      toItems,
    }),
  ],
})

function toItems(plan: Fields, json: Json): ReadItem[] {
  const planId = plan.id('trainingPlanId')
  if (planId === null) {
    plan.note('a plan without trainingPlanId')
    return []
  }
  // The two kinds have their details under two paths.
  const adaptive = /adaptive/i.test(plan.text('trainingPlanCategory') ?? '')
  const marks = [adaptive ? 'adaptive' : 'phased']
  return [{ item: planId, day: null, content: json, rows: { training_plan: [toPlanRow(plan, planId)] }, marks }]
}
