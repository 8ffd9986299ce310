import { randomBytes } from 'node:crypto'
import {
  defineTable,
  type GarminTokens,
  type Instant,
  type LedgerEntry,
  type LocalDate,
  Secret,
  type UserId,
} from '../../domain/index.ts'
import type { Keep, RawAnswer, StoredSession } from '../types.ts'

/** Beyond 2^53: a double would end in …808. */
export const me = '9223372036854775807' as UserId
export const other = '9007199254740993' as UserId

/** One column of every type, and a key of several parts. */
export const everything = defineTable({
  name: 'everything',
  key: ['item_id', 'date'],
  columns: {
    item_id: 'id',
    date: 'date',
    label: 'text',
    steps: 'int',
    distance_m: 'real',
    is_manual: 'bool',
    start_utc: 'instant',
    extra: 'json',
    parent_id: 'id',
  },
  time: 'start_utc',
  about: 'A table with a column of every type.',
})

export const days = defineTable({
  name: 'days',
  key: ['date'],
  columns: { date: 'date', steps: 'int', distance_m: 'real' },
  time: 'date',
  about: 'A row for each day.',
})

export const at = (ms: number): Instant => ms as Instant
export const day = (text: string): LocalDate => text as LocalDate

export function keepOf(changes: Partial<Keep> = {}): Keep {
  return {
    userId: me,
    at: at(1000),
    answer: null,
    entries: [],
    rows: [],
    series: [],
    originals: [],
    removed: [],
    ...changes,
  }
}

export function answerOf(changes: Partial<RawAnswer> = {}): RawAnswer {
  return {
    dataset: 'daily_summary',
    form: 'range',
    key: '2026-01-01..2026-01-28',
    path: '/usersummary-service/daily?from=2026-01-01',
    target: { kind: 'range', start: '2026-01-01', end: '2026-01-28' },
    asked_at: at(1000),
    status: 200,
    body: '{"steps":1}',
    version: 1,
    ...changes,
  }
}

export function entryOf(changes: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    dataset: 'sleep',
    item: changes.day ?? '2026-01-01',
    day: day('2026-01-01'),
    state: 'present',
    settled: true,
    asked_at: at(1000),
    changed_at: at(1000),
    hash: 'a'.repeat(64),
    richness: 3,
    reason: null,
    attempts: 0,
    marks: [],
    ...changes,
  }
}

export function tokensOf(changes: Partial<GarminTokens> = {}): GarminTokens {
  return {
    accessToken: new Secret(randomBytes(24).toString('hex')),
    refreshToken: new Secret(randomBytes(24).toString('hex')),
    clientId: 'GARMIN_CONNECT_MOBILE_ANDROID_DI',
    region: 'com',
    scope: 'CONNECT_READ',
    receivedAt: at(1000),
    expiresAt: at(3_601_000),
    lifeSeconds: 3600,
    refreshExpiresAt: null,
    mfaVerified: true,
    ...changes,
  }
}

export function sessionOf(changes: Partial<StoredSession> = {}): StoredSession {
  return {
    session_id: 'session-1',
    user_id: me,
    token_id: 'token-1',
    refresh_hash: 'hash-1',
    previous_refresh_hash: null,
    expires_at: at(2000),
    refresh_expires_at: at(9000),
    mfa_enabled: true,
    created_at: at(1000),
    last_used_at: at(1000),
    ended_at: null,
    kind: 'login',
    label: 'laptop',
    ...changes,
  }
}
