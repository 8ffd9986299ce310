import { isLocalDate } from '../../domain/index.ts'
import { bareInteger } from '../json-text.ts'
import { type ActivityTruth, lapsOf, person, setsOf, sports, zoneIds } from '../life/index.ts'
import { badRequest, json, type Reply } from '../reply.ts'
import type { Service, ServiceRequest, World } from '../routing.ts'
import { listText, single } from '../texts.ts'
import { picture } from './user-profile.ts'

const filters = [
  'startDate',
  'endDate',
  'activityType',
  'activitySubType',
  'search',
  'sortOrder',
  'sortBy',
  'excludeChildren',
]

/** The activities, newest first by local start (DATA section 3; activity-list.json). */
export const activityList: Service = {
  name: 'activity-list',
  host: 'connectapi',
  routes: [
    {
      method: 'GET',
      path: '/activitylist-service/activities/search/activities',
      query: ['start', 'limit', ...filters],
      answer: search,
    },
    { method: 'GET', path: '/activitylist-service/activities/count', answer: count },
  ],
}

function search({ query }: ServiceRequest, { life, displayName, options }: World): Reply {
  const start = Number(query.get('start') ?? 0)
  const limit = Number(query.get('limit') ?? 20)
  if (!Number.isInteger(start) || start < 0) return badRequest('start must not be negative')
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) return badRequest('limit must be between 1 and 1000')
  const [from, to] = [query.get('startDate'), query.get('endDate')]
  if ((from !== null && !isLocalDate(from)) || (to !== null && !isLocalDate(to)))
    return badRequest('Invalid date, expected yyyy-MM-dd')
  const type = query.get('activityType')
  const subType = query.get('activitySubType')
  const words = query.get('search')?.toLowerCase()
  const found = life
    .activities()
    .filter(
      (activity) =>
        (from === null || activity.date >= from) &&
        (to === null || activity.date <= to) &&
        (type === null || parentKey(activity) === type) &&
        (subType === null || activity.sport.typeKey === subType) &&
        (words === undefined || activity.name.toLowerCase().includes(words)),
    )
  const ordered = query.get('sortOrder') === 'asc' ? [...found].reverse() : found
  const rows = ordered.slice(start, start + limit).map((activity) => activityRow(activity, displayName))
  if (options.oldManualEntries) for (const row of rows) if (row.manualActivity === true) delete row.manualActivity
  return json(rows)
}

/** Filters take the parent of a type (SCHEMA-HINTS trap 8). */
function parentKey({ sport }: ActivityTruth): string {
  const groups: Readonly<Record<number, string>> = { 1: 'running', 26: 'swimming', 29: 'fitness_equipment', 4: 'other' }
  return groups[sport.parentTypeId] ?? sport.typeKey
}

function count(_: ServiceRequest, { life }: World): Reply {
  const listed = life.activities()
  const legs = listed.reduce((sum, activity) => sum + activity.legs.length, 0)
  return json({ totalCount: listed.length + legs, multisportChildCount: legs })
}

export function activityType({ typeId, typeKey, parentTypeId }: ActivityTruth['sport']) {
  return { typeId, typeKey, parentTypeId, isHidden: false, restricted: false, trimmable: true }
}

export const eventType = { typeId: 9, typeKey: 'uncategorized', sortOrder: 10 }
export const privacy = { typeId: 2, typeKey: 'private' }

