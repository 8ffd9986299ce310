/** Ctrl-C and SIGTERM. */
export interface Interrupts {
  /**
   * Runs `work`; the first interrupt calls `onInterrupt`, and `work` is expected to end soon. Everywhere else, and for a
   * second one, the program ends at once with 130.
   */
  during<T>(onInterrupt: () => void, work: () => Promise<T>): Promise<T>
  /** Runs `work`, which ends once the promise that it is given resolves: at the first interrupt. */
  untilFirst<T>(work: (interrupted: Promise<void>) => Promise<T>): Promise<T>
}

export interface SignalSource {
  on(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown
  off(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown
}

/** @param endNow ends the process; nothing that is kept depends on a tidy end */
export function createInterrupts(signals: SignalSource, endNow: () => void): Interrupts & { release(): void } {
  let current: (() => void) | null = null
  const listener = () => {
    if (current === null) return endNow()
    const first = current
    current = null
    first()
  }
  signals.on('SIGINT', listener)
  signals.on('SIGTERM', listener)
  const during: Interrupts['during'] = async (onInterrupt, work) => {
    current = onInterrupt
    try {
      return await work()
    } finally {
      current = null
    }
  }
  return {
    during,
    untilFirst(work) {
      let interrupt = () => {}
      const interrupted = new Promise<void>((resolve) => {
        interrupt = resolve
      })
      return during(interrupt, () => work(interrupted))
    },
    release() {
      signals.off('SIGINT', listener)
      signals.off('SIGTERM', listener)
    },
  }
}
