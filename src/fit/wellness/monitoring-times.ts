import { rawNumbers } from '../raw-numbers.ts'
import type { FitTable } from '../table.ts'

const timestamp16 = 26
const half = 0x10000

/**
 * Times of monitoring messages (55) in FIT seconds. Most carry only the low 16 bits, which roll over every 18.2 hours:
 * they count on from the last full time of the file, whichever message had it, and from one another (WELLNESS-MESSAGES
 * section 2). NaN where nothing says when.
 */
export function monitoringTimes(table: FitTable): Float64Array {
  const own = rawNumbers(table, 253)
  const low = rawNumbers(table, timestamp16)
  const times = new Float64Array(table.rows)
  let clock = 0
  let last = 0
  for (let row = 0; row < table.rows; row++) {
    if (table.clocks[row] !== clock) {
      clock = table.clocks[row]!
      last = clock
    }
    const bits = low[row]!
    if (!Number.isNaN(bits) && last > 0) last += (((bits - (last % half)) % half) + half) % half
    times[row] = Number.isNaN(own[row]!) && Number.isNaN(bits) ? Number.NaN : last > 0 ? last : Number.NaN
  }
  return times
}
