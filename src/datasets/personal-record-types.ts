import { defineDataset, type Json, type ReadItem } from '../domain/index.ts'
import type { Fields } from './reading/fields.ts'
import { snapshotForm } from './reading/snapshot-form.ts'
import { personalRecordTypeTable } from './tables/index.ts'

const name = 'personal_record_types'

export const personalRecordTypes = defineDataset({
  name,
  title: 'What there are personal records in',
  group: 'profile',
  settlesAfterDays: 0,
  // Grows with Garmin's releases only.
  everyDays: 28,
  tables: [personalRecordTypeTable],
  // `personal_record` says which sport a record is in; these are the names.
  optIn: 'costly',
  unproven: true,
  version: 1,
  source: 'DATA section 2, P',
  forms: [
    snapshotForm({
      name: 'types',
      dataset: name,
      path: ({ displayName }) =>
        `/personalrecord-service/personalrecordtype/prtypes/${encodeURIComponent(displayName ?? '')}`,
      toItems,
    }),
  ],
})

function toItems(type: Fields, json: Json): ReadItem[] {
  const typeId = type.int('id') ?? type.int('typeId')
  if (typeId === null) {
    type.note('a type without id')
    return []
  }
  const row = {
    type_id: typeId,
    type_key: type.text('key') ?? type.text('typeKey'),
    sport: type.text('sport'),
    unit: type.text('unit'),
  }
  return [{ item: String(typeId), day: null, content: json, rows: { personal_record_type: [row] } }]
}
