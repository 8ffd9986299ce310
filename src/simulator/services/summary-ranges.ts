import { addDays, daysBetween, type LocalDate } from '../../domain/index.ts'
import type { DayTruth, WellnessTruth } from '../life/index.ts'
import { badRequest, forbidden, json, noContent, type Reply } from '../reply.ts'
import { dayOf, type Service, type ServiceRequest, type World } from '../routing.ts'
import { daysIn, isForeign, isReply, readRange } from './ranges.ts'

/** 52 weeks answer, 53 are refused; a range of measures about a year (RANGES section 1). */
const weeks = 52
const aYear = 366

/** Measures by their numbers (DATA section 4, `wellness_metrics`). */
const measures: Readonly<Record<number, readonly [string, (wellness: WellnessTruth) => number]>> = {
  22: ['COMMON_ACTIVE_CALORIES', (w) => w.kcalActive],
  23: ['WELLNESS_BMR_CALORIES', (w) => w.kcalBmr],
  28: ['COMMON_TOTAL_CALORIES', (w) => w.kcalTotal],
  29: ['WELLNESS_TOTAL_STEPS', (w) => w.steps],
  38: ['WELLNESS_TOTAL_STEP_GOAL', (w) => w.stepGoal],
  39: ['COMMON_TOTAL_DISTANCE', (w) => w.distanceM],
  51: ['WELLNESS_MODERATE_INTENSITY_MINUTES', (w) => w.moderateMin],
  52: ['WELLNESS_VIGOROUS_INTENSITY_MINUTES', (w) => w.vigorousMin],
  53: ['WELLNESS_FLOORS_ASCENDED', (w) => Math.floor(w.floorsUp)],
  54: ['WELLNESS_FLOORS_DESCENDED', (w) => Math.floor(w.floorsDown)],
  57: ['WELLNESS_MIN_HEART_RATE', (w) => w.hrMin],
  58: ['WELLNESS_MAX_HEART_RATE', (w) => w.hrMax],
  60: ['WELLNESS_RESTING_HEART_RATE', (w) => w.hrResting],
  63: ['WELLNESS_AVERAGE_STRESS', (w) => w.stress.avg],
  64: ['WELLNESS_MAX_STRESS', (w) => w.stress.max],
  84: ['WELLNESS_BODYBATTERY_CHARGED', (w) => w.bodyBattery.charged],
  85: ['WELLNESS_BODYBATTERY_DRAINED', (w) => w.bodyBattery.drained],
}

/** Ranges that say in other words what the summary says (DATA section 4; stats-weekly.json, hydration-log.json). */
export const summaryRanges: Service = {
  name: 'summary-ranges',
  host: 'connectapi',
  routes: [
    {
      method: 'GET',
      path: '/userstats-service/wellness/daily/{dn}',
      query: ['fromDate!', 'untilDate!', 'metricId!'],
      answer: metrics,
    },
    { method: 'GET', path: '/usersummary-service/stats/daily/{start}/{end}', query: ['statsType!'], answer: calories },
    { method: 'GET', path: '/usersummary-service/stats/hydration/daily/{start}/{end}', answer: hydration },
    { method: 'GET', path: '/usersummary-service/usersummary/hydration/daily/{date}', answer: hydrationOfDay },
    { method: 'GET', path: '/usersummary-service/stats/stress/weekly/{end}/{weeks}', answer: weekly(stressOf) },
    { method: 'GET', path: '/usersummary-service/stats/steps/weekly/{end}/{weeks}', answer: weekly(stepsOf) },
    { method: 'GET', path: '/usersummary-service/stats/im/weekly/{start}/{end}', answer: intensity },
    {
      method: 'GET',
      path: '/wellness-service/wellness/bodyBattery/reports/daily',
      query: ['startDate!', 'endDate!'],
      answer: reports,
    },
  ],
}

function metrics(request: ServiceRequest, world: World): Reply {
  if (isForeign(request, world)) return forbidden()
  const { query } = request
  const asked = readRange(query.get('fromDate'), query.get('untilDate'), aYear, request, world)
  if (isReply(asked)) return asked
  const days = [...daysIn(world, asked)]
  const map: Record<string, { calendarDate: string; value: number }[]> = {}
  for (const id of query.getAll('metricId')) {
    const measure = measures[Number(id)]
    if (!measure) return badRequest(`Unknown metricId ${id}`)
    const [name, read] = measure
    map[name] = days.flatMap(({ date, wellness }) => (wellness ? [{ calendarDate: date, value: read(wellness) }] : []))
  }
  return json({ allMetrics: { metricsMap: map }, groupedMetrics: null })
}

function calories(request: ServiceRequest, world: World): Reply {
  const asked = readRange(request.vars.start, request.vars.end, 28, request, world)
  if (isReply(asked)) return asked
  if (request.query.get('statsType') !== 'CALORIES') return badRequest('Unknown statsType')
  const rows = [...daysIn(world, asked)].flatMap(({ date, wellness: w }) =>
    w
      ? [
          {
            calendarDate: date,
            values: { totalCalories: w.kcalTotal, activeCalories: w.kcalActive, restingCalories: w.kcalBmr },
          },
        ]
      : [],
  )
  return json(rows)
}

