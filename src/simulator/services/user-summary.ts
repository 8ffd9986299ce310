import { badRequest, forbidden, json, type Reply } from '../reply.ts'
import { dayOf, type Service, type ServiceRequest, type World } from '../routing.ts'
import { dailySummary } from './daily-summary.ts'
import { isForeign } from './ranges.ts'

/** The summary of one day (DATA section 4, `daily_summary`). */
export const userSummary: Service = {
  name: 'user-summary',
  host: 'connectapi',
  routes: [
    { method: 'GET', path: '/usersummary-service/usersummary/daily/{dn}', query: ['calendarDate!'], answer: daily },
  ],
}

function daily(request: ServiceRequest, world: World): Reply {
  if (isForeign(request, world)) return forbidden()
  const date = dayOf(request.query.get('calendarDate'))
  if (date === null) return badRequest('Invalid date, expected yyyy-MM-dd')
  return json(dailySummary(world.life.day(date)))
}
