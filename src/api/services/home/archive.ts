import type { HomeJson } from '../../../contract/index.ts'
import {
  addDays,
  type DatasetDefinition,
  daysBetween,
  eachDay,
  type LocalDate,
  type UserId,
} from '../../../domain/index.ts'
import type { Store } from '../../../store/index.ts'
import type { MetricDefinition } from '../health/metric-list.ts'
import type { Rows } from '../rows.ts'

const stripDays = 180

type Strip = HomeJson['archive']['strip']

/** What is here and what is not, in a few figures and a strip of half a year. */
export async function readArchive(
  store: Pick<Store, 'rows' | 'ledger'>,
  rows: Rows,
  datasets: readonly DatasetDefinition[],
  steps: MetricDefinition | undefined,
  userId: UserId,
  today: LocalDate,
): Promise<HomeJson['archive']> {
  const activity = rows.named('activity')
  const counts =
    activity === null
      ? { rows: 0, kept: 0 }
      : await store.rows.countFilled({ table: activity, userId, column: 'has_original' })
  const span =
    steps === undefined ? null : (await store.rows.spans({ table: steps.table, userId, columns: ['steps'] })).steps
  const first = span?.first ?? null
  // Ranges are asked of every person and every day; what is asked only of days that hold data may well have no word.
  const ranges = datasets.filter(isRange).map(({ name }) => name)
  const days = { from: first, today, historyDatasets: [], dayDatasets: ranges, itemDatasets: [] }
  const gone = (first === null ? [] : await store.ledger.coverage(userId, days)).filter(({ missing }) => missing > 0)
  return {
    first_day: first,
    days: first === null ? 0 : daysBetween(first, today) + 1,
    days_with_data: steps === undefined ? 0 : await store.rows.count(steps.table, userId),
    activities: counts.rows,
    originals: counts.kept,
    missing_days: Math.max(0, ...gone.map(({ missing }) => missing)),
    missing_datasets: gone.length,
    failed: await store.ledger.failed(
      userId,
      datasets.map(({ name }) => name),
    ),
    strip: await stripOf(store, datasets, userId, today, first),
  }
}

function isRange({ forms, insteadOf, onlyWhile }: DatasetDefinition): boolean {
  const { per } = forms[0]
  if (per.kind !== 'range' || insteadOf !== undefined || onlyWhile !== undefined) return false
  return per.gate === undefined && per.align === undefined && !per.aheadDays
}

/** The worst word on each day: failed, missing, provisional, present, empty (DESIGN section 5). */
async function stripOf(
  { ledger }: Pick<Store, 'ledger'>,
  datasets: readonly DatasetDefinition[],
  userId: UserId,
  today: LocalDate,
  first: LocalDate | null,
): Promise<Strip> {
  const from = addDays(today, 1 - stripDays)
  const known = new Map(
    (
      await ledger.worstDays(
        userId,
        datasets.map(({ name }) => name),
        from,
        today,
      )
    ).map((day) => [day.day, day]),
  )
  const runs: Strip = []
  for (const day of eachDay(first !== null && first > from ? first : from, today)) {
    const word = known.get(day)
    const state = stateOf(word)
    const last = runs.at(-1)
    if (last?.state === state) runs[runs.length - 1] = { ...last, to: day }
    else runs.push({ from: day, to: day, state })
  }
  return runs
}

function stateOf(
  word: { asked: number; present: number; failed: number; provisional: number } | undefined,
): Strip[number]['state'] {
  if (word !== undefined && word.failed > 0) return 'failed'
  if (word === undefined) return 'missing'
  if (word.provisional > 0) return 'provisional'
  return word.present > 0 ? 'present' : 'empty'
}
