import { type GoalTruth, goalsOf, person } from '../life/index.ts'
import { badRequest, json, type Reply } from '../reply.ts'
import type { Service, ServiceRequest, World } from '../routing.ts'

/** Goals by their state (DATA section 2, evidence P; fields as in GraphQL, graphql-shapes.json). */
export const goal: Service = {
  name: 'goal',
  host: 'connectapi',
  routes: [
    {
      method: 'GET',
      path: '/goal-service/goal/goals',
      query: ['status!', 'start', 'limit', 'sortOrder'],
      answer: list,
    },
  ],
}

export function goalRow(one: GoalTruth) {
  return {
    userGoalPk: one.pk,
    userProfilePk: String(person.profileId),
    userGoalCategory: one.category,
    userGoalType: one.type,
    startDate: one.start,
    endDate: one.end,
    goalName: one.name,
    goalValue: one.value,
    updateDate: `${one.start}T08:00:00.0`,
    createDate: `${one.start}T08:00:00.0`,
    rulePk: null,
    activityTypePk: one.activityTypeId,
    trackingPeriodType: one.period,
  }
}

function list({ query }: ServiceRequest, { life }: World): Reply {
  const status = query.get('status') ?? ''
  if (!['active', 'future', 'past'].includes(status)) return badRequest(`Unknown status ${status}`)
  const [start, limit] = [Number(query.get('start') ?? 0), Number(query.get('limit') ?? 30)]
  if (!Number.isInteger(start) || start < 0 || !Number.isInteger(limit) || limit < 1 || limit > 100)
    return badRequest('start or limit is out of range')
  const found = goalsOf(life).filter((one) => one.status === status)
  return json(found.slice(start, start + limit).map(goalRow))
}
