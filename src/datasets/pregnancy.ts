import { defineDataset } from '../domain/index.ts'
import { objectOf, toReading } from './reading/answer.ts'
import { get } from './reading/forms.ts'
import { pregnancyTable } from './tables/index.ts'

const name = 'pregnancy'

export const pregnancy = defineDataset({
  name,
  title: 'Pregnancy',
  group: 'health',
  settlesAfterDays: 1,
  everyDays: 7,
  optIn: 'sensitive',
  tables: [pregnancyTable],
  version: 1,
  source: 'DATA section 4 (`menstrual`), P',
  forms: [
    {
      name: 'snapshot',
      per: { kind: 'account' },
      request: () => get('/periodichealth-service/menstrualcycle/pregnancysnapshot'),
      read: (answer) => {
        const notes = new Set<string>()
        const snapshot = objectOf(answer, name, notes)
        if (snapshot === null || snapshot.keys().every((key) => snapshot.raw(key) === null)) return toReading([], notes)
        const row = {
          item: 'account',
          due_date: snapshot.day('dueDate') ?? snapshot.day('expectedDueDate'),
          start_date: snapshot.day('startDate') ?? snapshot.day('pregnancyCycleStartDate'),
          details: snapshot.all(),
        }
        const item = { item: 'account', day: null, content: snapshot.all(), rows: { pregnancy: [row] } }
        return toReading([item], notes)
      },
    },
  ],
})
