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

/** Items of which BENCH allows one request each, for activities from a day on. */
export function itemsOf({ life }: Pick<Simulator, 'life'>, from: string, gear: number): number {
  const activities = life.activities().filter(({ date }) => date >= from)
  const strength = activities.filter(({ sport }) => sport.typeKey === 'strength_training').length
  const legs = activities.reduce((sum, activity) => sum + activity.legs.length, 0)
  return strength + legs + gear + life.workouts().length
}

/** What the measures of requests are about: 365 days, each with an archive, and 300 activities, each with a file. */
export const yearOfArchives = 365
export const yearOfFiles = 300
