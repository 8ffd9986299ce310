import {
  type DatasetDefinition,
  type Instant,
  isId64,
  isWholeList,
  type LedgerEntry,
  type Row,
  type UserId,
} from '../domain/index.ts'
import type { Keep, RawAnswer } from '../store/index.ts'
import type { LedgerView } from './ledger-view.ts'

/**
 * What a complete list no longer holds: marked deleted, never removed. Null when there is nothing to mark, and when
 * the whole list came back empty, which is more likely a fault of the moment than a person's wish.
 */
export function markVanished(
  userId: UserId,
  dataset: DatasetDefinition,
  catalogue: readonly DatasetDefinition[],
  ledger: LedgerView,
  epoch: Instant,
  at: Instant,
): Keep | null {
  const known = [...ledger.of(dataset.name)].filter((entry) => !isWholeList(entry) && entry.state === 'present')
  const gone = known.filter((entry) => entry.asked_at < epoch)
  if (gone.length === 0 || gone.length === known.length) return null
  const entries: LedgerEntry[] = gone.map((entry) => ({
    ...entry,
    state: 'empty',
    settled: true,
    asked_at: at,
    changed_at: at,
    hash: null,
    richness: 0,
    reason: 'deleted',
  }))
  const items = gone.map((entry) => entry.item)
  return {
    userId,
    at,
    answer: conclusion(dataset, items, at),
    entries,
    rows: [],
    series: [],
    originals: [],
    removed: vanishedRows(dataset, items, catalogue, ledger),
  }
}

/**
 * Rows of items that are gone; only where the item is the key of its row. What another list of the same things holds (a
 * challenge that was open and is completed) has only moved: its row, which the lists share, stays.
 */
export function vanishedRows(
  dataset: DatasetDefinition,
  items: readonly string[],
  catalogue: readonly DatasetDefinition[],
  ledger: Pick<LedgerView, 'get'>,
): Keep['removed'] {
  const [table] = dataset.tables
  const [column, ...more] = table?.key ?? []
  if (table === undefined || column === undefined || more.length > 0) return []
  const isKey = (item: string) => table.columns[column] !== 'id' || isId64(item)
  const shared = catalogue.filter((other) => other !== dataset && isList(other) && other.tables[0] === table)
  const gone = items.filter(
    (item) => isKey(item) && !shared.some(({ name }) => ledger.get(name, item)?.state === 'present'),
  )
  return gone.length === 0 ? [] : [{ table, keys: gone.map((item): Row => ({ [column]: item })) }]
}

function isList({ forms }: DatasetDefinition): boolean {
  return forms[0].per.kind === 'account' || forms[0].per.kind === 'page'
}

/** The form under which a conclusion stands among the answers: no single one of them shows what is gone. */
export const conclusionForm = 'gone'

/** The answer that stands for it. */
export function conclusion(dataset: DatasetDefinition, items: readonly string[], at: Instant): RawAnswer {
  return {
    dataset: dataset.name,
    form: conclusionForm,
    key: conclusionForm,
    path: '',
    target: { kind: 'account' },
    asked_at: at,
    status: 200,
    body: JSON.stringify(items),
    version: dataset.version,
    news: true,
  }
}
