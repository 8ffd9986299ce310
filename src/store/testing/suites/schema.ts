import { expect, test } from 'vitest'
import { defineTable } from '../../../domain/index.ts'
import { keepOf, me } from '../fixtures.ts'
import type { Place } from '../places.ts'

export function schemaSuite(newPlace: () => Promise<Place>): void {
  const before = defineTable({
    name: 'growing',
    key: ['date'],
    columns: { date: 'date', steps: 'int' },
    time: 'date',
    about: 'A table that gets another column.',
  })
  const after = defineTable({ ...before, columns: { ...before.columns, floors: 'real', device_id: 'id' } })

  test('a table gets the columns that its definition gained, and keeps what it holds', async () => {
    const place = await newPlace()
    const first = await place.open({ tables: [before] })
    await first.keep(keepOf({ rows: [{ table: before, rows: [{ date: '2026-01-01', steps: 5 }] }] }))
    await first.close()
    const second = await place.open({ tables: [after] })
    expect(await second.rows.one(after, me, { date: '2026-01-01' })).toMatchObject({ steps: 5, floors: null })
    const row = { date: '2026-01-01', floors: 1.5, device_id: '9223372036854775807' }
    await second.keep(keepOf({ rows: [{ table: after, rows: [row] }] }))
    expect(await second.rows.one(after, me, { date: '2026-01-01' })).toMatchObject({ ...row, steps: 5 })
  })

  test('names that could be more than names are refused', async () => {
    const place = await newPlace()
    const wrong = [
      { ...before, name: 'a"; drop table ledger; --' },
      { ...before, name: 'ledger' },
      { ...before, columns: { ...before.columns, 'x y': 'int' as const } },
      { ...before, columns: { ...before.columns, user_id: 'id' as const } },
      { ...before, time: 'nowhere' },
    ]
    for (const table of wrong) await expect(place.open({ tables: [table] })).rejects.toMatchObject({ code: 'internal' })
  })

  test('it tells what it stands on, and that nothing is wrong', async () => {
    const store = await (await newPlace()).open()
    const about = await store.about()
    expect(about.engine).toMatch(/^(SQLite|PostgreSQL)$/)
    expect(about.version).toMatch(/^\d+\.\d+/)
    expect(about.schema).toBeGreaterThan(0)
    expect(about.location).not.toContain('@')
    expect(await store.check()).toEqual({ ok: true, problems: [] })
  })

  test('closing twice is closing once', async () => {
    const store = await (await newPlace()).open()
    await store.close()
    await store.close()
  })
}
