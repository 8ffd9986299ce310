import type { NightJson } from '../../../contract/index.ts'
import { eachDay, type Json, type LocalDate, type UserId } from '../../../domain/index.ts'
import type { DayLetters } from '../health/state-runs.ts'
import type { RowJson, Rows } from '../rows.ts'

/** More stages than any night has: Garmin's are a minute at least. */
const mostStages = 20_000

/** The nights that ended on those days, each with its stages; a night that nobody measured has its reason. */
export async function readNights(
  rows: Rows,
  userId: UserId,
  from: LocalDate,
  to: LocalDate,
  known: readonly DayLetters[],
): Promise<NightJson[]> {
  const between = { column: 'date', from, to }
  const all = async (name: string): Promise<RowJson[]> => {
    const table = rows.named(name)
    if (table === null) return []
    const order = table.key.map((column) => ({ column, descending: false }))
    return (await rows.page({ table, userId, between, order, limit: mostStages })).items
  }
  const nights = new Map((await all('sleep')).map((row) => [row.date, row]))
  const stages = new Map<Json | undefined, RowJson[]>()
  for (const row of await all('sleep_stage')) {
    const night = stages.get(row.date)
    if (night === undefined) stages.set(row.date, [row])
    else night.push(row)
  }
  return [...eachDay(from, to)].map((date, index) => {
    const row = nights.get(date)
    const word = known.map((letters) => letters[index] ?? ' ').find((letter) => letter !== ' ')
    const start = timeOf(row?.start_utc)
    return {
      date,
      start_utc: textOf(row?.start_utc),
      end_utc: textOf(row?.end_utc),
      offset_s: numberOf(row?.offset_s),
      total_s: numberOf(row?.total_s),
      state:
        row !== undefined
          ? 'present'
          : word === undefined
            ? 'missing'
            : word.toLowerCase() === 'f'
              ? 'failed'
              : 'empty',
      settled: word !== undefined && word === word.toLowerCase(),
      columns: stageColumns(stages.get(date) ?? [], start),
    }
  })
}

/** Stretches of one stage each, as seconds since a moment. */
export function stageColumns(stages: readonly RowJson[], origin: number | null): NightJson['columns'] {
  const columns: NightJson['columns'] = { t_s: [], len_s: [], stage: [] }
  for (const { start_utc, end_utc, stage } of stages) {
    const [start, end] = [timeOf(start_utc), timeOf(end_utc)]
    if (start === null || end === null || end <= start || origin === null) continue
    columns.t_s.push(Math.round((start - origin) / 1000))
    columns.len_s.push(Math.round((end - start) / 1000))
    columns.stage.push(`${stage}`)
  }
  return columns
}

export function timeOf(value: Json | undefined): number | null {
  return typeof value === 'string' ? Date.parse(value) : null
}
export function textOf(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null
}
export function numberOf(value: Json | undefined): number | null {
  return typeof value === 'number' ? value : null
}
