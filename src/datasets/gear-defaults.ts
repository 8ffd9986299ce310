import { defineDataset, type Row } from '../domain/index.ts'
import { toReading } from './reading/answer.ts'
import { toFieldsList } from './reading/fields.ts'
import { listWithin } from './reading/snapshot-form.ts'
import { gearDefaultTable } from './tables/index.ts'

const name = 'gear_defaults'

export const gearDefaults = defineDataset({
  name,
  title: 'Default gear',
  group: 'activities',
  settlesAfterDays: 0,
  everyDays: 7,
  // What is taken by habit; what was used is in `gear_activities`.
  optIn: 'costly',
  tables: [gearDefaultTable],
  mirrors: 'gear_default',
  unproven: true,
  version: 1,
  source: 'DATA section 2, P',
  forms: [
    {
      name: 'by-type',
      per: { kind: 'account' },
      request: (_, { profileId }) => ({
        method: 'GET',
        path: `/gear-service/gear/user/${encodeURIComponent(profileId)}/activityTypes`,
        expects: 'json',
      }),
      read: (answer) => {
        const notes = new Set<string>()
        const list = listWithin(answer, name, [])
        const rows = new Map<string, Row>()
        for (const one of toFieldsList(list, name, notes)) {
          const [uuid, type] = [one.text('uuid'), one.int('activityTypePk')]
          if (!uuid || type === null) one.note('a default without uuid or activityTypePk')
          else {
            const is_default = one.flag('defaultGear')
            rows.set(`${uuid} ${type}`, { gear_uuid: uuid, activity_type_id: type, is_default })
          }
        }
        const content = list.length === 0 ? null : [...list]
        return toReading([{ item: 'account', day: null, content, rows: { gear_default: [...rows.values()] } }], notes)
      },
    },
  ],
})
