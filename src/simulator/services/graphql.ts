import { daysBetween, isLocalDate, type LocalDate } from '../../domain/index.ts'
import { bareInteger } from '../json-text.ts'
import { type EventTruth, eventsOf, goalsOf, home, person, scheduleOf } from '../life/index.ts'
import { badRequest, json, type Reply } from '../reply.ts'
import type { Service, ServiceRequest, World } from '../routing.ts'
import { activityRow } from './activity-list.ts'
import { bloodPressures } from './blood-pressure.ts'
import { dailySummaryV2 } from './daily-summary-v2.ts'
import { maxMetricsRow, readinessRows } from './fitness-shapes.ts'
import { goalRow } from './goal.ts'
import { hrvSummaries } from './hrv.ts'
import { daysIn, type Range } from './ranges.ts'
import { enduranceWeeks, fitDays, hillDays } from './score-shapes.ts'
import { sleepDto } from './sleep-shapes.ts'
import { statusReport } from './training-status.ts'
import { weightRange } from './weight.ts'
import { scheduleSummary } from './workouts.ts'

interface Field {
  /** Longest span that was seen to answer (RANGES section 2); 0 for what takes no days at all. */
  readonly maxDays: number
  readonly arguments: readonly string[]
  answer(asked: Range, world: World): unknown
}

const range = ['startDate', 'endDate']

const fields: Readonly<Record<string, Field>> = {
  userDailySummaryV2Scalar: {
    maxDays: 365,
    arguments: range,
    answer: (asked, world) => ({
      data: [...daysIn(world, asked)].flatMap((day) => (day.wellness ? [dailySummaryV2(day, day.wellness)] : [])),
    }),
  },
  heartRateVariabilityScalar: {
    maxDays: 365,
    arguments: range,
    answer: (asked, world) => ({ hrvSummaries: hrvSummaries(world, asked), userProfilePk: String(person.profileId) }),
  },
  sleepSummariesScalar: {
    maxDays: 31,
    arguments: range,
    answer: (asked, world) =>
      [...daysIn(world, asked)].flatMap((day) => (day.sleep ? [sleepDto(day, day.sleep, true)] : [])),
  },
  weightScalar: {
    maxDays: 365,
    arguments: range,
    answer: (asked, world) => weightRange(world, asked, false),
  },
  bloodPressureScalar: { maxDays: 365, arguments: range, answer: (asked, world) => bloodPressures(world, asked) },
  trainingReadinessRangeScalar: {
    maxDays: 365,
    arguments: range,
    // Newest first, several a day (RANGES section 2).
    answer: (asked, world) =>
      [...fitDays(world, asked)].reverse().flatMap(([day, fitness]) => readinessRows(day, fitness, true)),
  },
  trainingStatusWeeklyScalar: {
    maxDays: 365,
    arguments: [...range, 'displayName'],
    answer: (asked, world) => statusReport(world, asked, 1, true),
  },
  vo2MaxScalar: {
    maxDays: 365,
    arguments: [...range, 'sport'],
    answer: (asked, world) =>
      [...daysIn(world, asked)].map((day) => maxMetricsRow(day, true)).filter((row) => row !== null),
  },
  enduranceScoreScalar: {
    maxDays: 378,
    arguments: [...range, 'aggregation'],
    answer: (asked, world) => enduranceWeeks(world, asked, true),
  },
  hillScoreScalar: {
    maxDays: 366,
    arguments: [...range, 'aggregation'],
    answer: (asked, world) => hillDays(world, asked, true),
  },
  activitiesScalar: {
    maxDays: 36_600,
    arguments: ['displayName', 'startTimestampLocal', 'endTimestampLocal', 'limit'],
    answer: ({ start, end }, { life, displayName }) => ({
      activityList: life
        .activities()
        .filter(({ date }) => date >= start && date <= end)
        .map((activity) => ({ ...activityRow(activity, displayName), ownerId: String(person.profileId) })),
      filter: { userProfileId: String(person.profileId), includedPrivacyList: [], excludeUntitled: false },
      requestorRelationship: 'SELF',
    }),
  },
  workoutScheduleSummariesScalar: {
    maxDays: 31,
    arguments: range,
    answer: ({ start, end }, { life }) =>
      scheduleOf(life)
        .filter(({ date }) => date >= start && date <= end)
        .map(scheduleSummary),
  },
  myDayCardEventsScalar: {
    maxDays: 1,
    arguments: ['timeZone', 'date'],
    answer: ({ start }, { life }) => {
      const ahead = eventsOf(life).filter(({ date }) => date >= start)
      return { eventMyDay: ahead.map(eventCard), hasMoreTrainingEvents: false }
    },
  },
  userGoalsScalar: { maxDays: 0, arguments: [], answer: (_, { life }) => goalsOf(life).map(goalRow) },
}

