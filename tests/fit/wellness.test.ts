import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { decodeFit, readFitWellness } from '../../src/fit/index.ts'

const folder = new URL('../../../shared/fit/wellness/', import.meta.url)

describe.skipIf(!existsSync(folder))('real wellness files (skipped: ../shared/fit is not at hand)', () => {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /monitor/i.test(name)) : []
  const bytesOf = (name: string) => readFileSync(new URL(name, folder))

  test.each(names)('%s: totals only grow within its day, and steps fit the distance', (name) => {
    const { counts } = readFitWellness(bytesOf(name))
    expect(counts.length).toBeGreaterThan(0)
    const last = new Map<number | null, number>()
    for (const { activity, cycles } of counts) {
      if (cycles === null) continue
      expect(cycles, `${name}: activity ${activity}`).toBeGreaterThanOrEqual(last.get(activity) ?? 0)
      last.set(activity, cycles)
    }
    const greatest = (key: 'cycles' | 'distanceMeters') =>
      Math.max(0, ...counts.filter(({ activity }) => activity === 6).map((count) => count[key] ?? 0))
    const [steps, meters] = [greatest('cycles'), greatest('distanceMeters')]
    // A step is between a third of a metre and a metre and a half.
    if (meters > 0) expect(steps / meters).toBeGreaterThan(0.66)
    if (meters > 0) expect(steps / meters).toBeLessThan(3)
  })

  test('fields 35 to 38 are the totals of what 31 to 34 add, in every file that has both', () => {
    let pairs = 0
    for (const name of names) {
      const table = decodeFit(bytesOf(name)).tables.get(55)
      for (const [added, total, rounding] of [
        [31, 35, 6],
        [32, 36, 6],
        [33, 37, 0],
        [34, 38, 0],
      ] as const) {
        const of = (field: number) =>
          Array.from({ length: table?.rows ?? 0 }, (_, row) => table?.message(row).fields.get(field)).filter(
            (value): value is number => typeof value === 'number',
          )
        const [parts, totals] = [of(added), of(total)]
        if (parts.length === 0 || totals.length === 0) continue
        pairs++
        const grown = (totals.at(-1) ?? 0) - (totals[0] ?? 0)
        const sum = parts.reduce((all, part) => all + part, 0)
        expect(Math.abs(grown - sum), `${name}: ${added} and ${total}`).toBeLessThanOrEqual(rounding)
      }
    }
    expect(pairs).toBeGreaterThan(15)
  })
})
