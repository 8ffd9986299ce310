import { z } from '@hono/zod-openapi'
import { jobStatuses } from '../../domain/index.ts'
import { dayWord, errorCode, id, instant, localDate, pageOf } from './common.ts'

/** A dataset's name, or a day or item of one as the ledger names it. */
const name = z.string().min(1).max(100)

/** What can be asked for. (`import` is a kind of job, but not one that fetches.) */
export const syncBody = z
  .strictObject({
    sync_type: z.enum(['all', 'activities', 'health', 'workouts', 'profile']),
    from: dayWord.nullish(),
    to: dayWord.nullish(),
    full: z.boolean().default(false),
    datasets: z.array(name).max(200).default([]).openapi({
      description: 'Only these, with what they hang on. What is open of them is asked for, nothing is looked over.',
    }),
    items: z
      .array(z.strictObject({ dataset: name, key: name }))
      .max(1000)
      .default([])
      .openapi({ description: 'These days and items, as `coverage/gaps` names them, besides `datasets`.' }),
    max_wait_s: z.int().min(0).max(86_400).default(900).openapi({ description: 'Longest single wait, in seconds.' }),
  })
  .openapi('SyncWish')

const counts = z.object({
  ...{ fetched: z.int(), unchanged: z.int(), empty: z.int(), failed: z.int() },
  total: z.int().openapi({ description: 'As far as is known; at the end as many as were dealt with.' }),
})

const waiting = z.object({ until: instant, reason: z.string() })

export const syncJob = z
  .object({
    job_id: z.string(),
    user_id: id,
    title: z.string().openapi({ description: 'What it is for, in words.', example: 'Gap 3 to 14 March 2026' }),
    trigger: z.enum(['person', 'schedule']),
    status: z.enum(jobStatuses),
    progress: z.number().min(0).max(100),
    start_time: instant.nullable(),
    end_time: instant.nullable(),
    sync_type: z.enum(['all', 'activities', 'health', 'workouts', 'profile', 'import']),
    error_message: z.string().nullable(),
    total_items: z.int(),
    processed_items: z.int(),
    session_id: z.string().nullable(),
    error_code: errorCode.nullable(),
    counts: z.record(z.string(), counts),
    requests: z.int(),
    bytes: z.int(),
    created_at: instant,
    current: z.string().nullable(),
    retry_at: instant.nullable(),
    rate_per_s: z.number().nullable().openapi({ description: 'Requests a second of late; null while not running.' }),
    seconds_left: z.int().nullable().openapi({ description: 'About; null while it is still found out what there is.' }),
    waiting: waiting.nullable().openapi({ description: 'Nothing is asked before.' }),
  })
  .openapi('SyncJob')
export const syncJobs = pageOf(syncJob).openapi('SyncJobs')

export const syncPlan = z
  .object({
    requests: z.array(
      z.object({
        dataset: z.string(),
        method: z.string(),
        path: z.string(),
        body: z.string().nullable().openapi({ description: 'The JSON text that would be sent; null without a body.' }),
        reason: z.string(),
      }),
    ),
    total: z.int(),
    foreseen: z
      .object({
        requests: z.int(),
        seconds: z.int().openapi({ description: 'At the pace of this server.' }),
        items: z.int(),
        by_dataset: z.array(z.object({ dataset: z.string(), title: z.string(), requests: z.int(), items: z.int() })),
        bounded: z.boolean().openapi({ description: 'False: what comes back may lead to more.' }),
      })
      .openapi({ description: 'About what the run will come to, with what the first answers lead to.' }),
    note: z.string().nullable().openapi({ description: 'What the plan cannot know before the first answers.' }),
  })
  .openapi('SyncPlan')

/** A day or item that could not be fetched in a run. */
const failedItem = {
  dataset: z.string(),
  key: z.string().openapi({ description: 'Day or item; of several days that failed together the first.' }),
  day: localDate.nullable(),
  title: z.string().openapi({ description: 'Dataset and day, or the name that a person gave, verbatim.' }),
  code: z.string(),
  detail: z.string().openapi({ description: 'What happened, in a sentence.' }),
  hint: z.string().nullable(),
}

export const jobItem = z
  .object({
    ...failedItem,
    state: z.literal('failed'),
    now: z.enum(['present', 'empty', 'failed', 'missing']).openapi({ description: 'What the ledger says by now.' }),
    attempts: z.int().openapi({ description: 'Failures in a row; 0 once it was fetched.' }),
    retry_at: instant.nullable().openapi({ description: 'When it is asked for again by itself.' }),
  })
  .openapi('JobItem')
export const jobItems = pageOf(jobItem).openapi('JobItems')

/** One event of a job. `done` is the last, after the `state` event of a job that has ended. */
export const jobEvent = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('state'), job: syncJob }),
    z.object({ type: z.literal('progress'), job: syncJob }),
    z.object({ type: z.literal('item-failed'), job: syncJob, items: z.array(z.object(failedItem)) }),
    z.object({ type: z.literal('waiting'), until: instant, reason: z.string(), job: syncJob.nullable() }),
    z.object({ type: z.literal('note'), dataset: z.string(), text: z.string() }),
    z.object({ type: z.literal('done'), job: syncJob }),
  ])
  .openapi('JobEvent')

export type SyncWish = z.input<typeof syncBody>
export type SyncJobJson = z.infer<typeof syncJob>
export type SyncPlanJson = z.infer<typeof syncPlan>
export type JobItemJson = z.infer<typeof jobItem>
export type JobEventJson = z.infer<typeof jobEvent>
