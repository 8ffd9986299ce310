import type { Form } from '../../domain/index.ts'
import { objectOf, toReading } from './answer.ts'
import { toSettings } from './settings.ts'

/** Settings of the account of which only few names are known: all of them become rows of `account_setting`. */
export function settingsForm(name: string, dataset: string, path: string): Form {
  return {
    name,
    per: { kind: 'account' },
    request: () => ({ method: 'GET', path, expects: 'json' }),
    read: (answer) => {
      const notes = new Set<string>()
      const found = objectOf(answer, dataset, notes)
      if (found === null || found.keys().length === 0) return toReading([], notes)
      const content = answer.json ?? null
      const rows = { account_setting: toSettings(content).map((setting) => ({ source: dataset, ...setting })) }
      return toReading([{ item: 'account', day: null, content, rows }], notes)
    },
  }
}
