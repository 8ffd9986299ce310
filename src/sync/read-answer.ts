import { createHash } from 'node:crypto'
import {
  type Answer,
  type DatasetDefinition,
  daysBetween,
  eachDay,
  type Form,
  type Instant,
  isObject,
  type LedgerEntry,
  type LocalDate,
  type ReadItem,
  type Reading,
  type Target,
  toCanonicalJson,
  wholeList,
} from '../domain/index.ts'

/** An answer as findings: what the ledger may learn, with the data that belongs to each. */
export interface Finding {
  readonly entry: LedgerEntry
  readonly item: ReadItem | null
}

export interface Findings {
  readonly findings: readonly Finding[]
  readonly notes: readonly string[]
  readonly pageRows: number | null
}

/** A request's name within dataset and form, the same whenever the same is asked. */
export function keyOf(target: Target): string {
  switch (target.kind) {
    case 'account':
      return 'account'
    case 'range':
      return `${target.start}..${target.end}`
    case 'day':
      return target.day
    case 'page':
      return `start=${target.start}&limit=${target.limit}`
    case 'item':
      return target.id
  }
}

/** Garmin's own "no such thing": 204 and the JSON 404 (DATA section 1). An HTML 404 is a wrong path and fails earlier. */
export function isAbsent(answer: Answer): boolean {
  return answer.status === 204 || (answer.status === 404 && isObject(answer.json))
}

/**
 * Reads an answer into findings. Days of a range that the answer leaves out are empty.
 * @throws what the form's reader throws
 */
export async function readAnswer(
  dataset: DatasetDefinition,
  form: Form,
  target: Target,
  answer: Answer,
  at: Instant,
  today: LocalDate,
): Promise<Findings> {
  const reading: Reading = isAbsent(answer) ? { items: [], pageRows: 0 } : await form.read(answer, target)
  const found = new Map<string, Finding>()
  const settle = (day: LocalDate | null) => day === null || daysBetween(day, today) >= dataset.settlesAfterDays
  const empty = (item: string, day: LocalDate | null, reason: string | null): Finding => ({
    entry: {
      dataset: dataset.name,
      item,
      day,
      state: 'empty',
      settled: settle(day),
      asked_at: at,
      changed_at: at,
      hash: null,
      richness: 0,
      reason,
      attempts: 0,
    },
    item: null,
  })
  for (const item of reading.items) {
    // A range may answer with more than was asked for; what lies outside is kept all the same.
    const reason = item.reason ?? null
    if (item.content === null) {
      found.set(item.item, { ...empty(item.item, item.day, reason), item })
      continue
    }
    const hash = createHash('sha256').update(toCanonicalJson(item.content)).digest('hex')
    const entry: LedgerEntry = {
      dataset: dataset.name,
      item: item.item,
      day: item.day,
      state: 'present',
      // What belongs to an item rather than a day does not change by itself.
      settled: target.kind === 'item' || settle(item.day),
      asked_at: at,
      changed_at: at,
      hash,
      richness: item.richness ?? 0,
      reason,
      attempts: 0,
    }
    found.set(item.item, { entry, item })
  }
  const absent = isAbsent(answer) ? `http-${answer.status}` : null
  for (const [item, day] of expected(target)) if (!found.has(item)) found.set(item, empty(item, day, absent))
  if (target.kind === 'account' && found.size === 0) found.set('account', empty('account', null, absent))
  return {
    findings: [...found.values()],
    notes: reading.notes ?? [],
    pageRows: target.kind === 'page' ? (reading.pageRows ?? reading.items.length) : null,
  }
}

/** What the ledger must know something of after this request, whatever the answer. */
export function* expected(target: Target): Generator<[item: string, day: LocalDate | null]> {
  if (target.kind === 'range') for (const day of eachDay(target.start, target.end)) yield [day, day]
  else if (target.kind === 'day') yield [target.day, target.day]
  else if (target.kind === 'item') yield [target.id, target.day]
}

/** The ledger's words for a request that failed for good. */
export function failedEntries(dataset: DatasetDefinition, target: Target, reason: string, at: Instant): LedgerEntry[] {
  const entry = (item: string, day: LocalDate | null): LedgerEntry => ({
    dataset: dataset.name,
    item,
    day,
    state: 'failed',
    settled: false,
    asked_at: at,
    changed_at: at,
    hash: null,
    richness: 0,
    reason,
    attempts: 1,
  })
  if (target.kind === 'account' || target.kind === 'page') return [entry(wholeList, null)]
  return [...expected(target)].map(([item, day]) => entry(item, day))
}
