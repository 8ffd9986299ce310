import { fromEpochDay } from '../../domain/index.ts'
import { home, journeys } from './person.ts'
import type { DayBounds } from './types.ts'
import { createZoneClock, type ZoneClock } from './zones.ts'

const dayMs = 86_400_000

export interface Whereabouts {
  readonly zone: string
  readonly place: string
  readonly lat: number
  readonly lon: number
}

/** Where the person is and when their days begin. */
export interface Calendar {
  bounds(epochDay: number): DayBounds
  /** The zone's own clock. */
  clock(zone: string): ZoneClock
  /** Where the day begins; on a day of travel it ends elsewhere. */
  whereabouts(epochDay: number): Whereabouts
  isTravelDay(epochDay: number): boolean
  /** The calendar day it is for the person at `utcMs`. */
  dayAt(utcMs: number): number
}

/** `away`: where the journeys go, in turn by year; they are in March. */
export function createCalendar(away: readonly Whereabouts[] = journeys): Calendar {
  const clocks = new Map<string, ZoneClock>()
  const known = new Map<number, DayBounds>()

  function clock(zone: string): ZoneClock {
    let kept = clocks.get(zone)
    if (!kept) {
      kept = createZoneClock(zone)
      clocks.set(zone, kept)
    }
    return kept
  }

  // Flights are on the 4th and the 18th of March, so that the journey west meets America's change to summer time.
  function whereabouts(epochDay: number): Whereabouts {
    const date = new Date(epochDay * dayMs)
    const isAway = date.getUTCMonth() === 2 && date.getUTCDate() >= 5 && date.getUTCDate() <= 18
    return isAway ? (away[date.getUTCFullYear() % away.length] ?? home) : home
  }

  function midnight(epochDay: number): number {
    return clock(whereabouts(epochDay).zone).toUtc(epochDay * dayMs)
  }

  function bounds(epochDay: number): DayBounds {
    const kept = known.get(epochDay)
    if (kept) return kept
    const startUtc = midnight(epochDay)
    const endUtc = midnight(epochDay + 1)
    const made: DayBounds = {
      date: fromEpochDay(epochDay),
      epochDay,
      startUtc,
      endUtc,
      startOffsetS: clock(whereabouts(epochDay).zone).offsetS(startUtc),
      endOffsetS: clock(whereabouts(epochDay + 1).zone).offsetS(endUtc),
      zone: whereabouts(epochDay).zone,
    }
    known.set(epochDay, made)
    return made
  }

  return {
    bounds,
    clock,
    whereabouts,
    isTravelDay: (epochDay) => whereabouts(epochDay).zone !== whereabouts(epochDay + 1).zone,
    dayAt(utcMs) {
      let epochDay = Math.floor((utcMs + 43_200_000) / dayMs)
      while (bounds(epochDay).startUtc > utcMs) epochDay--
      while (bounds(epochDay).endUtc <= utcMs) epochDay++
      return epochDay
    },
  }
}
