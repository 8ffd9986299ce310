import { type Clock, fail, isObject, type Json, toInstant } from '../domain/index.ts'

/** Most requests that may leave; null = as many as it takes. */
export interface BudgetLimits {
  readonly perRun: number | null
  /** A day of UTC. */
  readonly perDay: number | null
}

export interface BudgetOptions {
  readonly limits: BudgetLimits | null
  /** What this account has spent, as `standing` said it last. */
  readonly kept: Json
  /** Requests of this run that left before this process took it over. */
  readonly before: number
  readonly clock: Clock
}

/** Requests of one run and of one day, counted across processes. */
export interface Budget {
  /** Called before a request leaves, with how many left so far. @throws sync.budget-spent */
  check(requests: number): void
  /** To be kept with what the requests brought. */
  standing(requests: number): Json
}

const dayMs = 86_400_000

export function createBudget({ limits, kept, before, clock }: BudgetOptions): Budget {
  let day = dayOf(clock())
  let earlier = isObject(kept) && kept.day === day && typeof kept.requests === 'number' ? kept.requests : 0
  const today = (requests: number): number => {
    const now = dayOf(clock())
    if (now !== day) {
      day = now
      earlier = -requests
    }
    return earlier + requests
  }
  return {
    check: (requests) => {
      const { perRun = null, perDay = null } = limits ?? {}
      if (perRun !== null && before + requests >= perRun)
        throw fail('sync.budget-spent', { limit: perRun, per: 'run', retryAt: clock() })
      if (perDay !== null && today(requests) >= perDay)
        throw fail('sync.budget-spent', { limit: perDay, per: 'day', retryAt: toInstant((day + 1) * dayMs) })
    },
    standing: (requests) => ({ requests: today(requests), day }),
  }
}

/** Days of UTC since 1970. */
function dayOf(now: number): number {
  return Math.floor(now / dayMs)
}
