import type { DatasetDefinition, Form, Instant, LedgerEntry, LocalDate, Per } from '../../domain/index.ts'
import { createLedgerView } from '../ledger-view.ts'
import type { PlanInput } from '../plan-types.ts'
import { plan } from '../planner.ts'
import { expected } from '../read-answer.ts'

export const today = '2026-03-31' as LocalDate
export const form = (name: string, per: Per): Form => ({
  name,
  per,
  request: () => ({ method: 'GET', path: `/${name}`, expects: 'json' }),
  read: () => ({ items: [] }),
})
export const dataset = (
  name: string,
  group: DatasetDefinition['group'],
  per: Per,
  more: Partial<DatasetDefinition> = {},
): DatasetDefinition => ({
  name,
  title: name,
  group,
  forms: [form('one', per)],
  settlesAfterDays: 2,
  tables: [],
  version: 1,
  source: 'test',
  ...more,
})
export const entry = (of: DatasetDefinition, item: string, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  dataset: of.name,
  item,
  day: /^\d{4}-/.test(item) ? (item as LocalDate) : null,
  state: 'present',
  settled: true,
  asked_at: 10 as Instant,
  changed_at: 10 as Instant,
  hash: 'h',
  richness: 0,
  reason: null,
  attempts: 0,
  marks: [],
  ...more,
})
export const input = (more: Partial<PlanInput> & { entries?: LedgerEntry[] } = {}): PlanInput => ({
  catalogue: [],
  groups: new Set(['health']),
  chosen: null,
  deep: new Set(),
  quiet: false,
  account: { displayName: 'x', profileId: '1' },
  today,
  from: null,
  to: null,
  epoch: 100 as Instant,
  ledger: createLedgerView(more.entries ?? []),
  forms: new Map(),
  pages: new Map(),
  ...more,
})
export const targets = (planned: ReturnType<typeof plan>) =>
  planned.requests.map(({ dataset, target }) => [
    dataset.name,
    ...(target.kind === 'range' ? [target.start, target.end] : [...expected(target)].map(([item]) => item)),
  ])

/** Carries plans out against a life of which these days hold data, until nothing is due. */
export function simulate(life: ReadonlySet<string>, start: PlanInput) {
  const asked: string[] = []
  let requests = 0
  for (;;) {
    const next = plan(start)
    start.ledger.put(next.derived)
    if (next.requests.length === 0) return { asked, requests, ledger: start.ledger }
    for (const { dataset, target } of next.requests) {
      requests++
      for (const [item] of expected(target)) {
        asked.push(`${dataset.name} ${item}`)
        start.ledger.put([
          entry(dataset, item, {
            state: life.has(item) ? 'present' : 'empty',
            asked_at: 200 as Instant,
            changed_at: 200 as Instant,
          }),
        ])
      }
    }
  }
}
