import { defineDataset } from '../domain/index.ts'
import { activityPartForm } from './reading/activity-item.ts'
import { toZoneRows } from './reading/zones.ts'
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
  forms: [
    activityPartForm({
      dataset: name,
      per: { kind: 'item', of: 'activity_list', only: 'power' },
      suffix: '/powerTimeInZones',
      keys: ['zones', 'powerTimeInZones'],
      read: (body, activityId) => {
        const zones = [...body.list('zones'), ...body.list('powerTimeInZones')]
        const rows = toZoneRows(zones, activityId, 'power')
        return rows.length === 0 ? null : { rows: { activity_zone_time: rows } }
      },
    }),
  ],
})
