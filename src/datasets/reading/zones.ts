import type { Row } from '../../domain/index.ts'
import type { Fields } from './fields.ts'

/** Zones of an activity with their lower ends: bpm or watts (DATA section 3 `activity_hr_zones`). */
export function toZoneRows(zones: readonly Fields[], activityId: string, kind: 'hr' | 'power'): Row[] {
  const byZone = new Map<number, Row>()
  for (const one of zones) {
    const zone = one.level('zoneNumber')
    if (zone === null) one.note('a zone without zoneNumber')
    // The seconds are those of the list row; only the boundary is new.
    else byZone.set(zone, { activity_id: activityId, kind, zone, low_boundary: one.real('zoneLowBoundary') })
  }
  return [...byZone.values()]
}
