import type { LoginStrategy } from '../../types.ts'
import { createBrowserStrategy } from './browser.ts'
import type { StrategyOptions } from './json-door.ts'
import { createMobileStrategy } from './mobile.ts'
import { createPortalStrategy } from './portal.ts'
import { createWidgetStrategy } from './widget.ts'

/** Every way in, the default first; the others run only when they are named. */
export function createStrategies(options: StrategyOptions): readonly [LoginStrategy, ...LoginStrategy[]] {
  return [
    createMobileStrategy(options),
    createBrowserStrategy(options),
    createWidgetStrategy(options),
    createPortalStrategy(options),
  ]
}
