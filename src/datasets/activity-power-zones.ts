import { defineDataset } from '../domain/index.ts'
import { zonesForm } from './reading/zones.ts'
import { activityZoneTimeTable } from './tables/index.ts'

const name = 'activity_power_zones'

/** Lower ends of the zones in watts; the seconds come with the list. Off until it is named. */
export const activityPowerZones = defineDataset({
  name,
  title: 'Power zones of activities',
  group: 'activities',
  optIn: 'costly',
  settlesAfterDays: 2,
  tables: [activityZoneTimeTable],
  version: 1,
  source: 'DATA section 3, P',
  forms: [zonesForm(name, 'power')],
})
