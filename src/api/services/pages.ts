import type { Auth } from './auth.ts'
import { createCoverage } from './coverage.ts'
import { createMetrics } from './health/series.ts'
import { createTimeline } from './health/timeline.ts'
import { createChanges } from './home/changes.ts'
import { createHome } from './home/home.ts'
import { createLife } from './life.ts'
import { createMemo } from './memo.ts'
import { createRows } from './rows.ts'
import type { ApiServices } from './types.ts'

/** What the dashboard's pages ask beyond rows: put together once, because they share what they remember. */
export function createPages(services: ApiServices, auth: Auth) {
  const rows = createRows(services)
  const memo = createMemo(services)
  const life = createLife(services, auth, rows)
  const metrics = createMetrics(services, memo)
  const changes = createChanges({ store: services.store, rows, memo })
  const coverage = createCoverage(services)
  return {
    life,
    metrics,
    changes,
    timeline: createTimeline(services, rows, life),
    home: createHome({ services, rows, metrics, life, changes, memo }),
    /** Counted once for as long as nothing more is kept. */
    coverageList: async (userId: Parameters<typeof coverage.list>[0]) =>
      memo(userId, 'coverage', await services.today(userId), () => coverage.list(userId)),
  }
}
export type Pages = ReturnType<typeof createPages>
