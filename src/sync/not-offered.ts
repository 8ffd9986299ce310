import {
  type DatasetDefinition,
  type Failure,
  type Instant,
  type LedgerEntry,
  ledgerEntry,
  type Target,
} from '../domain/index.ts'
import type { ApiAnswer } from '../garmin/index.ts'
import { expected } from './read-answer.ts'

/** Why something is empty that Garmin was asked for in vain. */
export const notOffered = 'not-offered'

/** True when a request of which nobody knows whether Garmin answers it was refused as such, and not for a passing reason. */
export function isNotOffered({ unproven }: DatasetDefinition, { code, data }: Failure): boolean {
  if (unproven !== true || data.overloaded === true) return false
  if (code === 'garmin.unexpected-answer') return data.refused === true
  return code === 'garmin.bad-request' || code === 'garmin.not-permitted'
}

/** In place of the refusal of a snapshot or a page: nothing is there. The list counts as read until it is looked over again. */
export function nothingThere(at: Instant): ApiAnswer {
  return { status: 404, json: {}, contentType: '', bytesReceived: 0, receivedAt: at }
}

/** Of days and items: empty for now, so that they are asked for again. */
export function notOfferedEntries({ name }: DatasetDefinition, target: Target, at: Instant): LedgerEntry[] {
  return [...expected(target)].map(([item, day]) =>
    ledgerEntry({ dataset: name, item, day, state: 'empty', settled: false, asked_at: at, reason: notOffered }),
  )
}
