import { defineDataset, type Json, type ReadItem } from '../domain/index.ts'
import { without } from './reading/answer.ts'
import type { Fields } from './reading/fields.ts'
import { snapshotForm } from './reading/snapshot-form.ts'
import { powerZoneTable } from './tables/index.ts'

const name = 'power_zones'
const noise = new Set(['userLocalTime', 'changeState'])

export const powerZones = defineDataset({
  name,
  title: 'Power zones',
  group: 'profile',
  settlesAfterDays: 0,
  everyDays: 7,
  tables: [powerZoneTable],
  unproven: true,
  version: 1,
  source: 'DATA section 2, P',
  forms: [
    snapshotForm({
      name: 'zones',
      dataset: name,
      path: '/biometric-service/powerZones/sports/all',
      within: ['powerZones'],
      toItems,
    }),
  ],
})

function toItems(zones: Fields, json: Json): ReadItem[] {
  const sport = zones.text('sport')
  if (!sport) {
    zones.note('power zones without sport')
    return []
  }
  const row = {
    sport,
    ftp_w: zones.real('functionalThresholdPower'),
    zone1_w: zones.real('zone1Floor'),
    zone2_w: zones.real('zone2Floor'),
    zone3_w: zones.real('zone3Floor'),
    zone4_w: zones.real('zone4Floor'),
    zone5_w: zones.real('zone5Floor'),
    zone6_w: zones.real('zone6Floor'),
    zone7_w: zones.real('zone7Floor'),
  }
  return [{ item: sport, day: null, content: without(json, noise), rows: { power_zone: [row] } }]
}
