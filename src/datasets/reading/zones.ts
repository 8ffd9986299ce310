import type { Form, Row } from '../../domain/index.ts'
import { activityPartForm } from './activity-item.ts'
import type { Fields } from './fields.ts'

const services = { hr: 'hrTimeInZones', power: 'powerTimeInZones' } as const

/** One request for the zones of an activity that has seconds in some. */
export function zonesForm(dataset: string, kind: 'hr' | 'power'): Form {
  return activityPartForm({
    dataset,
    per: { kind: 'item', of: 'activity_list', only: kind },
    suffix: `/${services[kind]}`,
    keys: ['zones', services[kind]],
    read: (body, activityId) => {
      const rows = toZoneRows([...body.list('zones'), ...body.list(services[kind])], activityId, kind)
      return rows.length === 0 ? null : { rows: { activity_zone_time: rows } }
    },
  })
}

/** Zones of an activity with their lower ends: bpm or watts (DATA section 3 `activity_hr_zones`). */
function toZoneRows(zones: readonly Fields[], activityId: string, kind: 'hr' | 'power'): Row[] {
  const byZone = new Map<number, Row>()
  for (const one of zones) {
    const zone = one.level('zoneNumber')
    if (zone === null) one.note('a zone without zoneNumber')
    // The seconds are those of the list row; only the boundary is new.
    else byZone.set(zone, { activity_id: activityId, kind, zone, low_boundary: one.real('zoneLowBoundary') })
  }
  return [...byZone.values()]
}
