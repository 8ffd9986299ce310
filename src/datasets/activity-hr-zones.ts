import { defineDataset } from '../domain/index.ts'
import { zonesForm } from './reading/zones.ts'
import { activityZoneTimeTable } from './tables/index.ts'

const name = 'activity_hr_zones'

/** Lower ends of the zones in beats a minute; the seconds come with the list. Off until it is named. */
export const activityHrZones = defineDataset({
  name,
  title: 'Heart rate zones of activities',
  group: 'activities',
  optIn: 'costly',
  settlesAfterDays: 2,
  tables: [activityZoneTimeTable],
  version: 1,
  source: 'DATA section 3, P',
  forms: [zonesForm(name, 'hr')],
})
