import { defineDataset, isObject, type Json } from '../domain/index.ts'
import { jsonOf, toReading, unexpected } from './reading/answer.ts'

const name = 'sync_timestamp'
/** 2001-09-09: no number of milliseconds or seconds since 1970 that Garmin could mean is smaller. */
const smallestMoment = 1_000_000_000

export const syncTimestamp = defineDataset({
  name,
  title: 'Moment of the last sync, as Garmin’s health service has it',
  group: 'profile',
  settlesAfterDays: 0,
  everyDays: 7,
  // `device_last_used` says the same in a known form, for nothing.
  optIn: 'costly',
  tables: [],
  unproven: true,
  version: 1,
  source: 'DATA section 2, P; the answer’s form is unknown, so it is only kept as it came',
  forms: [
    {
      name: 'moment',
      per: { kind: 'account' },
      request: () => ({ method: 'GET', path: '/wellness-service/wellness/syncTimestamp', expects: 'json' }),
      read: (answer) => {
        const json = jsonOf(answer, name)
        if (!couldTellTime(json)) throw unexpected(name, 'nothing that could be a moment')
        return toReading([{ item: 'account', day: null, content: json, rows: {} }], new Set())
      },
    },
  ],
})

function couldTellTime(json: Json): boolean {
  if (typeof json === 'number') return json >= smallestMoment
  if (typeof json === 'string') return /^\d{4}-\d{2}-\d{2}|^\d{10,}$/.test(json)
  return json === null || isObject(json) || Array.isArray(json)
}
