import { defineDataset, isLocalDate, type Json, type LocalDate, type ReadItem, type Row } from '../domain/index.ts'
import { bareUuid, knownOnly } from './reading/activity-item.ts'
import { activityMarks } from './reading/activity-marks.ts'
import { without } from './reading/answer.ts'
import type { Fields } from './reading/fields.ts'
import { listForm } from './reading/list-form.ts'
import { splitSummaries } from './reading/splits.ts'
import { offsetSeconds } from './reading/times.ts'
import { activitySplitSummaryTable, activityTable, activityZoneTimeTable } from './tables/index.ts'

const name = 'activity_list'
/** About the account, not the activity: a new picture or role must not make every activity look edited. */
const noise = new Set([
  'ownerDisplayName',
  'ownerFullName',
  'ownerProfileImageUrlSmall',
  'ownerProfileImageUrlMedium',
  'ownerProfileImageUrlLarge',
  'userRoles',
  'userPro',
])

export const activityList = defineDataset({
  name,
  title: 'Activities',
  group: 'activities',
  settlesAfterDays: 0,
  tables: [activityTable, activityZoneTimeTable, activitySplitSummaryTable],
  replaces: ['activity_zone_time', 'activity_split_summary'],
  countedBy: 'activity_count',
  version: 2,
  source: 'DATA section 3, R; 1000 rows a page: P',
  forms: [
    listForm({
      name: 'search',
      dataset: name,
      path: '/activitylist-service/activities/search/activities',
      limit: 1000,
      toItem,
    }),
  ],
})

function toItem(activity: Fields, json: Json): ReadItem[] {
  const activityId = activity.id('activityId')
  if (activityId === null) {
    activity.note('an activity without activityId')
    return []
  }
  const isManual = activity.flag('manualActivity')
  const zones = zoneTimes(activity, activityId)
  const splits = splitSummaries(activity, activityId)
  return [
    {
      item: activityId,
      day: localDay(activity),
      content: without(json, noise),
      rows: {
        activity: [toRow(activity, activityId, isManual)],
        activity_zone_time: zones,
        activity_split_summary: splits,
      },
      marks: activityMarks(activity, { zones, splits }),
    },
  ]
}

function localDay(activity: Fields): LocalDate | null {
  const day = (activity.text('startTimeLocal') ?? activity.text('startTimeGMT'))?.slice(0, 10)
  return isLocalDate(day) ? day : null
}

/**
 * Columns that only other answers fill (time zone name, feel, edit times, the original) are left out, so that reading
 * the list again does not empty them.
 */
function toRow(activity: Fields, activityId: string, isManual: boolean | null): Row {
  const type = activity.object('activityType')
  return {
    activity_id: activityId,
    ...knownOnly({
      uuid: bareUuid(activity, 'activityUUID'),
      course_id: activity.id('courseId'),
      parent_activity_id: activity.id('parentId'),
    }),
    // A description that was emptied is not left out by the list, so far as it shows descriptions at all.
    ...(activity.raw('description') === undefined ? {} : { description: activity.text('description') }),
    name: activity.text('activityName'),
    type_id: type.int('typeId'),
    type_key: type.text('typeKey'),
    parent_type_id: type.int('parentTypeId'),
    event_type: activity.object('eventType').text('typeKey'),
    start_utc: activity.instant('startTimeGMT') ?? activity.instant('beginTimestamp'),
    offset_s: offsetSeconds(activity, 'startTimeLocal', 'startTimeGMT'),
    start_local: activity.text('startTimeLocal'),
    end_utc: activity.instant('endTimeGMT'),
    elapsed_s: activity.real('elapsedDuration'),
    timer_s: activity.real('duration'),
    moving_s: activity.real('movingDuration'),
    distance_m: activity.real('distance'),
    ascent_m: activity.real('elevationGain'),
    descent_m: activity.real('elevationLoss'),
    avg_speed_mps: activity.real('averageSpeed'),
    max_speed_mps: activity.real('maxSpeed'),
    avg_hr_bpm: activity.int('averageHR'),
    max_hr_bpm: activity.int('maxHR'),
    min_hr_bpm: activity.int('minHR'),
    ...cadence(activity),
    avg_power_w: activity.real('avgPower'),
    max_power_w: activity.real('maxPower'),
    norm_power_w: activity.real('normPower'),
    kcal: activity.int('calories'),
    bmr_kcal: activity.int('bmrCalories'),
    steps: activity.int('steps'),
    aerobic_te: activity.real('aerobicTrainingEffect'),
    anaerobic_te: activity.real('anaerobicTrainingEffect'),
    te_label: activity.text('trainingEffectLabel'),
    training_load: activity.real('activityTrainingLoad'),
    vo2max: activity.real('vO2MaxValue'),
    water_ml: activity.real('waterEstimated'),
    avg_temp_c: activity.real('averageTemperature'),
    min_temp_c: activity.real('minTemperature'),
    max_temp_c: activity.real('maxTemperature'),
    min_elev_m: activity.real('minElevation'),
    max_elev_m: activity.real('maxElevation'),
    body_battery_delta: activity.int('differenceBodyBattery'),
    moderate_min: activity.int('moderateIntensityMinutes'),
    vigorous_min: activity.int('vigorousIntensityMinutes'),
    start_lat: activity.real('startLatitude'),
    start_lon: activity.real('startLongitude'),
    end_lat: activity.real('endLatitude'),
    end_lon: activity.real('endLongitude'),
    location: activity.text('locationName'),
    lap_count: activity.int('lapCount'),
    device_id: activity.id('deviceId'),
    workout_id: activity.id('workoutId'),
    is_parent: activity.flag('parent'),
    is_manual: isManual,
    is_pr: activity.flag('pr'),
    is_favorite: activity.flag('favorite'),
    privacy: activity.object('privacy').text('typeKey'),
  }
}

/** Garmin names cadence after the sport; the first that is there counts. */
const cadences = [
  ['steps', 'averageRunningCadenceInStepsPerMinute', 'maxRunningCadenceInStepsPerMinute'],
  ['revolutions', 'averageBikingCadenceInRevPerMinute', 'maxBikingCadenceInRevPerMinute'],
  ['strokes', 'averageSwimCadenceInStrokesPerMinute', 'maxSwimCadenceInStrokesPerMinute'],
  ['strokes', 'avgStrokeCadence', 'maxStrokeCadence'],
] as const

function cadence(activity: Fields) {
  for (const [kind, averageKey, maxKey] of cadences) {
    const average = activity.real(averageKey)
    const max = activity.real(maxKey)
    if (average !== null || max !== null) return { avg_cadence_rpm: average, max_cadence_rpm: max, cadence_kind: kind }
  }
  return { avg_cadence_rpm: null, max_cadence_rpm: null, cadence_kind: null }
}

function zoneTimes(activity: Fields, activityId: string): Row[] {
  const rows: Row[] = []
  for (const key of activity.keys()) {
    const [, kind, zone] = /^(hr|power)TimeInZone_(\d{1,2})$/.exec(key) ?? []
    const seconds = kind === undefined ? null : activity.real(key)
    if (kind !== undefined && seconds !== null)
      rows.push({ activity_id: activityId, kind, zone: Number(zone), seconds })
  }
  return rows
}
