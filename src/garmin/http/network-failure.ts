import { type Failure, fail, isFailure } from '../../domain/index.ts'

const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ENOTFOUND: 'its name cannot be looked up',
  EAI_AGAIN: 'its name cannot be looked up',
  ENETUNREACH: 'no network',
  EHOSTUNREACH: 'no network',
  ETIMEDOUT: 'no answer in time',
  ECONNRESET: 'the connection broke',
  EPIPE: 'the connection broke',
  HPE_HEADER_OVERFLOW: 'the head of the answer is too large',
}

/**
 * What went wrong below HTTP, in our words. The original error is left behind: it can carry addresses and pieces of
 * what was received.
 */
export function toNetworkFailure(error: unknown): Failure {
  if (isFailure(error)) return error
  const code = codeOf(error)
  const known = words[code]
  if (known !== undefined) return fail('garmin.unreachable', { detail: known })
  if (code.startsWith('HPE_')) return fail('garmin.unreachable', { detail: 'the answer is not HTTP' })
  return fail('garmin.unreachable', { detail: code === '' ? 'the connection failed' : code })
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  if ('code' in error && typeof error.code === 'string') return /^[A-Z0-9_]{1,64}$/.test(error.code) ? error.code : ''
  return error instanceof AggregateError ? codeOf(error.errors[0]) : ''
}
