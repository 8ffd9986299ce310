/** Without pacing (a loopback origin) an answer takes about so long. */
const unpacedSeconds = 0.05

/**
 * About how long so many requests take. The burst is not counted: over one connection an answer of Garmin's takes about as
 * long as the pace allows for it.
 */
export function secondsFor(requests: number, pace: { readonly perSecond: number } | null | undefined): number {
  if (requests === 0) return 0
  return Math.max(1, Math.round(pace ? requests / pace.perSecond : requests * unpacedSeconds))
}
