import type { Row } from '../domain/index.ts'
import type { Fields } from './reading/fields.ts'

/** The columns that the list and the details of a workout share. */
export function toWorkoutRow(workout: Fields, workoutId: string) {
  return {
    workout_id: workoutId,
    name: workout.text('workoutName'),
    description: workout.text('description'),
    sport: workout.object('sportType').text('sportTypeKey'),
    est_s: workout.int('estimatedDurationInSecs'),
    est_m: workout.real('estimatedDistanceInMeters'),
    created: workout.instant('createdDate'),
    updated: workout.instant('updatedDate') ?? workout.instant('updateDate'),
    provider: workout.text('workoutProvider'),
    plan_id: workout.id('trainingPlanId'),
    is_shared: workout.flag('shared'),
  }
}

/** Deeper nesting of repeats than any editor of Garmin's allows. */
const deepest = 8

/**
 * Steps of all segments in order, `3.1` being the first step inside the third. Field names: DATA section 7
 * `workout_detail`.
 */
export function toStepRows(workout: Fields, workoutId: string): Row[] {
  const rows: Row[] = []
  let at = 0
  const walk = (step: Fields, path: string, segment: number, sport: string | null, depth: number): void => {
    rows.push(toStepRow(step, { workout_id: workoutId, step_path: path, segment, sport }))
    const inner = step.list('workoutSteps')
    if (inner.length > 0 && depth >= deepest) step.note('steps nested too deeply')
    else for (const [index, child] of inner.entries()) walk(child, `${path}.${index + 1}`, segment, sport, depth + 1)
  }
  for (const [index, segment] of workout.list('workoutSegments').entries()) {
    const sport = segment.object('sportType').text('sportTypeKey')
    for (const step of segment.list('workoutSteps')) walk(step, String(++at), index + 1, sport, 1)
  }
  return rows
}

function toStepRow(step: Fields, place: Row): Row {
  const isRepeat = step.text('type') === 'RepeatGroupDTO' || step.int('numberOfIterations') !== null
  return {
    ...place,
    kind: isRepeat ? 'repeat' : 'step',
    step_order: step.int('stepOrder'),
    iterations: step.int('numberOfIterations'),
    intent: step.object('stepType').text('stepTypeKey'),
    end_type: step.object('endCondition').text('conditionTypeKey'),
    end_value: step.real('endConditionValue'),
    end_unit: step.object('preferredEndConditionUnit').text('unitKey'),
    target_type: step.object('targetType').text('workoutTargetTypeKey'),
    low: step.real('targetValueOne'),
    high: step.real('targetValueTwo'),
    zone: step.int('zoneNumber'),
    secondary_target_type: step.object('secondaryTargetType').text('workoutTargetTypeKey'),
    secondary_low: step.real('secondaryTargetValueOne'),
    secondary_high: step.real('secondaryTargetValueTwo'),
    secondary_zone: step.int('secondaryZoneNumber'),
    exercise_category: step.text('category'),
    exercise_name: step.text('exerciseName'),
    weight_g: step.real('weightValue'),
    stroke: step.object('strokeType').text('strokeTypeKey'),
    equipment: step.object('equipmentType').text('equipmentTypeKey'),
    note: step.text('description'),
  }
}
