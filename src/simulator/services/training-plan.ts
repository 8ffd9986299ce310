import { type PlanTruth, plansOf } from '../life/index.ts'
import { json, notFound, type Reply } from '../reply.ts'
import type { Route, Service } from '../routing.ts'

/** Training plans (DATA section 7, L and P: field names are peers'). */
export const trainingPlan: Service = {
  name: 'training-plan',
  host: 'connectapi',
  routes: [
    {
      method: 'GET',
      path: '/trainingplan-service/trainingplan/plans',
      answer: (_, { life }) => json({ trainingPlanList: plansOf(life).map(head), calendarRequestDTO: null }),
    },
    detail('phased'),
    detail('fbt-adaptive'),
  ],
}

function head(plan: PlanTruth) {
  return {
    trainingPlanId: plan.id,
    trainingType: { typeId: 2, typeKey: 'Running' },
    trainingSubType: { subTypeId: 5, subTypeKey: 'HalfMarathon' },
    trainingLevel: { levelId: 2, levelKey: 'Intermediate' },
    trainingVersion: { versionId: 2, versionKey: 'HeartRate' },
    trainingStatus: { statusId: 2, statusKey: plan.status },
    trainingPlanCategory: plan.kind === 'phased' ? 'PHASED' : 'FBT_ADAPTIVE',
    name: plan.name,
    description: 'Zwölf Wochen, drei Läufe & ein Ruhetag',
    durationInWeeks: plan.weeks,
    avgWeeklyWorkouts: 2,
    startDate: `${plan.start}T00:00:00.0`,
    endDate: `${plan.end}T00:00:00.0`,
  }
}

function detail(kind: PlanTruth['kind']): Route {
  return {
    method: 'GET',
    path: `/trainingplan-service/trainingplan/${kind}/{id}`,
    answer: ({ vars }, { life }): Reply => {
      const plan = plansOf(life).find(({ id }) => String(id) === vars.id)
      if (plan === undefined || plan.kind !== kind) return notFound()
      return json({
        ...head(plan),
        phases: [{ phase: 'BASE', startDate: plan.start, endDate: plan.end }],
        taskList: plan.tasks.map(({ date, week, workout }, index) => ({
          trainingPlanId: plan.id,
          weekId: week,
          dayOfWeekId: ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1,
          workoutOrder: index + 1,
          calendarDate: date,
          taskWorkout: {
            workoutId: workout.id,
            workoutUuid: null,
            workoutName: workout.name,
            sportType: { sportTypeId: workout.sport.id, sportTypeKey: workout.sport.key },
            estimatedDurationInSecs: workout.estimatedS,
            estimatedDistanceInMeters: workout.estimatedM,
            restDay: false,
            adaptiveCoachingWorkoutStatus: null,
          },
          taskNote: { note: null },
        })),
      })
    },
  }
}
