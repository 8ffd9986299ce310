import { type Clock, toRfc3339 } from '../domain/index.ts'
import type { Happening } from './happenings.ts'

type Line = Readonly<Record<string, string | number | null>>

/** Asked every few seconds by whoever watches over the server. */
const watchers = new Set(['/healthz', '/readyz', '/metrics'])

/**
 * What a server does, one JSON object a line. Each field is named here, so that nothing gets in by itself: no path, no
 * query, no body, no header, no name. `verbose` adds what is frequent: answers of Garmin, and who watches the server.
 * `flush` writes what is still held back.
 */
export function createServerLog({
  write,
  verbose,
  clock,
}: {
  readonly write: (line: string) => void
  readonly verbose: boolean
  readonly clock: Clock
}): { note(happening: Happening): void; flush(): void } {
  let lines: string[] = []
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    if (lines.length > 0) write(lines.join('\n'))
    lines = []
  }
  return {
    note: (happening) => {
      if (!verbose && isFrequent(happening)) return
      lines.push(JSON.stringify({ at: toRfc3339(clock()), event: happening.event, ...fieldsOf(happening) }))
      if (happening.event !== 'request') flush()
      // A write costs as much as a small answer: those of requests that come together share one.
      else timer ??= setTimeout(flush, togetherMs)
    },
    flush,
  }
}

const togetherMs = 20

function isFrequent(happening: Happening): boolean {
  if (happening.event === 'garmin') return happening.status !== null && happening.status < 400
  return happening.event === 'request' && watchers.has(happening.route ?? '') && happening.status < 400
}

function fieldsOf(happening: Happening): Line {
  switch (happening.event) {
    case 'server.started':
      return { url: happening.url, version: happening.version }
    case 'server.stopping':
      return {}
    case 'request': {
      const { requestId: request, method, route, status, ms, userId: user_id } = happening
      return { request, method, route, status, ms: Math.round(ms * 10) / 10, user_id }
    }
    case 'garmin': {
      const { userId: user_id, jobId: job_id, dataset, status, ms } = happening
      return { user_id, job_id, dataset, status, ms }
    }
    case 'job': {
      const { user_id, job_id, sync_type, status, error_code, requests, processed_items } = happening.job
      return { user_id, job_id, sync_type, status, error_code, requests, processed_items }
    }
    case 'fault':
      return { request: happening.requestId, kind: happening.kind }
  }
}
