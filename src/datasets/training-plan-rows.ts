import type { Answer, Form, Reading, Row, Target } from '../domain/index.ts'
import { objectOf, toReading, unexpected } from './reading/answer.ts'
import type { Fields } from './reading/fields.ts'
import { dayIn } from './reading/times.ts'

/** A plan as list and details have it. */
export function toPlanRow(plan: Fields, planId: string): Row {
  return {
    plan_id: planId,
    name: plan.text('name') ?? plan.text('trainingPlanName'),
    description: plan.text('description'),
    category: plan.text('trainingPlanCategory'),
    type: plan.object('trainingType').text('typeKey'),
    sub_type: plan.object('trainingSubType').text('subTypeKey'),
    level: plan.object('trainingLevel').text('levelKey'),
    version: plan.object('trainingVersion').text('versionKey'),
    status: plan.object('trainingStatus').text('statusKey'),
    start_date: dayIn(plan, 'startDate'),
    end_date: dayIn(plan, 'endDate'),
    weeks: plan.int('durationInWeeks'),
    weekly_workouts: plan.real('avgWeeklyWorkouts'),
  }
}

/** The details of plans of one kind, which the list marks. */
export function planDetailForm(dataset: string, kind: 'phased' | 'fbt-adaptive', mark: string): Form {
  return {
    name: kind,
    per: { kind: 'item', of: 'training_plans', whenChanged: true, only: mark },
    request: (target) =>
      target.kind !== 'item'
        ? null
        : {
            method: 'GET',
            path: `/trainingplan-service/trainingplan/${kind}/${encodeURIComponent(target.id)}`,
            expects: 'json',
          },
    read: (answer, target) => readDetail(answer, target, dataset),
  }
}

function readDetail(answer: Answer, target: Target, dataset: string): Reading {
  if (target.kind !== 'item') throw unexpected(dataset, 'not asked for a plan')
  const notes = new Set<string>()
  const plan = objectOf(answer, dataset, notes)
  if (plan === null || plan.keys().length === 0) return toReading([], notes)
  const rows = {
    training_plan_task: plan.list('taskList').map((task, index) => toTaskRow(task, target.id, index + 1)),
  }
  return toReading([{ item: target.id, day: null, content: answer.json ?? null, rows }], notes)
}

function toTaskRow(task: Fields, planId: string, seq: number): Row {
  const workout = task.object('taskWorkout')
  return {
    plan_id: planId,
    seq,
    date: dayIn(task, 'calendarDate'),
    week: task.int('weekId'),
    weekday: task.int('dayOfWeekId'),
    workout_id: workout.id('workoutId'),
    workout_uuid: workout.text('workoutUuid'),
    name: workout.text('workoutName'),
    sport: workout.object('sportType').text('sportTypeKey'),
    est_s: workout.real('estimatedDurationInSecs'),
    est_m: workout.real('estimatedDistanceInMeters'),
    is_rest_day: workout.flag('restDay'),
    status: workout.text('adaptiveCoachingWorkoutStatus'),
    note: task.object('taskNote').text('note'),
  }
}
