import { useEffect } from 'preact/hooks'

export interface Keys {
  /** Does `run` at a key (`?`, `[`, `j`) or two after each other (`g h`). The last one registered has it. Gives its end. */
  on(keys: string, run: () => void): () => void
  /** Follows the window's keys. Gives what ends it. */
  start(): () => void
}

export interface KeysOptions {
  readonly window: Pick<Window, 'addEventListener' | 'removeEventListener'>
  /** False = single keys do nothing. */
  readonly on: () => boolean
}

/** Single keys, and `g` with a second one. Never while somebody types, and never instead of the browser's own. */
export function createKeys({ window, on }: KeysOptions): Keys {
  const runs: { keys: string; run: () => void }[] = []
  let first: string | null = null
  const press = (event: KeyboardEvent) => {
    if (!on() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
      first = null
      return
    }
    const keys = first === null ? event.key : `${first} ${event.key}`
    first = first === null && event.key === 'g' ? 'g' : null
    const found = runs.findLast((each) => each.keys === keys)
    if (found === undefined) return
    event.preventDefault()
    found.run()
  }
  return {
    on: (keys, run) => {
      const entry = { keys, run }
      runs.push(entry)
      return () => void runs.splice(runs.indexOf(entry), 1)
    },
    start: () => {
      window.addEventListener('keydown', press)
      return () => window.removeEventListener('keydown', press)
    },
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.closest('dialog') !== null)
  )
}

/** A key of a page or part, as long as it is shown. */
export function useKey(keys: Keys, name: string, run: () => void): void {
  useEffect(() => keys.on(name, run))
}
