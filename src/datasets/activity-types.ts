import { defineDataset, type Row } from '../domain/index.ts'
import { listOf, toReading } from './reading/answer.ts'
import { toFieldsList } from './reading/fields.ts'
import { activityTypeTable } from './tables/index.ts'

const name = 'activity_types'

/** The tree of types: list filters and statistics name the parent of a type (SCHEMA-HINTS section 5.8). */
export const activityTypes = defineDataset({
  name,
  title: 'Activity types',
  group: 'activities',
  settlesAfterDays: 0,
  // Nothing of the person: it grows with Garmin's releases only, and rows of activities carry their own type.
  optIn: 'costly',
  everyDays: 90,
  tables: [activityTypeTable],
  version: 1,
  source: 'DATA section 3, P',
  forms: [
    {
      name: 'tree',
      per: { kind: 'account' },
      request: () => ({ method: 'GET', path: '/activity-service/activity/activityTypes', expects: 'json' }),
      read: (answer) => {
        const notes = new Set<string>()
        const types = toFieldsList(listOf(answer, name), name, notes)
        const rows = types.flatMap((type): Row[] => {
          const typeId = type.int('typeId')
          if (typeId === null) type.note('a type without typeId')
          return typeId === null
            ? []
            : [
                {
                  type_id: typeId,
                  type_key: type.text('typeKey'),
                  parent_type_id: type.int('parentTypeId'),
                  is_hidden: type.flag('isHidden'),
                },
              ]
        })
        const content = rows.length === 0 ? null : (answer.json ?? null)
        return toReading([{ item: 'account', day: null, content, rows: { activity_type: rows } }], notes)
      },
    },
  ],
})
