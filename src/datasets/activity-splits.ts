import { defineDataset, type Row } from '../domain/index.ts'
import { activityPartForm } from './reading/activity-item.ts'
import type { Fields } from './reading/fields.ts'
import { splitRow } from './reading/splits.ts'
import { activityConnectLapTable } from './tables/index.ts'

const name = 'activity_splits'

/** Laps and pool lengths as Garmin Connect shows them. The file has them too, so they are off until they are named. */
export const activitySplits = defineDataset({
  name,
  title: 'Laps as Garmin Connect shows them',
  group: 'activities',
  optIn: 'costly',
  settlesAfterDays: 2,
  tables: [activityConnectLapTable],
  replaces: ['activity_connect_lap'],
  version: 1,
  source: 'DATA section 3, P',
  forms: [
    activityPartForm({
      dataset: name,
      per: { kind: 'item', of: 'activity_list', except: 'manual', whenChanged: true },
      suffix: '/splits',
      keys: ['lapDTOs'],
      read: (body, activityId) => {
        const rows = body.list('lapDTOs').flatMap((lap, index) => lapRows(lap, activityId, index + 1))
        return rows.length === 0 ? null : { rows: { activity_connect_lap: numbered(rows) } }
      },
    }),
  ],
})

function lapRows(lap: Fields, activityId: string, seq: number): Row[] {
  const intensity = lap.text('intensityType')
  return [
    { ...splitRow(lap, { activity_id: activityId, kind: 'lap', seq }), intensity },
    ...lap.list('lengthDTOs').map((length) => ({
      ...splitRow(length, { activity_id: activityId, kind: 'length', seq: 0 }),
      lap_seq: seq,
      stroke: length.text('swimStroke'),
      strokes: length.int('totalNumberOfStrokes'),
      swolf: length.real('averageSWOLF'),
    })),
  ]
}

/** Lengths are counted over all laps. */
function numbered(rows: readonly Row[]): Row[] {
  let lengths = 0
  return rows.map((row) => (row.kind === 'length' ? { ...row, seq: ++lengths } : row))
}
