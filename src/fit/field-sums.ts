import { baseTypeOf, byteType, type FitValue } from './base-types.ts'
import type { FitFile } from './decode.ts'

/** Count and sum of each field over all messages: raw integers, every definition of the field (FIT corpus, README). */
export function sumFields({ tables }: FitFile): Record<string, [number, number]> {
  const sums: Record<string, [number, number]> = {}
  for (const table of tables.values())
    for (const field of table.fields) {
      let count = 0
      let sum = 0
      for (const { size, type, values } of table.parts(field)) {
        const base = baseTypeOf(type, size)
        if (size !== base.size || base === byteType || base.kind === 'float' || base.kind === 'text') continue
        // Written without its endian flag: read all the same, but no integer in the terms of the corpus.
        if (base.size > 1 && (type & 0x80) === 0) continue
        for (const value of values()) {
          if (typeof value !== 'number' && typeof value !== 'bigint') continue
          count++
          sum += Number(value)
        }
      }
      if (count > 0) sums[`${table.number}.${field}`] = [count, sum]
    }
  return sums
}

/** Count and sum of each developer field by message and name, scaled; texts count and add nothing. */
export function sumDeveloperFields({ tables }: FitFile): Record<string, { n: number; sum: number }> {
  const sums: Record<string, { n: number; sum: number }> = {}
  for (const table of tables.values())
    for (const field of table.developerFields) {
      const column = table.developerColumn(field)
      if (column === null) continue
      let n = 0
      let sum = 0
      const add = (value: FitValue | undefined) => {
        if (value === null || value === undefined || Number.isNaN(value)) return
        n++
        if (typeof value === 'number' || typeof value === 'bigint')
          sum += Number(value) / (field.scale ?? 1) - (field.offset ?? 0)
      }
      if (column.kind === 'array') for (const _ of column.starts.subarray(1)) add('several')
      else for (const value of column.values) add(value)
      if (n === 0) continue
      const name = `${table.number}.${field.name}`
      const known = sums[name] ?? { n: 0, sum: 0 }
      sums[name] = { n: known.n + n, sum: Math.round((known.sum + sum) * 1e4) / 1e4 }
    }
  return sums
}
