import { defineDataset, type Row } from '../domain/index.ts'
import { objectOf, unexpected } from './reading/answer.ts'
import { toDayItems } from './reading/day-items.ts'
import { dayForm, get } from './reading/forms.ts'
import { checkDay } from './reading/times.ts'
import { lifestyleEntryTable } from './tables/index.ts'

const name = 'lifestyle_log'
const list = 'dailyLogsReport'

/** A request a day: there is no range. */
export const lifestyleLog = defineDataset({
  name,
  title: 'Lifestyle log',
  group: 'health',
  settlesAfterDays: 7,
  optIn: 'sensitive',
  tables: [lifestyleEntryTable],
  replaces: ['lifestyle_entry'],
  version: 1,
  source: 'DATA section 4, L and P',
  forms: [
    dayForm({
      name: 'day',
      gate: 'daily_summary',
      request: (day) => get(`/lifestylelogging-service/dailyLog/${day}`),
      read: (answer, notes, asked) => {
        const body = objectOf(answer, name, notes)
        if (body === null) return []
        if (body.raw(list) === undefined) throw unexpected(name, `no ${list}`)
        checkDay(body, name, asked)
        const day = asked ?? body.day('calendarDate')
        if (day === null) return []
        const byName = new Map<string, Row>()
        for (const log of body.list(list)) {
          const behaviour = log.text('name') ?? log.text('behaviourName')
          // Habits that nobody answered to are listed as well.
          if (behaviour === null || behaviour === '' || log.text('logStatus') === null) continue
          const details = log.list('details')
          byName.set(behaviour, {
            date: day,
            behaviour,
            category: log.text('category'),
            status: log.text('logStatus'),
            amount: details.length === 1 ? details[0]!.real('amount') : null,
            details: log.raw('details') ?? null,
          })
        }
        const rows = { lifestyle_entry: [...byName.values()] }
        return toDayItems([{ day, content: body.raw(list) ?? null, rows }])
      },
    }),
  ],
})
