import { type ReadonlySignal, signal } from '@preact/signals'

export interface Toast {
  readonly id: number
  readonly text: string
  /** One thing that can be done about it: `Undo`. */
  readonly action?: { readonly label: string; readonly run: () => void }
}

export interface Toasts {
  readonly shown: ReadonlySignal<readonly Toast[]>
  /** Only for a thing done out of sight: `Copied`. */
  say(text: string, action?: Toast['action']): void
  close(id: number): void
  /** Looked at or focused: they stay until `resume`. */
  pause(): void
  resume(): void
}

const shownMs = 6000

/** Short words in the corner, 6 s each, the oldest first to go. */
export function createToasts(clock: {
  setTimeout: (run: () => void, ms: number) => number
  clearTimeout: (timer: number) => void
}): Toasts {
  const shown = signal<readonly Toast[]>([])
  const timers = new Map<number, number>()
  let last = 0
  const close = (id: number) => {
    const timer = timers.get(id)
    if (timer !== undefined) clock.clearTimeout(timer)
    timers.delete(id)
    shown.value = shown.value.filter((toast) => toast.id !== id)
  }
  const start = (id: number) =>
    timers.set(
      id,
      clock.setTimeout(() => close(id), shownMs),
    )
  return {
    shown,
    close,
    say: (text, action) => {
      last++
      shown.value = [...shown.value, { id: last, text, action }]
      start(last)
    },
    pause: () => {
      for (const timer of timers.values()) clock.clearTimeout(timer)
      timers.clear()
    },
    resume: () => {
      for (const { id } of shown.value) if (!timers.has(id)) start(id)
    },
  }
}
