import type { Region } from '../../../domain/index.ts'
import { garminUrl } from '../../hosts.ts'
import type { LoginStrategy } from '../../types.ts'
import { createJsonDoorStrategy, type StrategyOptions } from './json-door.ts'

/**
 * The JSON door of the web site (AUTH 4). Accounts that want a code are answered 427 here, and its edge is stricter than
 * that of the mobile door, so it is used only when it is named.
 */
export function createPortalStrategy(options: StrategyOptions): LoginStrategy {
  const clientId = 'GarminConnect'
  const serviceUrl = (region: Region) => garminUrl('connect', region, '/app')
  const locales = { com: 'en-US', cn: 'zh-CN' } as const
  return createJsonDoorStrategy(
    {
      name: 'portal',
      prefix: '/portal',
      clientId,
      serviceUrl,
      page: (region) =>
        `/portal/sso/${locales[region]}/sign-in?${new URLSearchParams({ clientId, service: serviceUrl(region) })}`,
      sendsReferer: true,
    },
    options,
  )
}
