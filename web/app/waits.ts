/** Waits; ended early by the signal, it resolves too: the caller looks why. */
export function waitIn(window: Pick<Window, 'setTimeout' | 'clearTimeout'>) {
  return (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const timer = window.setTimeout(done, ms)
      signal.addEventListener('abort', done, { once: true })
      function done() {
        window.clearTimeout(timer)
        signal.removeEventListener('abort', done)
        resolve()
      }
    })
}

/** Resolves as soon as the page is looked at. */
export function lookedAt(document: Document) {
  return (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const look = () => {
        if (document.visibilityState === 'hidden' && !signal.aborted) return
        document.removeEventListener('visibilitychange', look)
        signal.removeEventListener('abort', look)
        resolve()
      }
      document.addEventListener('visibilitychange', look)
      signal.addEventListener('abort', look)
      look()
    })
}
