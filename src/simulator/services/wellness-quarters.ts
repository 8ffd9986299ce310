import { quarterMs, quartersOf } from '../life/index.ts'
import { badRequest, forbidden, json, type Reply } from '../reply.ts'
import { dayOf, type Service, type ServiceRequest, type World } from '../routing.ts'
import { instantText } from '../texts.ts'
import { isArchived, isForeign } from './ranges.ts'
import { boundsOf } from './wellness-samples.ts'

/** Steps, floors and intensity minutes by the quarter of an hour (DATA section 5). */
export const wellnessQuarters: Service = {
  name: 'wellness-quarters',
  host: 'connectapi',
  routes: [
    { method: 'GET', path: '/wellness-service/wellness/dailySummaryChart/{dn}', query: ['date!'], answer: steps },
    { method: 'GET', path: '/wellness-service/wellness/floorsChartData/daily/{date}', answer: floors },
    { method: 'GET', path: '/wellness-service/wellness/daily/im/{date}', answer: intensity },
  ],
}

const invalid = () => badRequest('Invalid date, expected yyyy-MM-dd')

function steps(request: ServiceRequest, world: World): Reply {
  if (isForeign(request, world)) return forbidden()
  const date = dayOf(request.query.get('date'))
  if (date === null) return invalid()
  const quarters = isArchived(world, date) ? [] : quartersOf(world.life.genes, world.life.day(date))
  return json(
    quarters.map(({ startUtc, endUtc, steps, level }) => ({
      startGMT: instantText(startUtc),
      endGMT: instantText(endUtc),
      steps,
      pushes: 0,
      primaryActivityLevel: level,
      activityLevelConstant: level === 'sleeping',
    })),
  )
}

function floors({ vars }: ServiceRequest, world: World): Reply {
  const date = dayOf(vars.date)
  if (date === null) return invalid()
  const day = world.life.day(date)
  const quarters = isArchived(world, date) ? [] : quartersOf(world.life.genes, day)
  // Its answer names the bounds and not the day.
  const { userProfilePK: _, calendarDate: __, ...bounds } = boundsOf(day)
  return json({
    ...bounds,
    floorsValueDescriptorDTOList: ['startTimeGMT', 'endTimeGMT', 'floorsAscended', 'floorsDescended'].map(
      (key, index) => ({ key, index }),
    ),
    floorValuesArray: quarters
      .filter(({ floorsUp, floorsDown }) => floorsUp + floorsDown > 0)
      .map(({ startUtc, endUtc, floorsUp, floorsDown }) => [
        instantText(startUtc),
        instantText(endUtc),
        floorsUp,
        floorsDown,
      ]),
  })
}

function intensity({ vars }: ServiceRequest, world: World): Reply {
  const date = dayOf(vars.date)
  if (date === null) return invalid()
  const day = world.life.day(date)
  const quarters = isArchived(world, date) ? [] : quartersOf(world.life.genes, day)
  const values = quarters
    .filter((quarter) => quarter.intensity > 0)
    .map((quarter) => [quarter.startUtc + quarterMs, quarter.intensity])
  return json({
    ...boundsOf(day),
    moderateMinutes: day.wellness?.moderateMin ?? null,
    vigorousMinutes: day.wellness?.vigorousMin ?? null,
    weekGoal: 150,
    imValueDescriptorsDTOList: [
      { index: 0, key: 'timestamp' },
      { index: 1, key: 'value' },
    ],
    imValuesArray: values.length === 0 ? null : values,
  })
}