/** A row as recorded; keys that do not apply are left out, as Garmin does, instead of null. */
export function activityRow(activity: ActivityTruth, displayName: string | null) {
  const { sport, records } = activity
  const endUtc = activity.startUtc + Math.floor(activity.elapsedS) * 1000
  const row: Record<string, unknown> = {
    activityId: bareInteger(activity.id),
    activityName: activity.name,
    startTimeLocal: listText(activity.startUtc + activity.offsetS * 1000),
    startTimeGMT: listText(activity.startUtc),
    activityType: activityType(sport),
    eventType,
    distance: activity.distanceM === null ? 0 : single(activity.distanceM),
    duration: single(activity.timerS),
    elapsedDuration: single(activity.elapsedS),
    movingDuration: activity.movingS,
    elevationGain: activity.ascentM,
    elevationLoss: activity.descentM,
    averageSpeed: activity.distanceM === null ? null : activity.distanceM / activity.timerS,
    maxSpeed: single(activity.maxSpeedMps),
    startLatitude: sport.hasPositions ? activity.place.lat : null,
    startLongitude: sport.hasPositions ? activity.place.lon : null,
    hasPolyline: sport.hasPositions,
    hasImages: false,
    ownerId: person.profileId,
    ownerDisplayName: displayName,
    ownerFullName: person.fullName,
    ownerProfileImageUrlSmall: picture,
    ownerProfileImageUrlMedium: picture,
    ownerProfileImageUrlLarge: picture,
    calories: activity.kcal,
    bmrCalories: activity.bmrKcal,
    averageHR: activity.avgHr,
    maxHR: activity.maxHr,
    ...cadences(activity),
    steps: activity.steps,
    userRoles: ['SCOPE_CONNECT_READ', 'SCOPE_CONNECT_WRITE', 'ROLE_CONNECTUSER', 'ROLE_FITNESS_USER'],
    privacy,
    userPro: false,
    hasVideo: false,
    timeZoneId: zoneIds[activity.zone] ?? 124,
    beginTimestamp: activity.startUtc,
    sportTypeId: sport.fitSport,
    aerobicTrainingEffect: single(activity.trainingEffect),
    anaerobicTrainingEffect: records ? 0 : null,
    workoutId: activity.workoutId,
    deviceId: activity.deviceId,
    minElevation: activity.ascentM === null ? null : 42,
    maxElevation: activity.ascentM === null ? null : single(42 + activity.ascentM / 2),
    summarizedDiveInfo: { summarizedDiveGases: [] },
    manufacturer: activity.manual ? null : 'GARMIN',
    locationName: sport.hasPositions ? activity.place.place : null,
    lapCount: activity.manual ? null : laps(activity),
    endLatitude: sport.hasPositions ? activity.place.lat : null,
    endLongitude: sport.hasPositions ? activity.place.lon : null,
    waterEstimated: activity.manual ? null : Math.round(activity.timerS / 6),
    trainingEffectLabel: activity.trainingEffect === null ? null : 'AEROBIC_BASE',
    activityTrainingLoad: single(activity.trainingLoad),
    aerobicTrainingEffectMessage: records ? 'MAINTAINING_AEROBIC_BASE_7' : null,
    anaerobicTrainingEffectMessage: records ? 'NO_ANAEROBIC_BENEFIT_0' : null,
    splitSummaries: [],
    hasSplits: false,
    moderateIntensityMinutes: activity.moderateMin,
    vigorousIntensityMinutes: activity.vigorousMin,
    differenceBodyBattery: records ? -Math.round(activity.timerS / 400) : null,
    hasHeatMap: false,
    ...zones(activity),
    endTimeGMT: listText(endUtc),
    ...(sport === sports.strength_training && !activity.manual
      ? { summarizedExerciseSets: exerciseSets(activity) }
      : {}),
    qualifyingDive: false,
    autoCalcCalories: false,
    favorite: false,
    decoDive: false,
    elevationCorrected: false,
    atpActivity: false,
    purposeful: false,
    manualActivity: activity.manual,
    pr: false,
    parent: activity.legs.length > 0,
  }
  for (const name of Object.keys(row)) if (row[name] === null) delete row[name]
  return row
}

function cadences({ sport, cadence }: ActivityTruth): Record<string, number> {
  if (cadence === null) return {}
  if (sport.onFoot)
    return {
      averageRunningCadenceInStepsPerMinute: cadence - 0.265625,
      maxRunningCadenceInStepsPerMinute: cadence + 18,
      maxDoubleCadence: cadence + 18,
    }
  if (sport === sports.cycling)
    return { averageBikingCadenceInRevPerMinute: cadence, maxBikingCadenceInRevPerMinute: cadence + 22 }
  return { averageSwimCadenceInStrokesPerMinute: cadence }
}

function laps(activity: ActivityTruth): number {
  const parts = activity.legs.length > 0 ? activity.legs : [activity]
  return parts.reduce((sum, part) => sum + lapsOf(part).length, 0)
}

function zones({ zoneSeconds }: ActivityTruth): Record<string, number> {
  if (!zoneSeconds) return {}
  return Object.fromEntries(zoneSeconds.map((seconds, index) => [`hrTimeInZone_${index + 1}`, seconds]))
}

function exerciseSets(activity: ActivityTruth) {
  const sets = setsOf(activity).filter(({ active }) => active)
  const reps = sets.reduce((sum, set) => sum + (set.reps ?? 0), 0)
  return [
    {
      category: 'SQUAT',
      subCategory: 'BARBELL_BACK_SQUAT',
      reps,
      volume: reps * 60_000,
      duration: sets.length * 75_000,
      sets: sets.length,
      maxWeight: 60_000,
    },
  ]
}
