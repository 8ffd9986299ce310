import { expect, test } from 'vitest'
import type { Row } from '../../../domain/index.ts'
import { packStreams } from '../../activity-streams.ts'
import { packSeries } from '../../series.ts'
import type { Keep, Store } from '../../types.ts'
import { answerOf, at, day, days, entryOf, everything, keepOf, me, other } from '../fixtures.ts'
import type { Place } from '../places.ts'

export function shadowSuite(newPlace: () => Promise<Place>): void {
  const item = (label: string): Row => ({
    item_id: '9223372036854775807',
    date: '2026-01-01',
    label,
    distance_m: 1.5,
    is_manual: true,
    extra: { b: [1], a: null },
    start_utc: 1_767_225_600_000,
  })
  const series = (value: number) => ({
    dataset: 'heart_rate_samples',
    channel: 'heart_rate',
    day: day('2026-01-01'),
    times: [1000, 2000],
    values: [value, null],
    quality: null,
  })
  const streams = (heartRate: number) => ({
    activityId: '9223372036854775807',
    streams: [
      {
        part: 'record' as const,
        times: Float64Array.of(1000, 2000),
        isRelative: false,
        channels: [{ name: 'hr_bpm', unit: 'bpm', scale: 1, offset: 0, raw: Float64Array.of(heartRate, Number.NaN) }],
      },
    ],
  })
  const stepsOf = async (): Promise<readonly Keep[]> => [
    keepOf({
      rows: [{ table: everything, rows: [item('Run')] }],
      series: packSeries([series(60)]),
      streams: await packStreams([streams(120)]),
    }),
    keepOf({
      at: at(2000),
      rows: [{ table: everything, rows: [item('Ride')] }],
      series: packSeries([series(61)]),
      streams: await packStreams([streams(121)]),
    }),
    keepOf({ at: at(3000), rows: [{ table: days, rows: [{ date: '2026-01-01', steps: 5 }] }] }),
    keepOf({ at: at(4000), removed: [{ table: days, keys: [{ date: '2026-01-01' }] }] }),
  ]
  const filled = async () => {
    const store = await (await newPlace()).open()
    for (const step of await stepsOf()) await store.keep(step)
    return store
  }
  const contentOf = async (store: Store) => ({
    everything: (await store.rows.page({ table: everything, userId: me, deleted: true })).rows,
    days: (await store.rows.page({ table: days, userId: me, deleted: true })).rows,
    heartRate: (await store.rows.streams(me, '9223372036854775807', 'record'))?.values('hr_bpm'),
    series: await store.rows.series(me, 'heart_rate', day('2026-01-01'), day('2026-01-01')),
  })

  test('the same steps give the same tables, and taking them over changes nothing', async () => {
    const store = await filled()
    const before = await contentOf(store)
    const shadow = await store.shadow(me)
    for (const step of await stepsOf()) await shadow.keep(step)
    expect(await shadow.differences()).toEqual({})
    await shadow.takeOver({ entries: [], state: {}, versions: {} })
    await shadow.close()
    expect(await contentOf(store)).toEqual(before)
  })

  test('what it holds is seen by nobody until it is taken over, and is gone when it is closed', async () => {
    const store = await filled()
    const before = await contentOf(store)
    const shadow = await store.shadow(me)
    await shadow.keep(keepOf({ at: at(9000), rows: [{ table: days, rows: [{ date: '2026-01-02', steps: 7 }] }] }))
    expect(await shadow.rows.keys(days, me)).toEqual([{ date: '2026-01-02' }])
    expect(await contentOf(store)).toEqual(before)
    expect(await shadow.differences()).toEqual({ everything: 1, days: 1, series: 1, activity_stream: 1, revision: 1 })
    await shadow.close()
    expect(await contentOf(store)).toEqual(before)
  })

  test('taken over, the tables are exactly these; other accounts keep theirs', async () => {
    const store = await filled()
    await store.keep(
      keepOf({ userId: other, rows: [{ table: days, rows: [{ date: '2025-01-01', steps: 1 }] }], answer: answerOf() }),
    )
    await store.keep(keepOf({ answer: answerOf() }))
    const shadow = await store.shadow(me)
    await shadow.keep((await stepsOf())[2] as Keep)
    await shadow.takeOver({
      entries: [entryOf({ richness: 9 })],
      state: { mark: 1 },
      versions: { daily_summary: 4 },
    })
    expect(await shadow.differences()).toEqual({})
    await shadow.close()
    expect(await contentOf(store)).toEqual({
      everything: [],
      days: [
        { date: '2026-01-01', steps: 5, distance_m: null, first_seen_at: 3000, changed_at: 3000, deleted_at: null },
      ],
      series: [],
    })
    expect(await store.ledger.entries(me)).toMatchObject([{ richness: 9 }])
    expect(await store.state.get(me, 'mark')).toBe(1)
    expect(await store.answers.versions(me)).toEqual({ daily_summary: 4 })
    expect((await store.rows.page({ table: days, userId: other })).rows).toMatchObject([{ steps: 1 }])
    expect(await store.answers.versions(other)).toEqual({ daily_summary: 1 })
  })
}
