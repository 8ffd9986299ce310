import type { ServiceHost } from './hosts.ts'

/** One request as it came, and how it was answered. */
export interface RecordedRequest {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** Lower-case names; what was sent, secrets included: this is a test's view from Garmin's side. */
  readonly headers: Readonly<Record<string, string>>
  readonly bodyKind: 'none' | 'json' | 'form' | 'other'
  /** Kept for sign-in and token requests and GraphQL. */
  readonly body: string | null
  /** What was answered, sealed values and all; null for data requests. */
  answer: string | null
  readonly host: ServiceHost | null
  /** File name of the service that answered; null for paths that no service knows. */
  readonly service: string | null
  /** 0 while the answer is under way, and when the connection was cut instead of answered. */
  status: number
  /** Fault that was played, if any. */
  fault: string | null
  readonly at: number
}

/** Something that Garmin would hold against a client, or that our own rules forbid (AUTH section 15, item 8). */
export interface Violation {
  readonly kind:
    | 'cookie-to-api'
    | 'missing-bearer'
    | 'user-agent-changed'
    | 'login-after-429'
    | 'ticket-used-twice'
    | 'refresh-token-reused'
    | 'unexpected-query'
    | 'mfa-query-changed'
    | 'missing-session-cookie'
    | 'wrong-form-token'
    | 'code-too-soon'
    | 'wrong-host'
    | 'range-too-long'
    | 'unknown-path'
  readonly path: string
  readonly detail: string
  readonly at: number
}

export interface Recorder {
  readonly requests: readonly RecordedRequest[]
  readonly violations: readonly Violation[]
  record(request: RecordedRequest): void
  violation(kind: Violation['kind'], path: string, detail: string): void
  forget(): void
}

// A three-year sync sends about two thousand requests; ten of those fit.
const capacity = 20_000

export function createRecorder(clock: () => number): Recorder {
  const requests: RecordedRequest[] = []
  const violations: Violation[] = []
  return {
    requests,
    violations,
    record(request) {
      // Dropped in blocks, because shifting one by one moves the whole list each time.
      if (requests.length >= capacity) requests.splice(0, capacity / 10)
      requests.push(request)
    },
    violation(kind, path, detail) {
      if (violations.length < capacity) violations.push({ kind, path, detail, at: clock() })
    },
    forget() {
      requests.length = 0
      violations.length = 0
    },
  }
}
