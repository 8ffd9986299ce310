import { expect, test } from 'vitest'
import type { HealthSeriesJson } from '../../../src/contract/index.ts'
import type { LocalDate } from '../../../src/domain/index.ts'
import { sparseMean, trendOf } from './curve-of.ts'
import { viewOf } from './view.ts'

const today = '2026-11-23' as LocalDate
const first = '2017-01-09' as LocalDate
const view = (query: string) => viewOf(new URLSearchParams(query), today, first)

test('the address says what is looked at, and what makes no sense is as if it were not there', () => {
  expect(view('')).toMatchObject({
    range: '1y',
    from: '2025-11-24',
    to: today,
    compare: 'year',
    asked: '2025-11-11',
    other: { from: '2024-11-24', to: '2025-11-23' },
  })
  expect(view('').metrics).toHaveLength(8)
  expect(view('range=10y&compare=none&metrics=sleep.score')).toMatchObject({
    metrics: ['sleep.score'],
    from: '2016-11-24',
    other: null,
    smoothing: { every: 'month', band: true },
  })
  expect(view('range=all')).toMatchObject({ from: first, compare: 'none' })
  expect(view('range=90&compare=period').other).toMatchObject({ to: '2026-08-25' })
  expect(view('from=2020-01-01&to=2020-03-01')).toMatchObject({
    range: 'own',
    from: '2020-01-01',
    smoothing: { window: 7 },
  })
  expect(view('from=2020-02-30&to=x&range=soon&metrics=<b>,%27')).toMatchObject({
    range: '1y',
    metrics: view('').metrics,
  })
})

const answer = (every: 'day' | 'month', mean: (number | null)[], over: object = {}): HealthSeriesJson => ({
  from: '2026-01-01',
  to: '2026-03-31',
  every,
  first_bucket: '2026-01-01',
  devices: [],
  series: [
    {
      metric: 'm',
      columns: { mean, min: null, max: null, p20: null, p80: null, n: null, ...over },
      states: [{ from: '2026-01-02', to: '2026-01-02', state: 'missing' }],
    },
  ],
})

test('a day without a value stays one, and tells why', () => {
  const raw = answer('day', [3600, null, 7200, 7200])
  const trend = trendOf(
    raw,
    raw.series[0]!,
    '2026-01-01' as LocalDate,
    '2026-01-04' as LocalDate,
    { every: 'day', window: null, points: false, band: false },
    3600,
  )
  expect(trend).toMatchObject({
    values: [1, null, 2, 2],
    states: ['present', 'missing', 'present', 'present'],
    count: 3,
  })
  expect(trend.average).toBeUndefined()
})

test('months stand in their middle over the whole span, and an empty one breaks the line', () => {
  const raw = answer('month', [10, null, 30], { n: [31, 0, 10], p20: [9, null, 29], p80: [11, null, 31] })
  const trend = trendOf(
    raw,
    raw.series[0]!,
    '2026-01-01' as LocalDate,
    '2026-03-31' as LocalDate,
    { every: 'month', window: null, points: false, band: true },
    1,
  )
  expect(trend.values).toHaveLength(90)
  expect(trend.values.flatMap((value, at) => (value === null ? [] : [[at, value]]))).toEqual([
    [15, 10],
    [74, 30],
  ])
  expect(trend.mean).toBeCloseTo((10 * 31 + 30 * 10) / 41)
})

test('weigh-ins are joined from one to the next, but not over months without any', () => {
  expect(sparseMean([1, null, 3])).toEqual([1, 2, 3])
  expect(sparseMean([1, ...new Array<null>(70).fill(null), 3]).filter((value) => value !== null)).toEqual([1, 3])
})
