/** Tells whoever watches a job of what this process itself does with it; what others do is looked for. */
export interface Bell {
  ring(jobId: string): void
  /** From now on no ring for this job is missed. */
  listen(jobId: string): Listener
}

export interface Listener {
  /** Until it rings, or has rung since the last wait; until `ms` have gone by, or `signal` is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>
  stop(): void
}

export function createBell(): Bell {
  const listening = new Map<string, Set<() => void>>()
  return {
    ring: (jobId) => {
      for (const hear of listening.get(jobId) ?? []) hear()
    },
    listen: (jobId) => {
      let heard = false
      let wake: (() => void) | null = null
      const hear = () => {
        heard = true
        wake?.()
      }
      const others = listening.get(jobId) ?? new Set()
      listening.set(jobId, others.add(hear))
      return {
        wait: (ms, signal) =>
          new Promise((resolve) => {
            const end = () => {
              clearTimeout(timer)
              signal.removeEventListener('abort', end)
              wake = null
              heard = false
              resolve()
            }
            const timer = setTimeout(end, ms)
            if (heard || signal.aborted) return end()
            wake = end
            signal.addEventListener('abort', end, { once: true })
          }),
        stop: () => {
          others.delete(hear)
          if (others.size === 0) listening.delete(jobId)
        },
      }
    },
  }
}
