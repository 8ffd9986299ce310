import type { LedgerEntry, LedgerState } from '../domain/index.ts'
import { createShared, type Shared } from './shared-values.ts'

/**
 * Entries of one dataset in columns of numbers: ten years of a person are 100,000 entries, which as objects would take 30
 * megabytes, and as columns take six.
 */
export interface PackedEntries {
  get(item: string): LedgerEntry | undefined
  set(entry: LedgerEntry): void
  /** In the order in which they were first set. */
  all(): Iterable<LedgerEntry>
}

const states: readonly LedgerState[] = ['present', 'empty', 'failed']
const noDay = 0x7fffffff
const hashBytes = 32
const settledBit = 4
const hashedBit = 8
const first = 64

/** `shared` holds the few texts that many entries have in common. */
export function createPackedEntries(dataset: string, shared: Shared = createShared()): PackedEntries {
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
  const read = (row: number): LedgerEntry => {
    const { days, asked, changed, richness, flags, attempts, reasons, marks, hashes } = columns
    const day = days[row] === noDay ? null : shared.day(days[row] ?? 0)
    const flag = flags[row] ?? 0
    const at = row * hashBytes
    return {
      dataset,
      item: names.get(row) ?? day ?? '',
      day,
      state: states[flag & 3] ?? 'failed',
      settled: (flag & settledBit) !== 0,
      asked_at: asked[row] as LedgerEntry['asked_at'],
      changed_at: changed[row] as LedgerEntry['changed_at'],
      hash: (flag & hashedBit) === 0 ? null : hashes.toString('hex', at, at + hashBytes),
      richness: richness[row] ?? 0,
      reason: shared.text(reasons[row] ?? 0),
      attempts: attempts[row] ?? 0,
      marks: shared.text(marks[row] ?? 0)?.split(' ') ?? [],
    }
  }
  const add = (entry: LedgerEntry): number => {
    const row = size++
    if (size > columns.days.length) columns = grown(columns)
    const day = shared.dayNumber(entry.item)
    if (day === null) byName.set(entry.item, row)
    else byDay.set(day, row)
    return row
  }
  return {
    get: (item) => {
      const row = rowOf(item)
      return row === undefined ? undefined : read(row)
    },
    set: (entry) => {
      const row = rowOf(entry.item) ?? add(entry)
      // The usual item is its day, and needs no name.
      if (entry.item !== entry.day) names.set(row, entry.item)
      const { days, asked, changed, richness, flags, attempts, reasons, marks, hashes } = columns
      days[row] = entry.day === null ? noDay : (shared.dayNumber(entry.day) ?? noDay)
      asked[row] = entry.asked_at
      changed[row] = entry.changed_at
      richness[row] = entry.richness
      attempts[row] = Math.min(entry.attempts, 0xffff)
      reasons[row] = shared.number(entry.reason)
      marks[row] = shared.number(entry.marks.length === 0 ? null : entry.marks.join(' '))
      if (entry.hash !== null) hashes.write(entry.hash, row * hashBytes, 'hex')
      flags[row] =
        states.indexOf(entry.state) | (entry.settled ? settledBit : 0) | (entry.hash === null ? 0 : hashedBit)
    },
    *all() {
      for (let row = 0; row < size; row++) yield read(row)
    },
  }
}

function allocate(rows: number) {
  return {
    days: new Int32Array(rows),
    asked: new Float64Array(rows),
    changed: new Float64Array(rows),
    richness: new Float64Array(rows),
    flags: new Uint8Array(rows),
    attempts: new Uint16Array(rows),
    reasons: new Uint16Array(rows),
    marks: new Uint16Array(rows),
    hashes: Buffer.alloc(rows * hashBytes),
  }
}

function grown(before: ReturnType<typeof allocate>): ReturnType<typeof allocate> {
  // By half: what lies unused is never more than that.
  const after = allocate(Math.ceil(before.days.length * 1.5))
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
