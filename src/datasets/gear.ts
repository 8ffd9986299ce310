import { defineDataset, type Json, type ReadItem } from '../domain/index.ts'
import { without } from './reading/answer.ts'
import type { Fields } from './reading/fields.ts'
import { snapshotForm } from './reading/snapshot-form.ts'
import { dayIn } from './reading/times.ts'
import { gearTable } from './tables/index.ts'

const name = 'gear'
const noise = new Set(['imageNameLarge', 'imageNameMedium', 'imageNameSmall', 'notified'])

export const gear = defineDataset({
  name,
  title: 'Gear',
  group: 'activities',
  settlesAfterDays: 0,
  everyDays: 7,
  tables: [gearTable],
  unproven: true,
  version: 1,
  source: 'DATA section 2, P',
  forms: [
    snapshotForm({
      name: 'list',
      dataset: name,
      path: '/gear-service/gear/filterGear',
      query: ({ profileId }) => ({ userProfilePk: profileId }),
      toItems,
    }),
  ],
})

function toItems(gear: Fields, json: Json): ReadItem[] {
  const uuid = gear.text('uuid')
  if (!uuid) {
    gear.note('gear without uuid')
    return []
  }
  const status = gear.text('gearStatusName')
  const maximum = gear.real('maximumMeters')
  const row = {
    gear_uuid: uuid,
    gear_pk: gear.id('gearPk'),
    type: gear.text('gearTypeName'),
    make: gear.text('gearMakeName'),
    model: gear.text('gearModelName'),
    custom_name: gear.text('displayName'),
    status,
    begin_date: dayIn(gear, 'dateBegin'),
    end_date: dayIn(gear, 'dateEnd'),
    // 0 is no distance after which anything could be replaced.
    max_m: maximum === 0 ? null : maximum,
    created_utc: gear.instant('createDate'),
    updated_utc: gear.instant('updateDate'),
  }
  const marks = status?.toLowerCase() === 'retired' ? ['retired'] : []
  return [{ item: uuid, day: null, content: without(json, noise), rows: { gear: [row] }, marks }]
}
