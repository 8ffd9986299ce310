import * as accounts from './accounts.ts'
import * as activities from './activities.ts'
import * as auth from './auth.ts'
import * as coverage from './coverage.ts'
import { events } from './events.ts'
import * as health from './health.ts'
import * as home from './home.ts'
import * as schedule from './schedule.ts'
import * as settings from './settings.ts'
import * as status from './status.ts'
import * as sync from './sync.ts'
import * as workouts from './workouts.ts'

/** Every route by its operation id. */
export const routes = {
  ...auth,
  ...accounts,
  ...sync,
  ...schedule,
  ...settings,
  ...status,
  ...coverage,
  events,
  ...activities,
  ...home,
  ...health,
  ...workouts,
}
export type Routes = typeof routes
