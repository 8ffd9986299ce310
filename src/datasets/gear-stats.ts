import { defineDataset } from '../domain/index.ts'
import { objectOf, toReading, unexpected } from './reading/answer.ts'
import { gearTable } from './tables/index.ts'

const name = 'gear_stats'

export const gearStats = defineDataset({
  name,
  title: 'Totals of gear as Garmin counts them',
  group: 'activities',
  settlesAfterDays: 0,
  everyDays: 7,
  // The activities of a piece of gear add up to the same, and they are asked for anyway.
  optIn: 'costly',
  tables: [gearTable],
  unproven: true,
  version: 1,
  source: 'DATA section 2, P',
  forms: [
    {
      name: 'totals',
      // What is retired has no totals: Garmin answers 404.
      per: { kind: 'item', of: 'gear', except: 'retired' },
      request: (target) =>
        target.kind !== 'item'
          ? null
          : { method: 'GET', path: `/gear-service/gear/stats/${encodeURIComponent(target.id)}`, expects: 'json' },
      read: (answer, target) => {
        if (target.kind !== 'item') throw unexpected(name, 'not asked for a piece of gear')
        const notes = new Set<string>()
        const totals = objectOf(answer, name, notes)
        if (totals === null) return toReading([], notes)
        const [total_m, total_activities] = [totals.real('totalDistance'), totals.int('totalActivities')]
        if (total_m === null && total_activities === null) return toReading([], notes)
        const rows = { gear: [{ gear_uuid: target.id, total_m, total_activities }] }
        return toReading([{ item: target.id, day: null, content: { total_m, total_activities }, rows }], notes)
      },
    },
  ],
})
