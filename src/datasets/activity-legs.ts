import { defineDataset, type Row } from '../domain/index.ts'
import { legPrefix, summaryNoise, summaryRow } from './activity-summary.ts'
import { activityPartForm, knownOnly } from './reading/activity-item.ts'
import { without } from './reading/answer.ts'
import type { Fields } from './reading/fields.ts'
import { offsetSeconds } from './reading/times.ts'
import { activityTable } from './tables/index.ts'

const name = 'activity_legs'

/** Legs of multisport activities, one request each: the list has their parent only (SCHEMA-HINTS section 5.9). */
export const activityLegs = defineDataset({
  name,
  title: 'Legs of multisport activities',
  group: 'activities',
  settlesAfterDays: 0,
  tables: [activityTable],
  version: 1,
  source: 'DATA section 3 (`activity_summary`), R',
  forms: [
    activityPartForm({
      dataset: name,
      per: { kind: 'item', of: 'activity_summary', each: legPrefix, whenChanged: true },
      suffix: '',
      keys: ['summaryDTO', 'activityId'],
      read: (body, activityId) => ({
        rows: { activity: [{ ...legRow(body, activityId), ...summaryRow(body, activityId) }] },
        content: without(body.toJson(), summaryNoise),
      }),
    }),
  ],
})

/** Everything that the list would say; names and rounding are those of the summary. */
function legRow(body: Fields, activityId: string): Row {
  const type = body.object('activityTypeDTO')
  const metadata = body.object('metadataDTO')
  const summary = body.object('summaryDTO')
  return knownOnly({
    activity_id: activityId,
    name: body.text('activityName'),
    type_id: type.int('typeId'),
    type_key: type.text('typeKey'),
    parent_type_id: type.int('parentTypeId'),
    event_type: body.object('eventTypeDTO').text('typeKey'),
    privacy: body.object('accessControlRuleDTO').text('typeKey'),
    start_utc: summary.instant('startTimeGMT'),
    offset_s: offsetSeconds(summary, 'startTimeLocal', 'startTimeGMT'),
    // As the list writes it, so that one form orders both.
    start_local: summary.text('startTimeLocal')?.replace('T', ' ').slice(0, 19) ?? null,
    elapsed_s: summary.real('elapsedDuration'),
    timer_s: summary.real('duration'),
    moving_s: summary.real('movingDuration'),
    distance_m: summary.real('distance'),
    ascent_m: summary.real('elevationGain'),
    descent_m: summary.real('elevationLoss'),
    min_elev_m: summary.real('minElevation'),
    max_elev_m: summary.real('maxElevation'),
    avg_speed_mps: summary.real('averageSpeed'),
    max_speed_mps: summary.real('maxSpeed'),
    avg_hr_bpm: summary.int('averageHR'),
    max_hr_bpm: summary.int('maxHR'),
    min_hr_bpm: summary.int('minHR'),
    avg_cadence_rpm:
      summary.real('averageRunCadence') ?? summary.real('averageBikeCadence') ?? summary.real('averageSwimCadence'),
    avg_power_w: summary.real('averagePower'),
    max_power_w: summary.real('maxPower'),
    norm_power_w: summary.real('normalizedPower'),
    kcal: summary.int('calories'),
    bmr_kcal: summary.int('bmrCalories'),
    steps: summary.int('steps'),
    aerobic_te: summary.real('trainingEffect'),
    anaerobic_te: summary.real('anaerobicTrainingEffect'),
    te_label: summary.text('trainingEffectLabel'),
    training_load: summary.real('activityTrainingLoad'),
    moderate_min: summary.int('moderateIntensityMinutes'),
    vigorous_min: summary.int('vigorousIntensityMinutes'),
    start_lat: summary.real('startLatitude'),
    start_lon: summary.real('startLongitude'),
    end_lat: summary.real('endLatitude'),
    end_lon: summary.real('endLongitude'),
    location: body.text('locationName'),
    lap_count: metadata.int('lapCount'),
    device_id: metadata.object('deviceMetaDataDTO').id('deviceId'),
    parent_activity_id: metadata.id('parentId') ?? body.id('parentId'),
    is_parent: false,
    is_manual: metadata.flag('manualActivity'),
  })
}
