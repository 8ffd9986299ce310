import type { LedgerMark, LedgerState } from '../domain/index.ts'
import type { Shared } from './shared-values.ts'

/**
 * Entries of one dataset in columns of numbers: ten years of a person are 120,000 entries, which as objects would take 30
 * megabytes, and as columns take three.
 */
export interface PackedEntries<Entry extends LedgerMark = LedgerMark> {
  get(item: string): Entry | undefined
  set(entry: Entry): void
  /** In the order in which they were first set. */
  all(): Iterable<Entry>
}

/** The same, by the number of the row, for columns that stand beside these. */
export interface PackedRows extends PackedEntries {
  rowOf(item: string): number | undefined
  readonly size: number
}

const states: readonly LedgerState[] = ['present', 'empty', 'failed']
const noDay = 0x7fffffff
const settledBit = 4
const first = 64

/** `shared` holds the few times and texts that many entries have in common. */
export function createPackedEntries(dataset: string, shared: Shared): PackedRows {
  let size = 0
  let columns = allocate(first)
  const byDay = createDayIndex()
  const byName = new Map<string, number>()
  /** Items that are not the day itself. */
  const names = new Map<number, string>()

  const rowOf = (item: string): number | undefined => {
    const day = shared.dayNumber(item)
    return (day === null ? undefined : byDay.get(day)) ?? byName.get(item)
  }
  const read = (row: number): LedgerMark => {
    const { days, asked, changed, flags, attempts, reasons, marks } = columns
    const day = days[row] === noDay ? null : shared.day(days[row] ?? 0)
    const flag = flags[row] ?? 0
    return {
      dataset,
      item: names.get(row) ?? day ?? '',
      day,
      state: states[flag & 3] ?? 'failed',
      settled: (flag & settledBit) !== 0,
      asked_at: shared.time(asked[row] ?? 0),
      changed_at: shared.time(changed[row] ?? 0),
      reason: shared.text(reasons[row] ?? 0),
      attempts: attempts[row] ?? 0,
      marks: shared.text(marks[row] ?? 0)?.split(' ') ?? [],
    }
  }
  const add = (item: string): number => {
    const row = size++
    if (size > columns.days.length) columns = grown(columns)
    const day = shared.dayNumber(item)
    if (day === null) byName.set(item, row)
    else byDay.set(day, row)
    return row
  }
  return {
    rowOf,
    get size() {
      return size
    },
    get: (item) => {
      const row = rowOf(item)
      return row === undefined ? undefined : read(row)
    },
    set: (entry) => {
      const row = rowOf(entry.item) ?? add(entry.item)
      // The usual item is its day, and needs no name.
      if (entry.item !== entry.day) names.set(row, entry.item)
      const { days, asked, changed, flags, attempts, reasons, marks } = columns
      days[row] = entry.day === null ? noDay : (shared.dayNumber(entry.day) ?? noDay)
      asked[row] = shared.timeNumber(entry.asked_at)
      changed[row] = shared.timeNumber(entry.changed_at)
      attempts[row] = Math.min(entry.attempts, 0xffff)
      reasons[row] = shared.number(entry.reason)
      marks[row] = shared.number(entry.marks.length === 0 ? null : entry.marks.join(' '))
      flags[row] = states.indexOf(entry.state) | (entry.settled ? settledBit : 0)
    },
    *all() {
      for (let row = 0; row < size; row++) yield read(row)
    },
  }
}

function allocate(rows: number) {
  return {
    days: new Int32Array(rows),
    asked: new Uint32Array(rows),
    changed: new Uint32Array(rows),
    flags: new Uint8Array(rows),
    attempts: new Uint16Array(rows),
    reasons: new Uint32Array(rows),
    marks: new Uint32Array(rows),
  }
}

function grown(before: ReturnType<typeof allocate>): ReturnType<typeof allocate> {
  // By a quarter: what lies unused is never more than that.
  const after = allocate(Math.ceil(before.days.length * 1.25))
  for (const name of Object.keys(before) as (keyof typeof before)[]) after[name].set(before[name])
  return after
}

/** Row by day, over the span of days that there are. */
function createDayIndex() {
  let start = 0
  let rows = new Int32Array(0)
  return {
    get: (day: number): number | undefined => {
      const row = rows[day - start]
      return row === undefined || row === 0 ? undefined : row - 1
    },
    set: (day: number, row: number): void => {
      if (rows.length === 0) start = day
      if (day < start || day - start >= rows.length) {
        // A year at either end, since histories grow day by day.
        const from = Math.min(start, day < start ? day - 366 : start)
        const to = Math.max(start + rows.length, day + (day < start ? 1 : 366))
        const wider = new Int32Array(to - from)
        wider.set(rows, start - from)
        start = from
        rows = wider
      }
      rows[day - start] = row + 1
    },
  }
}
