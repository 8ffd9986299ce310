import { z } from '@hono/zod-openapi'
import { instant, localDate } from './common.ts'
import { coverage } from './status.ts'

const dayState = z.enum(['present', 'empty', 'failed', 'missing'])

/** The state of each day over all datasets that are kept by day, in columns. */
export const coverageDays = z
  .object({
    from: localDate.nullable().openapi({ description: 'The first day; null while nothing is covered.' }),
    every: z.literal('day'),
    columns: z.object({
      state: z.array(z.enum(['present', 'provisional', 'empty', 'failed', 'missing'])).openapi({
        description: 'The most troubling: failed, missing, provisional, present, empty.',
      }),
      present: z.array(z.int()),
      provisional: z.array(z.int()).openapi({ description: 'How many of the others are not settled.' }),
      empty: z.array(z.int()),
      failed: z.array(z.int()),
      missing: z.array(z.int()),
    }),
  })
  .openapi('CoverageDays')

/** Days in a row of which the same is known. */
const run = z.object({
  from: localDate,
  to: localDate,
  state: dayState,
  settled: z.boolean(),
  settles_on: localDate.nullable().openapi({ description: 'When its last day is final; null where nothing is open.' }),
  asked_at: instant.nullable().openapi({ description: 'When it was asked for last, for failed and provisional days.' }),
  code: z.string().nullable().openapi({ description: 'Of a failure.' }),
  reason: z.string().nullable().openapi({ description: 'Of a failure, in words.' }),
  attempts: z.int(),
  retry_at: instant.nullable().openapi({ description: 'When a failure is tried again by itself.' }),
})

/** Items of a month: those that there are, and what is here of them. */
const month = z.object({
  month: z.string().openapi({ example: '2026-03' }),
  present: z.int(),
  of: z.int(),
  failed: z.int(),
  missing: z.int(),
})

const dataset = {
  dataset: z.string(),
  title: z.string(),
  group: z.enum(['activities', 'health', 'workouts', 'profile']),
  per: z.enum(['day', 'item', 'account']).openapi({
    description: 'What is kept: a row of days, things each of which has a day, or the account as a whole.',
  }),
  counts: coverage.omit({ dataset: true }).openapi({ description: 'Over everything, not only this span.' }),
  runs: z.array(run).openapi({ description: 'By day, without a gap from the first day covered; else none.' }),
  months: z.array(month).openapi({ description: 'By item; else none.' }),
}
export const coverageDataset = z
  .object({ from: localDate.nullable(), to: localDate, ...dataset })
  .openapi('CoverageDataset')
export const coverageRuns = z
  .object({
    from: localDate.nullable().openapi({ description: 'Where the history begins; null while nothing is covered.' }),
    to: localDate,
    datasets: z.array(z.object(dataset)),
  })
  .openapi('CoverageRuns')

/** A gap: the same days, missing or failed, of one dataset or several. */
export const gapRun = z.object({
  from: localDate.nullable().openapi({ description: 'Null for what has no day.' }),
  to: localDate.nullable(),
  days: z.int(),
  state: z.enum(['failed', 'missing']),
  datasets: z.array(z.string()),
  items: z.int().openapi({ description: 'Days and items of all of them together.' }),
  requests: z.int().openapi({ description: 'About; `POST sync/plan` says more exactly.' }),
  seconds: z.int().openapi({ description: 'About, at the pace of this server.' }),
  fine_samples: z.enum(['yes', 'thinned', 'unknown']).openapi({
    description: 'Whether Garmin still has samples within the day: for about six months.',
  }),
})
export const gapRuns = z.object({ items: z.array(gapRun) }).openapi('GapRuns')

export type CoverageDaysJson = z.infer<typeof coverageDays>
export type CoverageRunsJson = z.infer<typeof coverageRuns>
export type CoverageDatasetJson = CoverageRunsJson['datasets'][number]
export type CoverageRunJson = z.infer<typeof run>
export type GapRunJson = z.infer<typeof gapRun>
