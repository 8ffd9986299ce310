import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { type Failure, fail, isFailure, toProblem } from '../domain/index.ts'
import type { Env } from './env.ts'

/** The failure that something thrown stands for. Faults of our own say nothing of their inside: it could be a secret. */
export function failureOf(thrown: unknown, requestId: string): Failure {
  if (isFailure(thrown) && thrown.code !== 'internal') return thrown
  if (thrown instanceof HTTPException) {
    if (thrown.status === 415) return fail('request.media-type')
    if (thrown.status === 413) return fail('request.too-large')
    return fail('request.invalid', { detail: 'the body is not JSON.', field: 'body' })
  }
  return fail('internal', { detail: `request ${requestId}` })
}

/** A failure as the document that every client reads. */
export function problemDocument(failure: Failure, requestId: string) {
  return { ...toProblem(failure), instance: requestId }
}

export function problemResponse(c: Context<Env>, failure: Failure): Response {
  const document = problemDocument(failure, c.get('requestId'))
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-request-id': c.get('requestId'),
  }
  if (failure.retryAt !== null) headers['retry-after'] = new Date(failure.retryAt).toUTCString()
  if (failure.code === 'auth.session-needed') headers['www-authenticate'] = 'Bearer'
  return new Response(JSON.stringify(document), { status: document.status, headers })
}

interface Issue {
  readonly code?: string | undefined
  readonly path: readonly PropertyKey[]
  readonly message: string
  readonly keys?: readonly string[] | undefined
}

/** Names the field that is wrong, and what is wrong with it. The value is not repeated: it could be a password. */
export function invalidRequest(issues: readonly Issue[], target: string): Failure {
  const [issue] = issues
  const path = issue?.path.map(String).join('.') ?? ''
  const field = issue?.keys?.[0] ?? (path === '' ? target : path)
  const text = issue?.code === 'unrecognized_keys' ? 'is not known here' : (issue?.message ?? 'is not valid')
  return fail('request.invalid', { detail: `${field}: ${text}`, field })
}
