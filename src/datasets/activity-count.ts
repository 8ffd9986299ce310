import { defineDataset, listedMark } from '../domain/index.ts'
import { objectOf, toReading, unexpected } from './reading/answer.ts'
import { activityCountTable } from './tables/index.ts'

const name = 'activity_count'

/** How long the list has to be: what it says is compared with what was read (DATA section 3). */
export const activityCount = defineDataset({
  name,
  title: 'Number of activities',
  group: 'activities',
  settlesAfterDays: 0,
  everyDays: 7,
  tables: [activityCountTable],
  version: 1,
  source: 'DATA section 3, L',
  forms: [
    {
      name: 'count',
      per: { kind: 'account' },
      request: () => ({ method: 'GET', path: '/activitylist-service/activities/count', expects: 'json' }),
      read: (answer) => {
        const notes = new Set<string>()
        const body = objectOf(answer, name, notes)
        const total = body?.level('totalCount') ?? null
        if (total === null) throw unexpected(name, 'no totalCount')
        const legs = body?.level('multisportChildCount') ?? 0
        const listed = Math.max(0, total - legs)
        const row = { snapshot: 'account', total_count: total, leg_count: legs, listed_count: listed }
        return toReading(
          [
            {
              item: 'account',
              day: null,
              content: answer.json ?? null,
              rows: { activity_count: [row] },
              marks: [listedMark(listed)],
            },
          ],
          notes,
        )
      },
    },
  ],
})
