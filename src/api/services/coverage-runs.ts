import {
  addDays,
  type DatasetDefinition,
  type Instant,
  isWholeList,
  itemsToAsk,
  type LedgerEntry,
  type LedgerState,
  type LocalDate,
} from '../../domain/index.ts'

/** Days in a row of which the same is known. `not-wanted` never leaves this folder: another dataset holds those days. */
export interface DayRun {
  readonly from: LocalDate
  readonly to: LocalDate
  readonly state: LedgerState | 'missing'
  readonly settled: boolean
  readonly askedAt: Instant | null
  /** Of a failure. */
  readonly code: string | null
  readonly attempts: number
}

/** Items of one month. */
export interface ItemMonth {
  readonly month: string
  readonly present: number
  readonly of: number
  readonly failed: number
  readonly missing: number
}

const states = { p: 'present', e: 'empty', f: 'failed' } as const

/** The days of a span that the store has a letter for (`dayStates`), each with its letter. */
export function lettersOf(text: string | undefined, days: readonly LocalDate[]): Map<LocalDate, string> {
  const letters = new Map<LocalDate, string>()
  for (const [index, day] of days.entries()) {
    const letter = text?.[index] ?? ' '
    if (letter !== ' ') letters.set(day, letter)
  }
  return letters
}

/**
 * The days of a span, every one in order, as runs. `details`: entries of the days that failed or are not settled. `main`: letters of the dataset
 * that this one stands in for; days that it does not leave open are no gap, and are left out.
 */
export function toRuns(
  days: readonly LocalDate[],
  letters: ReadonlyMap<LocalDate, string>,
  details: ReadonlyMap<string, LedgerEntry>,
  main: ReadonlyMap<LocalDate, string> | null,
): DayRun[] {
  const runs: DayRun[] = []
  let before = -1
  for (const [at, day] of days.entries()) {
    const letter = letters.get(day)
    if (letter === undefined && main !== null && main.get(day)?.toLowerCase() !== 'e') continue
    const state = letter === undefined ? 'missing' : states[letter.toLowerCase() as keyof typeof states]
    const settled = letter === undefined ? false : letter === letter.toLowerCase()
    const detail = settled ? undefined : details.get(day)
    const code = state === 'failed' ? (detail?.reason ?? null) : null
    const attempts = detail?.attempts ?? 0
    const last = runs.at(-1)
    if (
      last !== undefined &&
      before === at - 1 &&
      last.state === state &&
      last.settled === settled &&
      last.code === code &&
      last.attempts === attempts
    ) {
      const askedAt = laterOf(last.askedAt, detail?.asked_at ?? null)
      runs[runs.length - 1] = { ...last, to: day, askedAt }
    } else runs.push({ from: day, to: day, state, settled, askedAt: detail?.asked_at ?? null, code, attempts })
    before = at
  }
  return runs
}

function laterOf(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b
  return a > b ? a : b
}

/** When the last day of a run is final; null where nothing of it is open. */
export function settlesOn({ settled, state, to }: DayRun, { settlesAfterDays }: DatasetDefinition): LocalDate | null {
  return settled || state === 'missing' || state === 'failed' ? null : addDays(to, settlesAfterDays)
}

/** How many there are and how many are here, by month, oldest first. `shown`: entries of the list; null: it is the list. */
export function toMonths(
  dataset: DatasetDefinition,
  own: readonly LedgerEntry[],
  shown: readonly LedgerEntry[] | null,
): ItemMonth[] {
  const months = new Map<string, { -readonly [K in keyof ItemMonth]: ItemMonth[K] }>()
  const count = (day: LocalDate | null, as: 'present' | 'failed' | 'missing' | null) => {
    if (day === null) return
    const month = day.slice(0, 7)
    const found = months.get(month) ?? { month, present: 0, of: 0, failed: 0, missing: 0 }
    months.set(month, found)
    found.of++
    if (as !== null) found[as]++
  }
  const known = new Set(own.map(({ item }) => item))
  for (const entry of own) if (!isWholeList(entry)) count(entry.day, entry.state === 'empty' ? null : entry.state)
  for (const { item, day } of missingItems(dataset, shown ?? [])) if (!known.has(item)) count(day, 'missing')
  return [...months.values()].sort((a, b) => (a.month < b.month ? -1 : 1))
}

/** Every item that a list shows there should be of a dataset that follows it. */
export function missingItems(
  { forms }: DatasetDefinition,
  shown: readonly LedgerEntry[],
): { item: string; day: LocalDate | null }[] {
  const { per } = forms[0]
  if (per.kind !== 'item') return []
  return shown
    .filter((entry) => entry.state === 'present' && !isWholeList(entry))
    .flatMap((entry) => itemsToAsk(per, entry).map((item) => ({ item, day: entry.day })))
}

/** About how many requests so many days or items take, everything of them being there. */
export function requestsFor({ forms }: DatasetDefinition, count: number): number {
  const { per } = forms[0]
  if (per.kind === 'range') return Math.ceil(count / per.maxDays)
  if (per.kind === 'account') return per.parts?.length ?? 1
  return per.kind === 'page' ? 1 : count
}
