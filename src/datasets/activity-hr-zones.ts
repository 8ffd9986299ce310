import { defineDataset } from '../domain/index.ts'
import { activityPartForm } from './reading/activity-item.ts'
import { toZoneRows } from './reading/zones.ts'
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
  forms: [
    activityPartForm({
      dataset: name,
      per: { kind: 'item', of: 'activity_list', only: 'hr' },
      suffix: '/hrTimeInZones',
      keys: ['zones', 'hrTimeInZones'],
      read: (body, activityId) => {
        const zones = [...body.list('zones'), ...body.list('hrTimeInZones')]
        const rows = toZoneRows(zones, activityId, 'hr')
        return rows.length === 0 ? null : { rows: { activity_zone_time: rows } }
      },
    }),
  ],
})
