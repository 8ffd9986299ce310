import { defineDataset, type Json, type ReadItem } from '../domain/index.ts'
import { without } from './reading/answer.ts'
import type { Fields } from './reading/fields.ts'
import { snapshotForm } from './reading/snapshot-form.ts'
import { heartRateZoneTable } from './tables/index.ts'

const name = 'heart_rate_zones'
/** For those who write zones; says nothing of them. */
const noise = new Set(['changeState'])

export const heartRateZones = defineDataset({
  name,
  title: 'Heart rate zones',
  group: 'profile',
  settlesAfterDays: 0,
  everyDays: 7,
  tables: [heartRateZoneTable],
  version: 1,
  source: 'DATA section 2, R',
  forms: [snapshotForm({ name: 'zones', dataset: name, path: '/biometric-service/heartRateZones', toItems })],
})

function toItems(zones: Fields, json: Json): ReadItem[] {
  const sport = zones.text('sport') || 'DEFAULT'
  const row = {
    sport,
    method: zones.text('trainingMethod'),
    max_hr_bpm: zones.int('maxHeartRateUsed'),
    resting_hr_bpm: zones.int('restingHeartRateUsed'),
    lactate_hr_bpm: zones.int('lactateThresholdHeartRateUsed'),
    resting_auto: zones.flag('restingHrAutoUpdateUsed'),
    zone1_bpm: zones.int('zone1Floor'),
    zone2_bpm: zones.int('zone2Floor'),
    zone3_bpm: zones.int('zone3Floor'),
    zone4_bpm: zones.int('zone4Floor'),
    zone5_bpm: zones.int('zone5Floor'),
  }
  return [{ item: sport, day: null, content: without(json, noise), rows: { heart_rate_zone: [row] } }]
}