/** The GraphQL gateway: HTTP says 200 even when the query failed (RANGES section 2). */
export const graphql: Service = {
  name: 'graphql',
  host: 'connectapi',
  routes: [{ method: 'POST', path: '/graphql-gateway/graphql', answer }],
}

function answer(request: ServiceRequest, world: World): Reply {
  const query = queryOf(request.body)
  if (query === null) return badRequest('A JSON body with a query is expected')
  const match = /^\s*(?:query\s*)?\{\s*(\w+)\s*(?:\(([^(){}]*)\))?\s*\}\s*$/.exec(query)
  if (!match) return failed(null, 'Invalid syntax: one field without a selection is understood')
  const name = match[1] ?? ''
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined
  if (!field)
    return failed(null, `Validation error (FieldUndefined@[${name}]) : Field '${name}' in type 'Query' is undefined`)
  const given = Object.fromEntries(
    [...(match[2] ?? '').matchAll(/(\w+)\s*:\s*(?:"([^"]*)"|([\w.-]+))/g)].map((each) => [each[1], each[2] ?? each[3]]),
  )
  const stranger = Object.keys(given).find((argument) => !field.arguments.includes(argument))
  if (stranger !== undefined)
    return failed(null, `Validation error (UnknownArgument@[${name}]) : Unknown field argument '${stranger}'`)
  const { today } = world.life
  const start = field.maxDays === 0 ? today() : dayIn(given.startDate ?? given.startTimestampLocal ?? given.date)
  const end = field.maxDays === 0 ? today() : dayIn(given.endDate ?? given.endTimestampLocal ?? given.date)
  if (start === null || end === null || end < start) return failed(name, 'Invalid date range')
  if (field.maxDays > 0 && daysBetween(start, end) + 1 > field.maxDays) {
    world.recorder.violation(
      'range-too-long',
      request.path,
      `${name}: ${daysBetween(start, end) + 1} days, ${field.maxDays} are allowed`,
    )
    return failed(name, `Date range exceeds the maximum of ${field.maxDays} days`)
  }
  return json({ data: { [name]: field.answer({ start, end }, world) } })
}

function failed(name: string | null, message: string): Reply {
  const errors = [{ message, locations: [{ line: 1, column: 7 }], extensions: { classification: 'ValidationError' } }]
  return json(name === null ? { data: null, errors } : { data: { [name]: null }, errors })
}

function queryOf(body: string): string | null {
  try {
    const parsed: unknown = JSON.parse(body)
    const query = typeof parsed === 'object' && parsed !== null ? (parsed as { query?: unknown }).query : null
    return typeof query === 'string' ? query : null
  } catch {
    return null
  }
}

function dayIn(text: string | undefined): LocalDate | null {
  const day = text?.slice(0, 10)
  return isLocalDate(day) ? day : null
}

/** An event to come, as graphql-shapes.json has it. */
function eventCard(event: EventTruth) {
  const target = { value: event.distanceM / 1000, unit: 'kilometer', unitType: 'distance' }
  return {
    id: event.id,
    eventName: event.name,
    date: event.date,
    completionTarget: target,
    eventTimeLocal: { startTimeHhMm: event.startsAt, timeZoneId: person.homeZone },
    eventImageUUID: null,
    locationStartPoint: { lat: home.lat, lon: home.lon },
    eventType: 'triathlon',
    shareableEventUuid: event.uuid,
    eventCustomization: {
      customGoal: { value: 9900, unit: 'second', unitType: 'time' },
      isPrimaryEvent: true,
      associatedWithActivityId: event.activity === null ? null : bareInteger(event.activity.id),
      isTrainingEvent: true,
      isGoalMet: false,
      trainingPlanId: null,
      trainingPlanType: null,
    },
    eventOrganizer: false,
  }
}
