const pad = (value: number) => String(value).padStart(2, '0')

export interface TimeFormat {
  /** The clock at an instant in the reader's zone: `18:12`. */
  clock(atMs: number): string
}

/** Instants on the clock of a zone, always 00 to 23 as on the axes. @throws RangeError for an unknown zone. */
export function createTimeFormat(timeZone: string): TimeFormat {
  const format = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone })
  return { clock: (atMs) => format.format(atMs) }
}

/** The clock at an instant where local time is that many seconds ahead of UTC. */
export function clockWithOffset(atMs: number, offsetSeconds: number): string {
  const minutes = Math.floor((atMs / 1000 + offsetSeconds) / 60)
  const ofDay = ((minutes % 1440) + 1440) % 1440
  return `${pad(Math.floor(ofDay / 60))}:${pad(ofDay % 60)}`
}
