import { z } from '@hono/zod-openapi'
import { type ErrorCode, errors } from '../../domain/index.ts'

/** A moment: RFC 3339 in UTC. */
export const instant = z.string().openapi({ format: 'date-time', example: '2026-01-31T08:00:00.000Z' })

/** A 64-bit id as a text of digits: exact in every language. */
export const id = z.string().openapi({ pattern: '^\\d{1,19}$', example: '18446744073' })

/** A calendar day of the person's own life. */
export const localDate = z.string().openapi({ format: 'date', example: '2026-01-31' })

/** A day as people write it; the account's own zone decides what `today` is. */
export const dayWord = z
  .string()
  .min(1)
  .max(20)
  .openapi({ description: 'A day: `2026-01-31`, `today`, `yesterday`, or back from today: `-30d`, `-2y`.' })

export const errorCode = z.enum(Object.keys(errors) as [ErrorCode, ...ErrorCode[]])

/** `?name=true`. */
export const flag = z
  .enum(['true', 'false'])
  .transform((value) => value === 'true')
  .openapi({ type: 'boolean' })

/** How many rows a page may hold, and where it starts. */
export const paging = {
  limit: z
    .string()
    .regex(/^\d{1,4}$/, 'must be a whole number from 1 to 1000')
    .transform(Number)
    .refine((value) => value >= 1 && value <= 1000, 'must be a whole number from 1 to 1000')
    .optional()
    .openapi({ type: 'integer', minimum: 1, maximum: 1000, default: 50 }),
  cursor: z.string().min(1).max(500).optional().openapi({ description: '`next_cursor` of the page before.' }),
}

/** A page of a list; `next_cursor` is null on the last one. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next_cursor: z.string().nullable() })

/** One row of a table: at least the columns named, and every other of its table (see the data dictionary). */
export const rowOf = <T extends z.core.$ZodLooseShape>(columns: T) => z.looseObject(columns)

/** RFC 9457. */
export const problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: errorCode,
    hint: z.string(),
    retry_at: instant.nullable(),
    instance: z.string().openapi({ description: 'Id of the request, as found in the log.' }),
    field: z.string().optional().openapi({ description: 'What of the request was wrong.' }),
    attempts_left: z.int().optional(),
    challenge_id: z.string().optional(),
    job_id: z.string().optional(),
  })
  .openapi('Problem')