function hydration(request: ServiceRequest, world: World): Reply {
  const asked = readRange(request.vars.start, request.vars.end, 28, request, world)
  if (isReply(asked)) return asked
  const days = [...daysIn(world, asked)].filter(({ hydration: each }) => each.intakeMl !== null)
  return json(
    days.map(({ date, hydration: each }) => ({ calendarDate: date, valueInML: each.intakeMl, goalInML: each.goalMl })),
  )
}

function hydrationOfDay({ vars }: ServiceRequest, { life }: World): Reply {
  const date = dayOf(vars.date)
  if (date === null) return badRequest('Invalid date, expected yyyy-MM-dd')
  const { hydration: each } = life.day(date)
  return json({
    calendarDate: date,
    valueInML: each.intakeMl,
    goalInML: each.goalMl,
    dailyAverageinML: null,
    lastEntryTimestampLocal: each.intakeMl === null ? null : `${date}T15:30:00.0`,
    sweatLossInML: each.sweatMl,
    activityIntakeInML: 0,
  })
}

/** Blocks of seven days that end on the day asked for, oldest first. */
function weekly(read: (days: readonly WellnessTruth[]) => Record<string, unknown>) {
  return (request: ServiceRequest, world: World): Reply => {
    const end = dayOf(request.vars.end)
    const count = Number(request.vars.weeks)
    if (end === null || !Number.isInteger(count) || count < 1) return badRequest('Invalid request')
    if (count > weeks) {
      world.recorder.violation('range-too-long', request.path, `${count} weeks, ${weeks} are allowed`)
      return badRequest(`Number of weeks exceeds the maximum of ${weeks}`)
    }
    const starts = Array.from({ length: count }, (_, index) => addDays(end, -7 * (count - index) + 1))
    return json(
      starts.flatMap((start) => {
        const days = wellnessOf(world, start)
        return days.length === 0 ? [] : [{ calendarDate: start, ...read(days) }]
      }),
    )
  }
}

const wellnessOf = (world: World, start: LocalDate) =>
  [...daysIn(world, { start, end: addDays(start, 6) })].flatMap(({ wellness }: DayTruth) =>
    wellness ? [wellness] : [],
  )

const sum = (days: readonly WellnessTruth[], read: (w: WellnessTruth) => number) =>
  days.reduce((total, day) => total + read(day), 0)

function stressOf(days: readonly WellnessTruth[]) {
  return { value: Math.round(sum(days, (w) => w.stress.avg) / days.length) }
}

function stepsOf(days: readonly WellnessTruth[]) {
  const [totalSteps, totalDistance] = [sum(days, (w) => w.steps), sum(days, (w) => w.distanceM)]
  const average = (total: number) => total / days.length
  return {
    values: {
      totalSteps,
      averageSteps: average(totalSteps),
      totalDistance,
      averageDistance: average(totalDistance),
      wellnessDataDaysCount: days.length,
    },
  }
}

/** Calendar weeks from Monday, as recorded; minutes are the sums of their days. */
function intensity(request: ServiceRequest, world: World): Reply {
  const asked = readRange(request.vars.start, request.vars.end, weeks * 7, request, world)
  if (isReply(asked)) return asked
  const rows = []
  const back = (daysBetween('1970-01-05' as LocalDate, asked.start) % 7) + 7
  for (let start = addDays(asked.start, -(back % 7)); start <= asked.end; start = addDays(start, 7)) {
    const days = wellnessOf(world, start)
    const row = { moderateValue: sum(days, (w) => w.moderateMin), vigorousValue: sum(days, (w) => w.vigorousMin) }
    if (days.length > 0) rows.push({ calendarDate: start, weeklyGoal: 150, ...row })
  }
  return json(rows)
}

/** Turning points only: waking, and the end of the day. */
function reports(request: ServiceRequest, world: World): Reply {
  const { query } = request
  const asked = readRange(query.get('startDate'), query.get('endDate'), 28, request, world)
  if (isReply(asked)) return asked
  const rows = [...daysIn(world, asked)].flatMap(({ date, wellness, sleep, startUtc, elapsedS }) => {
    if (!wellness) return []
    const { charged, drained, atWake, latest } = wellness.bodyBattery
    const turns = [...(sleep && atWake !== null ? [[sleep.endUtc, atWake]] : []), [startUtc + elapsedS * 1000, latest]]
    return [
      {
        date,
        charged,
        drained,
        bodyBatteryValueDescriptorDTOList: [
          { bodyBatteryValueDescriptorIndex: 0, bodyBatteryValueDescriptorKey: 'timestamp' },
          { bodyBatteryValueDescriptorIndex: 1, bodyBatteryValueDescriptorKey: 'bodyBatteryLevel' },
        ],
        bodyBatteryValuesArray: turns,
      },
    ]
  })
  return rows.length === 0 ? noContent() : json(rows)
}
