import { createCatalogue } from '../../src/datasets/index.ts'
import { readFitActivity, readFitWellness } from '../../src/fit/index.ts'
import type { Simulator } from '../../src/simulator/index.ts'

/** Data requests by what they were for. */
export interface Spent {
  /** One a day with data. */
  readonly archives: number
  /** One an activity with an original. */
  readonly files: number
  /** One for each strength activity, workout, piece of gear and leg. */
  readonly items: number
  /** Everything else: ranges, lists, snapshots. */
  readonly rest: number
}

const kinds: readonly (readonly [keyof Spent, RegExp])[] = [
  ['archives', /^\/download-service\/files\/wellness\//],
  ['files', /^\/download-service\/files\/activity\//],
  ['items', /\/exerciseSets$/],
  ['items', /^\/workout-service\/workout\/\d+$/],
  ['items', /^\/gear-service\/gear\/stats\/|^\/activitylist-service\/activities\/[^/]+\/gear$/],
  ['items', /^\/activity-service\/activity\/\d+$/],
]

/** What went to Garmin's data API; sign-in and tokens are not counted. */
export function spent(requests: Simulator['requests']): Spent {
  const counts = { archives: 0, files: 0, items: 0, rest: 0 }
  for (const { host, path } of requests)
    if (host === 'connectapi') counts[kinds.find(([, pattern]) => pattern.test(path))?.[0] ?? 'rest']++
  return counts
}

/** The year of the measures: 365 days, each with an archive, and 300 activities, each with a file. */
export const year = { archives: 365, files: 300 }

/** The profile is read at the sign-in and is the answer of its dataset (PRODUCT section 2). */
const profileAtSignIn = 1

/** A back-fill scaled to the year of the measures, without the items that are counted by themselves. */
export function ofTheYear({ rest }: Spent): number {
  return profileAtSignIn + rest + year.archives + year.files
}

/** What GarminDB fetches: profile, list and files, daily values, sleep, weight, heart rate variability, archives. */
export const asGarminDb = [
  ...['profile', 'device_last_used', 'activity_list', 'activity_original', 'daily_summary', 'hrv_daily', 'sleep'],
  ...['weight', 'wellness_fit'],
]

/** Names of the datasets that are on without a word. */
export function usualDatasets(): readonly string[] {
  return createCatalogue({ readFitActivity, readFitWellness })
    .filter(({ optIn }) => optIn === undefined)
    .map(({ name }) => name)
}
