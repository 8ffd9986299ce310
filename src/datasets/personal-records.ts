import { defineDataset, type Json, type ReadItem } from '../domain/index.ts'
import type { Fields } from './reading/fields.ts'
import { snapshotForm } from './reading/snapshot-form.ts'
import { personalRecordTable } from './tables/index.ts'

const name = 'personal_records'

export const personalRecords = defineDataset({
  name,
  title: 'Personal records',
  group: 'profile',
  settlesAfterDays: 0,
  everyDays: 7,
  tables: [personalRecordTable],
  version: 1,
  source: 'DATA section 2, L',
  forms: [
    snapshotForm({
      name: 'records',
      dataset: name,
      path: ({ displayName }) => `/personalrecord-service/personalrecord/prs/${encodeURIComponent(displayName ?? '')}`,
      toItems,
    }),
  ],
})

function toItems(record: Fields, json: Json): ReadItem[] {
  const recordId = record.id('id')
  if (recordId === null) {
    record.note('a record without id')
    return []
  }
  const typeId = record.int('typeId')
  const row = {
    record_id: recordId,
    type_id: typeId,
    kind: kinds.find(([first, last]) => typeId !== null && typeId >= first && typeId <= last)?.[2] ?? null,
    value: record.real('value'),
    activity_id: activityOf(record),
    activity_name: record.text('activityName'),
    activity_type: record.text('activityType'),
    at_utc: record.instant('prStartTimeGmt') ?? record.instant('prStartTimeGmtFormatted'),
  }
  return [{ item: recordId, day: null, content: json, rows: { personal_record: [row] } }]
}

/** What the numbers of the types are about (DATA section 2). */
const kinds = [
  [1, 7, 'running'],
  [8, 11, 'cycling'],
  [12, 16, 'steps'],
  [17, 26, 'swimming'],
  [28, 32, 'strength'],
  [45, 51, 'strength'],
] as const

/** Records in steps belong to no activity; some answers write 0 for none. */
function activityOf(record: Fields): string | null {
  const id = record.id('activityId')
  return id === '0' ? null : id
}
