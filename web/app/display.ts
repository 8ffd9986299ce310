import { type ReadonlySignal, signal } from '@preact/signals'

/** How this browser shows things; kept in the browser, the same for all of its accounts. */
export interface Display {
  readonly theme: 'system' | 'light' | 'dark'
  /** `account`: those that the person chose at Garmin. */
  readonly units: 'account' | 'metric' | 'statute'
  readonly firstWeekday: 'account' | 'monday' | 'sunday' | 'saturday'
  /** Single keys do something. */
  readonly keys: boolean
}

const usual: Display = { theme: 'system', units: 'account', firstWeekday: 'account', keys: true }

export interface DisplayStore {
  readonly now: ReadonlySignal<Display>
  change(part: Partial<Display>): void
}

const key = 'garminsync.display'

/** A private window may keep nothing: then it holds until the page is left. */
export function createDisplay(window: Pick<Window, 'localStorage' | 'document'>): DisplayStore {
  const now = signal(read(window))
  const apply = () => {
    const { theme } = now.value
    if (theme === 'system') delete window.document.documentElement.dataset.theme
    else window.document.documentElement.dataset.theme = theme
  }
  apply()
  return {
    now,
    change: (part) => {
      now.value = { ...now.value, ...part }
      apply()
      try {
        window.localStorage.setItem(key, JSON.stringify(now.value))
      } catch {
        // Known until the page is left.
      }
    },
  }
}

/** What does not fit, of another version or another hand, is as usual. */
function read(window: Pick<Window, 'localStorage'>): Display {
  try {
    const kept: Partial<Display> = JSON.parse(window.localStorage.getItem(key) ?? '{}')
    return {
      theme: kept.theme === 'light' || kept.theme === 'dark' ? kept.theme : usual.theme,
      units: kept.units === 'metric' || kept.units === 'statute' ? kept.units : usual.units,
      firstWeekday:
        kept.firstWeekday === 'monday' || kept.firstWeekday === 'sunday' || kept.firstWeekday === 'saturday'
          ? kept.firstWeekday
          : usual.firstWeekday,
      keys: kept.keys !== false,
    }
  } catch {
    return usual
  }
}
