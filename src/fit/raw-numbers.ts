import type { FitTable } from './table.ts'

/** One number a row; NaN where there is none. */
export type Numbers = Float64Array<ArrayBuffer> | Float32Array<ArrayBuffer>

/** Times below this are seconds since the device was switched on (FIT profile, `date_time`). */
export const leastTime = 0x10000000

/** A field's raw numbers, one for each row of the table; of an array its first. NaN where there is none. */
export function rawNumbers(table: FitTable, field: number): Numbers {
  const column = table.column(field)
  if (column?.kind === 'number' && column.rows === null) return column.values
  const all = new Float64Array(table.rows).fill(Number.NaN)
  if (column === null) return all
  const rows = column.rows ?? all.keys()
  let place = 0
  for (const row of rows) {
    if (column.kind === 'other') {
      const value = column.values[place]
      if (typeof value === 'number' || typeof value === 'bigint') all[row] = Number(value)
    } else all[row] = column.values[column.kind === 'array' ? column.starts[place]! : place]!
    place++
  }
  return all
}

export function firstNumber(values: Numbers): number | null {
  for (const value of values) if (!Number.isNaN(value)) return value
  return null
}

export function lastNumber(values: Numbers): number | null {
  for (let index = values.length - 1; index >= 0; index--) {
    const value = values[index]!
    if (!Number.isNaN(value)) return value
  }
  return null
}
