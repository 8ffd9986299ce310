const hourMs = 3_600_000

/** Offsets of one IANA zone. Intl is the truth; its answers are kept a year at a time because it is slow. */
export interface ZoneClock {
  /** Seconds that the wall clock is ahead of UTC at `utcMs`. */
  offsetS(utcMs: number): number
  /** UTC milliseconds of a wall clock time given as if it were UTC. A time that does not exist moves on by the hour. */
  toUtc(wallMs: number): number
}

interface Period {
  readonly until: number
  readonly offsetS: number
}

export function createZoneClock(zone: string): ZoneClock {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
  const years = new Map<number, readonly Period[]>()

  function ask(utcMs: number): number {
    const name = format.formatToParts(utcMs).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
    const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name)
    if (!match) return 0
    const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60
    return match[1] === '-' ? -seconds : seconds
  }

  function periodsOf(year: number): readonly Period[] {
    const kept = years.get(year)
    if (kept) return kept
    const end = Date.UTC(year + 1, 0, 1)
    const periods: Period[] = []
    let at = Date.UTC(year, 0, 1)
    let current = ask(at)
    while (at < end) {
      const next = Math.min(at + 30 * 24 * hourMs, end)
      const there = ask(next)
      if (there !== current) {
        let [low, high] = [at, next]
        while (high - low > hourMs / 4) {
          // Changes happen on quarters of an hour everywhere.
          const middle = Math.floor((low + high) / 2 / (hourMs / 4)) * (hourMs / 4)
          if (middle <= low) break
          if (ask(middle) === current) low = middle
          else high = middle
        }
        periods.push({ until: high, offsetS: current })
        current = there
      }
      at = next
    }
    periods.push({ until: end, offsetS: current })
    years.set(year, periods)
    return periods
  }

  function offsetS(utcMs: number): number {
    for (const period of periodsOf(new Date(utcMs).getUTCFullYear())) if (utcMs < period.until) return period.offsetS
    return 0
  }

  return {
    offsetS,
    toUtc(wallMs) {
      const first = wallMs - offsetS(wallMs) * 1000
      return wallMs - offsetS(first) * 1000
    },
  }
}
