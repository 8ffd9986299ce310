import { defineDataset, type Json, type ReadItem, type Row } from '../domain/index.ts'
import { bareUuid } from './reading/activity-item.ts'
import type { Fields } from './reading/fields.ts'
import { listForm } from './reading/list-form.ts'
import { offsetSeconds } from './reading/times.ts'
import { healthSnapshotTable } from './tables/index.ts'

const name = 'health_snapshot'

export const healthSnapshot = defineDataset({
  name,
  title: 'Health snapshots',
  group: 'health',
  settlesAfterDays: 0,
  everyDays: 7,
  tables: [healthSnapshotTable],
  version: 1,
  source: 'DATA section 5, L',
  forms: [
    listForm({
      name: 'list',
      dataset: name,
      path: '/wellnessactivity-service/activity/summary/list',
      limit: 20,
      // This service counts from 1.
      firstStart: 1,
      untilName: 'until',
      toItem,
    }),
  ],
})

/** Minimum, mean and maximum of each kind; of the two kinds of variability there is one value. */
const kinds: Readonly<Record<string, string>> = {
  HEART_RATE: 'hr',
  RESPIRATION: 'resp',
  STRESS: 'stress',
  SPO2: 'spo2',
}
const variability: Readonly<Record<string, string>> = { RMSSD_HRV: 'rmssd_ms', SDRR_HRV: 'sdrr_ms' }

function toItem(snapshot: Fields, json: Json): ReadItem[] {
  // An object here, a text in the samples (DATA section 5).
  const uuid = bareUuid(snapshot, 'activityUuid')
  const day = snapshot.day('calendarDate')
  if (uuid === null || day === null) {
    snapshot.note('a snapshot without activityUuid or calendarDate')
    return []
  }
  const measured: Record<string, number | null> = {}
  for (const summary of snapshot.list('summaryTypeDataList')) {
    const type = summary.text('summaryType') ?? ''
    const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined
    const value = (key: string) => {
      const found = summary.real(key)
      return found === null || found < 0 ? null : found
    }
    if (kind !== undefined)
      for (const part of ['avg', 'min', 'max']) measured[`${kind}_${part}`] = value(`${part}Value`)
    else if (Object.hasOwn(variability, type)) measured[variability[type]!] = value('avgValue')
  }
  const row: Row = {
    uuid,
    date: day,
    name: snapshot.text('activityName'),
    start_utc: snapshot.instant('startTimestampGMT'),
    end_utc: snapshot.instant('endTimestampGMT'),
    offset_s: offsetSeconds(snapshot, 'startTimestampLocal', 'startTimestampGMT'),
    ...measured,
    note: snapshot.text('notes'),
  }
  return [{ item: uuid, day, content: json, rows: { health_snapshot: [row] } }]
}
