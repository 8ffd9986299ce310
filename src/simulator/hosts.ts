import type { Region } from '../domain/index.ts'

/** Which of Garmin's hosts a path belongs to. */
export type ServiceHost = 'sso' | 'diauth' | 'connectapi'

/** One of Garmin's hosts, as the `Host` of a request names it. */
export interface AskedAt {
  readonly service: ServiceHost
  readonly region: Region
}

/**
 * The host that a client means, though it connects to this machine; null for one that says `localhost`, as browsers do.
 * Then the path alone tells the host, and the region is that of the account (AUTH section 15, item 1).
 */
export function askedAtOf(host: string | undefined): AskedAt | null {
  const match = /^(sso|diauth|connectapi)\.garmin\.(com|cn)(?::\d+)?$/.exec(host ?? '')
  return match ? { service: match[1] as ServiceHost, region: match[2] as Region } : null
}

/** The region of one of Garmin's addresses; null for an address of somebody else. */
export function regionOf(url: string): Region | null {
  const match = /^https:\/\/[a-z.]+\.garmin\.(com|cn)(?:[/?#]|$)/.exec(url)
  return match ? (match[1] as Region) : null
}

/** A browser of a person, by its own word: no rule for programs binds it. */
export function isBrowser(userAgent: string | undefined): boolean {
  return /^Mozilla\//.test(userAgent ?? '')
}
