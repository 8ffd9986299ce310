import { fitEpochSeconds } from '../../domain/index.ts'
import { leastTime, rawNumbers } from '../raw-numbers.ts'
import type { FitTable } from '../table.ts'

/** The time of each row; a row without one has that of the file's clock, which is the message before it. */
export function toTimes(table: FitTable): { times: Float64Array; isRelative: boolean } {
  const own = rawNumbers(table, 253)
  const seconds = Float64Array.from(own, (value, row) => (Number.isNaN(value) ? table.clocks[row]! : value))
  const isRelative = seconds.length > 0 && seconds[0]! < leastTime
  const shift = isRelative ? 0 : fitEpochSeconds
  return { times: seconds.map((value) => (value + shift) * 1000), isRelative }
}
