import type { LoginStrategy } from '../../types.ts'
import { createMobileStrategy, type StrategyOptions } from './mobile.ts'

/** Every way to sign in with e-mail and password, the default first. */
export function createStrategies(options: StrategyOptions): readonly [LoginStrategy, ...LoginStrategy[]] {
  return [createMobileStrategy(options)]
}
