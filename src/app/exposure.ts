import type { Exposure } from '../api/index.ts'
import { fail } from '../domain/index.ts'
import { isLoopbackHost } from './loopback.ts'
import type { Settings } from './settings.ts'

type Reach = Pick<Settings, 'publicUrl' | 'allowedUsers' | 'trustedProxies' | 'metricsToken'>

/**
 * What the server demands of who comes from elsewhere; undefined where none does. A public address is enough: a proxy
 * on this machine speaks to a loopback address on behalf of everybody.
 * @throws settings.invalid when it would let everybody in
 */
export function exposureOf(settings: Reach): Exposure | undefined {
  const { publicUrl, allowedUsers, trustedProxies, metricsToken } = settings
  if (publicUrl === null) return undefined
  if (allowedUsers === null)
    throw fail('settings.invalid', {
      name: 'GARMINSYNC_ALLOWED_USERS',
      detail: 'a server with GARMINSYNC_PUBLIC_URL needs the list of those it is for.',
    })
  return { publicUrl, allowed: allowedUsers, proxies: trustedProxies, metricsToken }
}

/** An address that others can reach is listened on only when it is said who they are. @throws settings.invalid */
export function checkListenHost(host: string, exposure: Exposure | undefined): void {
  if (isLoopbackHost(host) || exposure !== undefined) return
  throw fail('settings.invalid', {
    name: '--host',
    detail: `others can reach ${host}, so GARMINSYNC_PUBLIC_URL and GARMINSYNC_ALLOWED_USERS must be set first (see docs/server.md).`,
  })
}
