import { addDays, type LocalDate } from '../domain/index.ts'
import type { LifeControl } from './life/index.ts'
import type { SimulatorOptions } from './types.ts'

/** Garmin's words for a request to bring a day back (DATA section 5). */
export type ReloadStatus = 'SUBMITTED' | 'COMPLETE' | 'NO_FILES_FOUND' | 'DENIED'

/** Samples of old days, which Garmin puts away and brings back on request, some thirty days a day. */
export interface Archive {
  /** Whether the samples of that day are put away just now. */
  holds(date: LocalDate): boolean
  request(date: LocalDate): ReloadStatus
}

const reloadsADay = 30
const readyAfterMs = 10_000

export function createArchive(
  options: Pick<SimulatorOptions, 'archiveAfterDays' | 'reloadsADay' | 'reloadMs'>,
  life: Pick<LifeControl, 'day' | 'today' | 'firstDay'>,
  now: () => number,
): Archive {
  const broughtBack = new Map<LocalDate, number>()
  const used = new Map<LocalDate, number>()
  const isOld = (date: LocalDate) =>
    options.archiveAfterDays !== undefined && date < addDays(life.today(), -options.archiveAfterDays)
  const isReady = (date: LocalDate) => {
    const at = broughtBack.get(date)
    return at !== undefined && at <= now()
  }
  return {
    holds: (date) => isOld(date) && !isReady(date),
    request(date) {
      const today = life.today()
      const spent = used.get(today) ?? 0
      if (spent >= (options.reloadsADay ?? reloadsADay)) return 'DENIED'
      used.set(today, spent + 1)
      if (date < life.firstDay || date > today || life.day(date).wellness === null) return 'NO_FILES_FOUND'
      if (!isOld(date) || isReady(date)) return 'COMPLETE'
      if (!broughtBack.has(date)) broughtBack.set(date, now() + (options.reloadMs ?? readyAfterMs))
      return 'SUBMITTED'
    },
  }
}
