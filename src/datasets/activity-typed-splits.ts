import { defineDataset, type Row } from '../domain/index.ts'
import { activityPartForm } from './reading/activity-item.ts'
import { splitRow } from './reading/splits.ts'
import { activitySplitTable } from './tables/index.ts'

const name = 'activity_typed_splits'

/** Climbs, runs and walks, intervals one by one; their sums come with the list. Off until they are named. */
export const activityTypedSplits = defineDataset({
  name,
  title: 'Climbs, runs and walks, intervals',
  group: 'activities',
  optIn: 'costly',
  settlesAfterDays: 2,
  tables: [activitySplitTable],
  replaces: ['activity_split'],
  version: 1,
  source: 'DATA section 3, P',
  forms: [
    activityPartForm({
      dataset: name,
      per: { kind: 'item', of: 'activity_list', only: 'splits', whenChanged: true },
      suffix: '/typedsplits',
      keys: ['splits'],
      read: (body, activityId) => {
        const counts = new Map<string, number>()
        const rows: Row[] = []
        for (const split of body.list('splits')) {
          const type = split.text('type') ?? split.text('splitType')
          if (type === null) {
            split.note('a split without a type')
            continue
          }
          const seq = (counts.get(type) ?? 0) + 1
          counts.set(type, seq)
          rows.push({
            ...splitRow(split, { activity_id: activityId, split_type: type, seq }),
            avg_grade_pct: split.real('avgGrade') ?? split.real('averageGrade'),
          })
        }
        return rows.length === 0 ? null : { rows: { activity_split: rows } }
      },
    }),
  ],
})
