import { createHash } from 'node:crypto'
import {
  type Answer,
  archivedReason,
  type DatasetDefinition,
  daysBetween,
  eachDay,
  type Form,
  type Instant,
  isObject,
  type LedgerEntry,
  type LocalDate,
  ledgerEntry,
  parseJson,
  type ReadItem,
  type Reading,
  type Target,
  toCanonicalJson,
  wholeList,
  wholeListOf,
} from '../domain/index.ts'
import { createBreather } from '../store/index.ts'

/** An answer and what it was an answer to. Of `json` and its `text` one may be left out. */
export interface Answered {
  readonly dataset: DatasetDefinition
  readonly form: Form
  readonly target: Target
  readonly answer: Answer & { readonly text?: string }
  readonly at: Instant
}

/** An answer as findings: what the ledger may learn, with the data that belongs to each. */
export interface Finding {
  readonly entry: LedgerEntry
  readonly item: ReadItem | null
}

export interface Findings {
  /** By dataset; the one that was asked for comes first. */
  readonly parts: readonly { readonly dataset: DatasetDefinition; readonly findings: readonly Finding[] }[]
  readonly notes: readonly string[]
  readonly pageRows: number | null
}

/** A request's name within dataset and form, the same whenever the same is asked. */
export function keyOf(target: Target): string {
  switch (target.kind) {
    case 'account':
      return target.part ?? 'account'
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

/** The answer with its JSON. @throws SyntaxError when the text is none, which no answer that was kept should be */
export function parsed({ text, ...answer }: Answered['answer']): Answer {
  return answer.json === undefined && text !== undefined ? { ...answer, json: parseJson(text) } : answer
}

/** Garmin's own "no such thing": 204 and the JSON 404 (DATA section 1). An HTML 404 is a wrong path and fails earlier. */
export function isAbsent(answer: Answer): boolean {
  return answer.status === 204 || (answer.status === 404 && isObject(answer.json))
}

/**
 * Reads an answer into findings, those of the dataset first, then those of others that it fills as well. Days of a range that
 * the answer leaves out are empty.
 * @throws what the form's reader throws
 */
export async function readAnswer(
  { dataset, form, target, answer, at }: Answered,
  catalogue: readonly DatasetDefinition[],
  today: LocalDate,
): Promise<Findings> {
  const absent = isAbsent(answer) ? `http-${answer.status}` : null
  const reading: Reading = absent === null ? await form.read(parsed(answer), target) : { items: [], pageRows: 0 }
  const findingsOf = (of: DatasetDefinition, items: readonly ReadItem[]) =>
    toFindings({ dataset: of, target, items, absent, at, today })
  const breathe = createBreather()
  const parts: Findings['parts'][number][] = [{ dataset, findings: findingsOf(dataset, reading.items) }]
  for (const other of catalogue) {
    const items = Object.hasOwn(reading.also ?? {}, other.name) ? reading.also?.[other.name] : undefined
    if (items === undefined || other.name === dataset.name) continue
    await breathe()
    parts.push({ dataset: other, findings: findingsOf(other, items) })
  }
  return {
    parts,
    notes: reading.notes ?? [],
    pageRows: target.kind === 'page' ? (reading.pageRows ?? reading.items.length) : null,
  }
}

interface Found {
  readonly dataset: DatasetDefinition
  readonly target: Target
  readonly items: readonly ReadItem[]
  /** Why the whole answer is empty; null when it is not. */
  readonly absent: string | null
  readonly at: Instant
  readonly today: LocalDate
}

function toFindings({ dataset, target, items, absent, at, today }: Found): Finding[] {
  const found = new Map<string, Finding>()
  const settle = (day: LocalDate | null) => day === null || daysBetween(day, today) >= dataset.settlesAfterDays
  const entryOf = (item: string, day: LocalDate | null, more: Partial<LedgerEntry>) =>
    ledgerEntry({ dataset: dataset.name, item, day, state: 'empty', settled: settle(day), asked_at: at, ...more })
  for (const item of items) {
    // A range may answer with more than was asked for; what lies outside is kept all the same.
    const known = { reason: item.reason ?? null, marks: item.marks ?? [] }
    if (item.content === null) {
      const settled = settle(item.day) && item.reason !== archivedReason
      found.set(item.item, { entry: entryOf(item.item, item.day, { ...known, settled }), item })
      continue
    }
    const entry = entryOf(item.item, item.day, {
      ...known,
      state: 'present',
      // What belongs to an item rather than a day does not change by itself.
      settled: target.kind === 'item' || settle(item.day),
      hash: createHash('sha256').update(toCanonicalJson(item.content)).digest('hex'),
      richness: item.richness ?? 0,
    })
    found.set(item.item, { entry, item })
  }
  const missing = (item: string, day: LocalDate | null) => {
    if (!found.has(item)) found.set(item, { entry: entryOf(item, day, { reason: absent }), item: null })
  }
  for (const [item, day] of expected(target)) missing(item, day)
  if (target.kind === 'account' && found.size === 0) missing(target.part ?? 'account', null)
  return [...found.values()]
}

/** What the ledger must know something of after this request, whatever the answer. */
export function* expected(target: Target): Generator<[item: string, day: LocalDate | null]> {
  if (target.kind === 'range') for (const day of eachDay(target.start, target.end)) yield [day, day]
  else if (target.kind === 'day') yield [target.day, target.day]
  else if (target.kind === 'item') yield [target.id, target.day]
}

/** The ledger's words for a request that failed for good. */
export function failedEntries(dataset: DatasetDefinition, target: Target, reason: string, at: Instant): LedgerEntry[] {
  const entry = (item: string, day: LocalDate | null) =>
    ledgerEntry({
      dataset: dataset.name,
      item,
      day,
      state: 'failed',
      settled: false,
      asked_at: at,
      reason,
      attempts: 1,
    })
  if (target.kind === 'account') return [entry(wholeListOf(target.part), null)]
  if (target.kind === 'page') return [entry(wholeList, null)]
  return [...expected(target)].map(([item, day]) => entry(item, day))
}
