import type { z } from '@hono/zod-openapi'
import { problem } from '../schemas/common.ts'

/** An answer of JSON. */
export const json = <T extends z.ZodType>(schema: T, description: string) =>
  ({ description, content: { 'application/json': { schema } } }) as const

/** A request with a JSON body. */
export const jsonBody = <T extends z.ZodType>(schema: T) =>
  ({ required: true, content: { 'application/json': { schema } } }) as const

/** Every route answers a failure with a problem document; which ones there are is a table of its own. */
export const failure = {
  description: 'A failure, as a problem document (RFC 9457). `code` says which; the codes are stable.',
  content: { 'application/problem+json': { schema: problem } },
} as const

/** Most routes need a session. */
export const withSession: { bearer: string[] }[] = [{ bearer: [] }]
