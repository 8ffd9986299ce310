import { bareInteger } from '../json-text.ts'
import { person, type ScheduledTruth, scheduleOf, type WorkoutStep, type WorkoutTruth } from '../life/index.ts'
import { badRequest, json, notFound, type Reply } from '../reply.ts'
import type { Service, ServiceRequest, World } from '../routing.ts'
import { instantText } from '../texts.ts'

/** The person's workout library (DATA section 7, evidence P: field names are peers'). */
export const workouts: Service = {
  name: 'workouts',
  host: 'connectapi',
  routes: [
    {
      method: 'GET',
      path: '/workout-service/workouts',
      query: ['start', 'limit', 'myWorkoutsOnly', 'orderBy', 'orderSeq', 'sharedWorkoutsOnly', 'includeAtp'],
      answer: list,
    },
    { method: 'GET', path: '/workout-service/workout/{id}', answer: detail },
    { method: 'GET', path: '/workout-service/schedule/{id}', answer: scheduled },
  ],
}

const intents = { warmup: 1, cooldown: 2, interval: 3, recovery: 4, rest: 5 } as const
const ends = { 'lap.button': 1, time: 2, distance: 3, reps: 10 } as const
const targets = { 'heart.rate.zone': 4, 'pace.zone': 6 } as const

function head(workout: WorkoutTruth) {
  const sportType = { sportTypeId: workout.sport.id, sportTypeKey: workout.sport.key, displayOrder: workout.sport.id }
  return {
    workoutId: workout.id,
    ownerId: person.profileId,
    workoutName: workout.name,
    description: workout.description,
    sportType,
    trainingPlanId: null,
    updateDate: instantText(workout.updatedDay * 86_400_000 + 64_800_000),
    createdDate: instantText(workout.createdDay * 86_400_000 + 61_200_000),
    estimatedDurationInSecs: workout.estimatedS,
    estimatedDistanceInMeters: workout.estimatedM,
    workoutProvider: null,
    shared: false,
  }
}

function list({ query }: ServiceRequest, { life }: World): Reply {
  const start = Number(query.get('start') ?? 0)
  const limit = Number(query.get('limit') ?? 20)
  if (!Number.isInteger(start) || start < 0) return badRequest('start must not be negative')
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) return badRequest('limit must be between 1 and 1000')
  return json(
    life
      .workouts()
      .slice(start, start + limit)
      .map(head),
  )
}

function detail({ vars }: ServiceRequest, { life }: World): Reply {
  const workout = life.workouts().find(({ id }) => String(id) === vars.id)
  if (!workout) return notFound()
  const common = head(workout)
  const steps = numbered(workout.steps)
  return json({
    ...common,
    updatedDate: common.updateDate,
    author: { userProfilePk: person.profileId, fullName: person.fullName },
    workoutSegments: [{ segmentOrder: 1, sportType: common.sportType, workoutSteps: steps }],
    avgTrainingSpeed: null,
    estimateType: null,
  })
}

/** Orders count through the whole workout, groups included; the steps of a group carry its number. */
function numbered(steps: readonly WorkoutStep[]) {
  let order = 0
  let group = 0
  const number = (list: readonly WorkoutStep[], childStepId: number | null): Record<string, unknown>[] =>
    list.map((step) => {
      order++
      const common = { stepId: 7_000_000_000 + order, stepOrder: order, childStepId }
      if (step.kind === 'repeat') {
        const id = ++group
        return {
          type: 'RepeatGroupDTO',
          ...common,
          childStepId: id,
          stepType: { stepTypeId: 6, stepTypeKey: 'repeat', displayOrder: 6 },
          numberOfIterations: step.times,
          smartRepeat: false,
          endCondition: { conditionTypeId: 7, conditionTypeKey: 'iterations', displayOrder: 7, displayable: false },
          endConditionValue: step.times,
          workoutSteps: number(step.steps, id),
        }
      }
      return { type: 'ExecutableStepDTO', ...common, ...executable(step) }
    })
  return number(steps, null)
}

function executable(step: Extract<WorkoutStep, { kind: 'step' }>) {
  const target = step.target
  return {
    description: null,
    stepType: { stepTypeId: intents[step.intent], stepTypeKey: step.intent, displayOrder: intents[step.intent] },
    endCondition: {
      conditionTypeId: ends[step.end],
      conditionTypeKey: step.end,
      displayOrder: ends[step.end],
      displayable: true,
    },
    endConditionValue: step.endValue,
    preferredEndConditionUnit: step.end === 'distance' ? { unitId: 1, unitKey: 'meter', factor: 100.0 } : null,
    targetType: target
      ? {
          workoutTargetTypeId: targets[target.kind],
          workoutTargetTypeKey: target.kind,
          displayOrder: targets[target.kind],
        }
      : { workoutTargetTypeId: 1, workoutTargetTypeKey: 'no.target', displayOrder: 1 },
    targetValueOne: target?.low ?? null,
    targetValueTwo: target?.high ?? null,
    zoneNumber: null,
    strokeType: { strokeTypeId: 0, strokeTypeKey: null, displayOrder: 0 },
    equipmentType: { equipmentTypeId: 0, equipmentTypeKey: null, displayOrder: 0 },
    category: step.exercise?.category ?? null,
    exerciseName: step.exercise?.name ?? null,
    weightValue: step.exercise?.weightG ?? null,
    weightUnit: step.exercise ? { unitId: 8, unitKey: 'kilogram', factor: 1000.0 } : null,
  }
}

/** One entry of the schedule (DATA section 7, L). */
function scheduled({ vars }: ServiceRequest, { life }: World): Reply {
  const found = scheduleOf(life).find(({ id }) => String(id) === vars.id)
  if (!found) return notFound()
  return json({
    workoutScheduleId: found.id,
    workout: { ...head(found.workout), workoutSegments: [] },
    calendarDate: found.date,
    createdDate: found.date,
    ownerId: person.profileId,
    newName: null,
    consumer: null,
    nameChanged: false,
  })
}

/** The row of a scheduled workout in `workoutScheduleSummariesScalar` (DATA section 7, L). */
export function scheduleSummary({ id, workout, date, activity }: ScheduledTruth) {
  return {
    scheduledWorkoutId: id,
    workoutId: workout.id,
    workoutUuid: null,
    workoutName: workout.name,
    workoutType: workout.sport.key,
    scheduleDate: date,
    associatedActivityId: activity === null ? null : bareInteger(activity.id),
    associatedActivityDateTime: activity === null ? null : instantText(activity.startUtc),
    trainingPlanId: null,
    tpPlanName: null,
    tpType: null,
    isRestDay: false,
    race: false,
    estimatedDurationInSecs: workout.estimatedS,
    estimatedDistanceInMeters: workout.estimatedM,
  }
}
