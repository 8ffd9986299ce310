import { fail, type Region } from '../domain/index.ts'

/** Garmin's hosts, by what they do (AUTH 1.1). `connect` and `mobile.integration` only name services. */
export type GarminService = 'sso' | 'diauth' | 'connectapi' | 'connect' | 'mobile.integration'

const domains: Readonly<Record<Region, string>> = { com: 'garmin.com', cn: 'garmin.cn' }

/** `garmin.com` or `garmin.cn`; no other domain exists for this program. @throws settings.invalid */
function garminDomain(region: Region): string {
  const domain = Object.hasOwn(domains, region) ? domains[region] : undefined
  if (domain === undefined)
    throw fail('settings.invalid', { name: 'region', detail: 'it is either com or cn.', field: 'region' })
  return domain
}

/** The genuine URL of a path on one of Garmin's hosts, whatever address is connected to. */
export function garminUrl(service: GarminService, region: Region, path: string): string {
  // `@elsewhere.example` would turn the host into a user name.
  if (path !== '' && !path.startsWith('/')) throw fail('internal', { detail: 'a path without its slash' })
  return `https://${service}.${garminDomain(region)}${path}`
}

/** The other of Garmin's two worlds, for the hint of `auth.wrong-region`. */
export function otherRegion(region: Region): Region {
  return region === 'com' ? 'cn' : 'com'
}

/**
 * The origin that is connected to instead of Garmin's hosts (GARMINSYNC_GARMIN_ORIGIN); null = Garmin itself.
 * @throws settings.invalid unless it is a bare http(s) origin on this machine.
 */
export function parseGarminOrigin(text: string | null | undefined): string | null {
  if (text === null || text === undefined || text.trim() === '') return null
  const url = URL.canParse(text) ? new URL(text) : null
  const bare = url !== null && url.pathname === '/' && `${url.username}${url.password}${url.search}${url.hash}` === ''
  if (!url || !bare || !/^https?:$/.test(url.protocol) || !isLoopback(url.hostname))
    // The text is not repeated: it could hold a password.
    throw fail('settings.invalid', {
      name: 'GARMINSYNC_GARMIN_ORIGIN',
      detail: 'it must be an origin on this machine, such as http://127.0.0.1:8080.',
    })
  return url.origin
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
}
