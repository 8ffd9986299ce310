import { defineDataset } from '../domain/index.ts'
import { listOf, toReading, unexpected } from './reading/answer.ts'
import { toFieldsList } from './reading/fields.ts'
import { toDecimals } from './reading/to-decimals.ts'
import { activityGearTable, gearTable } from './tables/index.ts'

const name = 'gear_activities'
/** Most rows that Garmin gives at once (DATA section 2). */
const limit = 1000

/** One request brings the activities of a piece of gear; asking each activity for its gear would take one for each. */
export const gearActivities = defineDataset({
  name,
  title: 'Activities and totals of gear',
  group: 'activities',
  settlesAfterDays: 0,
  everyDays: 7,
  tables: [activityGearTable, gearTable],
  replaces: ['activity_gear'],
  unproven: true,
  version: 1,
  source: 'DATA section 2, P',
  forms: [
    {
      name: 'list',
      per: { kind: 'item', of: 'gear' },
      request: (target) =>
        target.kind !== 'item'
          ? null
          : {
              method: 'GET',
              path: `/activitylist-service/activities/${encodeURIComponent(target.id)}/gear`,
              query: { start: 0, limit },
              expects: 'json',
            },
      read: (answer, target) => {
        if (target.kind !== 'item') throw unexpected(name, 'not asked for a piece of gear')
        const notes = new Set<string>()
        const list = listOf(answer, name)
        const distances = new Map<string, number>()
        for (const activity of toFieldsList(list, name, notes)) {
          const id = activity.id('activityId')
          if (id === null) activity.note('an activity without activityId')
          else distances.set(id, activity.real('distance') ?? 0)
        }
        const partial = list.length >= limit
        if (partial) notes.add(`${name}: only the newest ${limit} activities of a piece of gear were given`)
        // What the rows say besides is in the list of activities. Present even without any: new shoes are worn soon.
        const content = [...distances].sort(([a], [b]) => (a < b ? -1 : 1))
        const rows = {
          activity_gear: [...distances.keys()].map((activity_id) => ({ gear_uuid: target.id, activity_id })),
          gear: partial ? [] : [{ gear_uuid: target.id, ...totals(distances) }],
        }
        return toReading([{ item: target.id, day: null, content, rows, partial }], notes)
      },
    },
  ],
})

function totals(distances: ReadonlyMap<string, number>) {
  let sum = 0
  for (const meters of distances.values()) sum += meters
  return { total_m: toDecimals(sum, 2), total_activities: distances.size }
}
