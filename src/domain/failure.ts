import { type ErrorCode, type ErrorEntry, errors } from './errors.ts'
import { type Instant, parseRfc3339, toRfc3339 } from './instant.ts'
import { isObject } from './json.ts'

/** What a failure knows besides its code. Every other key fills a `{name}` of the entry's sentence. Never a secret. */
export interface FailureData {
  readonly cause?: unknown
  /** When trying again can help; shown to people and as `retry_at`. */
  readonly retryAt?: Instant | null
  readonly [key: string]: unknown
}

/** The one error class. Match on `code`; the texts come from the table in `errors.ts`. */
export class Failure extends Error {
  readonly code: ErrorCode
  readonly data: FailureData
  readonly hint: string
  /** `texts` are those of whoever noticed it, where they are known; else the table's are filled in. */
  constructor(code: ErrorCode, data: FailureData = {}, texts: { title?: string; hint?: string } = {}) {
    const entry: ErrorEntry = errors[code]
    super(texts.title ?? fill(entry.title, data), data.cause === undefined ? undefined : { cause: data.cause })
    this.name = 'Failure'
    this.code = code
    this.data = data
    this.hint = texts.hint ?? fill(entry.hint, data)
  }
  get entry(): ErrorEntry {
    return errors[this.code]
  }
  get retryAt(): Instant | null {
    return this.data.retryAt ?? null
  }
}

/** `throw fail('garmin.rate-limited', { retryAt })` */
export function fail(code: ErrorCode, data: FailureData = {}): Failure {
  return new Failure(code, data)
}

export function isFailure(value: unknown, code?: ErrorCode): value is Failure {
  return value instanceof Failure && (code === undefined || value.code === code)
}

/** Anything thrown, as a failure: ours as it is, everything else as a fault of this program. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown
  const detail = thrown instanceof Error ? thrown.message : String(thrown)
  return fail('internal', { detail, cause: thrown })
}

function fill(text: string, data: FailureData): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = name === 'retryAt' && typeof data.retryAt === 'number' ? toRfc3339(data.retryAt) : data[name]
    return value === undefined || value === null ? '' : String(value)
  })
}

/** An RFC 9457 problem document, the form in which every failure leaves the program as JSON. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: ErrorCode
  readonly hint: string
  readonly retry_at: string | null
  readonly [extra: string]: unknown
}

/** Data keys that problem documents carry for programs, under their JSON names. */
const published: Record<string, string> = {
  attemptsLeftCount: 'attempts_left',
  field: 'field',
  challengeId: 'challenge_id',
  jobId: 'job_id',
}

export function toProblem(failure: Failure): Problem {
  const extra: Record<string, unknown> = {}
  for (const [key, name] of Object.entries(published))
    if (failure.data[key] !== undefined) extra[name] = failure.data[key]
  return {
    type: `urn:garminsync:error:${failure.code}`,
    title: failure.message,
    status: failure.entry.status,
    detail: failure.message,
    code: failure.code,
    hint: failure.hint,
    retry_at: toRfc3339(failure.retryAt),
    ...extra,
  }
}

/** True for what `toProblem` made, also by another version. */
export function isProblem(value: unknown): value is Problem {
  return (
    isObject(value) &&
    typeof value.code === 'string' &&
    typeof value.title === 'string' &&
    typeof value.hint === 'string'
  )
}

/** The failure that a problem document tells of, with its own texts. A code of a newer version becomes `internal`. */
export function fromProblem(problem: Problem): Failure {
  const data: Record<string, unknown> = {
    detail: problem.detail,
    instance: problem.instance,
    retryAt: typeof problem.retry_at === 'string' ? parseRfc3339(problem.retry_at) : null,
  }
  for (const [key, name] of Object.entries(published)) if (problem[name] !== undefined) data[key] = problem[name]
  const code = Object.hasOwn(errors, problem.code) ? problem.code : 'internal'
  return new Failure(code, data, { title: problem.title, hint: problem.hint })
}
