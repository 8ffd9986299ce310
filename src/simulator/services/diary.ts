import { addDays, type LocalDate, toEpochDay } from '../../domain/index.ts'
import { type DayTruth, person } from '../life/index.ts'
import { badRequest, json, type Reply } from '../reply.ts'
import { dayOf, type Service, type ServiceRequest, type World } from '../routing.ts'
import { daysIn, isReply, readRange } from './ranges.ts'

/** 61 days answer, 62 are refused (RANGES section 1). */
const nutritionDays = 61
/** Nobody knows the cap of the cycle calendar. */
const calendarDays = 366
const cycleDays = 28

/** What the person writes down: cycle, food, habits (DATA section 4). */
export const diary: Service = {
  name: 'diary',
  host: 'connectapi',
  routes: [
    { method: 'GET', path: '/periodichealth-service/menstrualcycle/calendar/{start}/{end}', answer: calendar },
    {
      method: 'GET',
      path: '/periodichealth-service/menstrualcycle/pregnancysnapshot',
      answer: () => json({ pregnancyCycleStartDate: null, dueDate: null }),
    },
    {
      method: 'GET',
      path: '/nutrition-service/food/logs/range',
      query: ['startDate!', 'endDate!'],
      answer(request, world) {
        const { query } = request
        const asked = readRange(query.get('startDate'), query.get('endDate'), nutritionDays, request, world)
        if (isReply(asked)) return asked
        return json({ dailyNutritionSummaries: [...daysIn(world, asked)].map(foodSums) })
      },
    },
    {
      method: 'GET',
      path: '/nutrition-service/food/logs/{date}',
      answer: (request, world) =>
        ofDay(request, world, (day) => {
          const meal = { meal: { mealName: 'LUNCH' }, loggedFoods: [{ foodMetaData: { foodName: 'Linseneintopf' } }] }
          return { ...foodSums(day), mealDetails: hasFood(day) ? [meal] : [] }
        }),
    },
    {
      method: 'GET',
      path: '/lifestylelogging-service/dailyLog/{date}',
      answer: (request, world) =>
        ofDay(request, world, ({ date, epochDay }) => ({
          calendarDate: date,
          dailyLogsReport: [
            { behaviourId: 3, name: 'Late meal', category: 'LIFESTYLE', logStatus: answered(epochDay, 4), details: [] },
            { behaviourId: 5, name: 'Sauna', category: 'LIFESTYLE', logStatus: answered(epochDay, 7), details: [] },
          ],
          completionStats: [],
        })),
    },
  ],
}

/** Habits are answered to on every other day. */
const answered = (epochDay: number, every: number) =>
  epochDay % 2 === 1 ? null : epochDay % every === 0 ? 'YES' : 'NO'

/** Food is written down by whoever writes down drinks. */
const hasFood = ({ hydration }: DayTruth) => hydration.intakeMl !== null

/** Content is left out for days without entries. */
function foodSums(day: DayTruth) {
  if (!hasFood(day)) return { mealDate: day.date }
  const kcal = (day.wellness?.kcalTotal ?? 1900) - 120
  const part = (share: number, kcalOfGram: number) => Math.round((10 * kcal * share) / kcalOfGram) / 10
  return {
    mealDate: day.date,
    dailyNutritionContent: { calories: kcal, carbs: part(0.5, 4), protein: part(0.2, 4), fat: part(0.3, 9) },
    dailyNutritionGoals: { adjustedCalories: kcal + 200 },
  }
}

function ofDay({ vars }: ServiceRequest, { life }: World, answer: (day: DayTruth) => unknown): Reply {
  const date = dayOf(vars.date)
  return date === null ? badRequest('Invalid date, expected yyyy-MM-dd') : json(answer(life.day(date)))
}

/** Cycles of four weeks; the one that has not begun is a prediction. */
function calendar(request: ServiceRequest, world: World): Reply {
  const asked = readRange(request.vars.start, request.vars.end, calendarDays, request, world)
  if (isReply(asked)) return asked
  const today = world.life.today()
  const first = world.life.firstDay > asked.start ? world.life.firstDay : asked.start
  const starts: LocalDate[] = []
  for (
    let day = addDays(first, cycleDays - (toEpochDay(first) % cycleDays));
    day <= asked.end;
    day = addDays(day, cycleDays)
  )
    starts.push(day)
  return json({
    startDate: asked.start,
    endDate: asked.end,
    userProfilePk: person.profileId,
    cycleSummaries: starts.map((startDate) => ({
      startDate,
      periodLength: 5,
      cycleLength: startDate <= addDays(today, -cycleDays) ? cycleDays : null,
      predictedCycleLength: cycleDays,
      fertileWindowStartDate: addDays(startDate, 10),
      lengthOfFertileWindow: 6,
      predictedCycle: startDate > today,
    })),
    loggedDays: starts
      .filter((startDate) => startDate < today)
      .map((startDate) => ({
        calendarDate: startDate,
        phase: 'MENSTRUAL',
        flow: 'MEDIUM',
        symptoms: ['CRAMPS'],
        moods: [],
      })),
  })
}
