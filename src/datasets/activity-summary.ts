import { defineDataset, editedMark, type Row } from '../domain/index.ts'
import { activityPartForm, bareUuid, knownOnly } from './reading/activity-item.ts'
import { without } from './reading/answer.ts'
import type { Fields } from './reading/fields.ts'
import { activityTable } from './tables/index.ts'

const name = 'activity_summary'
/** About the profile, not the activity. */
export const summaryNoise = new Set(['userProfileId', 'accessControlRuleDTO'])
/** What a leg is found by in the marks of its parent. */
export const legPrefix = 'leg:'

/**
 * The summary of one activity. It says little that list and file do not: so it is asked for where a person edited
 * something (trap 11 of SCHEMA-HINTS: only it tells when), and for multisport, whose legs only it names.
 */
export const activitySummary = defineDataset({
  name,
  title: 'Activity summaries',
  group: 'activities',
  settlesAfterDays: 0,
  tables: [activityTable],
  version: 1,
  source: 'DATA section 3, R',
  forms: [
    activityPartForm({
      dataset: name,
      per: { kind: 'item', of: 'activity_list', only: ['multisport', editedMark], whenChanged: true },
      suffix: '',
      keys: ['summaryDTO', 'metadataDTO', 'activityId'],
      read: (body, activityId) => ({
        rows: { activity: [summaryRow(body, activityId)] },
        marks: body.object('metadataDTO').array('childIds').flatMap(toLegMark),
        content: without(body.toJson(), summaryNoise),
      }),
    }),
  ],
})

function toLegMark(id: unknown): string[] {
  const text = typeof id === 'number' || typeof id === 'string' ? String(id) : ''
  return /^\d{1,19}$/.test(text) ? [legPrefix + text] : []
}

/**
 * What the list does not know. Measures are left to the list, which rounds otherwise (SCHEMA-HINTS section 5.7): two
 * answers must not change a value to and fro.
 */
export function summaryRow(body: Fields, activityId: string): Row {
  const metadata = body.object('metadataDTO')
  const summary = body.object('summaryDTO')
  return knownOnly({
    activity_id: activityId,
    uuid: bareUuid(body, 'activityUUID'),
    description: body.text('description'),
    tz_name: body.object('timeZoneUnitDTO').text('unitKey'),
    feel: summary.int('directWorkoutFeel'),
    rpe: summary.int('directWorkoutRpe'),
    compliance_pct: summary.int('directWorkoutComplianceScore'),
    begin_stamina_pct: summary.real('beginPotentialStamina'),
    end_stamina_pct: summary.real('endPotentialStamina'),
    min_stamina_pct: summary.real('minAvailableStamina'),
    impact_load: summary.real('impactLoad'),
    avg_stress: summary.real('avgStress'),
    course_id: metadata.id('associatedCourseId'),
    uploaded_utc: metadata.instant('uploadedDate'),
    updated_utc: metadata.instant('lastUpdateDate'),
  })
}
