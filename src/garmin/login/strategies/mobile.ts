import { garminUrl } from '../../hosts.ts'
import type { LoginStrategy } from '../../types.ts'
import { createJsonDoorStrategy, type StrategyOptions } from './json-door.ts'

/** The JSON door of the mobile app's sign-in page, the one recorded in 2026 (AUTH 2, recordings/auth/mobile-*). */
export function createMobileStrategy(options: StrategyOptions): LoginStrategy {
  const clientId = 'GCM_IOS_DARK'
  return createJsonDoorStrategy(
    {
      name: 'password',
      prefix: '/mobile',
      clientId,
      serviceUrl: (region) => garminUrl('mobile.integration', region, '/gcm/ios'),
      page: () => `/mobile/sso/en/sign-in?clientId=${clientId}`,
      sendsReferer: false,
    },
    options,
  )
}
