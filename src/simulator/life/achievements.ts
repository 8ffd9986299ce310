import { addDays, addMonths, addYears, daysBetween, type LocalDate } from '../../domain/index.ts'
import type { LifeControl } from './life.ts'
import type { ActivityTruth } from './types.ts'

type Looked = Pick<LifeControl, 'activities' | 'firstDay' | 'today'>

/** Numbers of the records as Garmin has them: 1 to 7 running, 8 to 11 cycling (DATA section 2). */
export const recordTypes = {
  3: { key: 'pr.label.fastest.5k', sport: 'RUNNING', unit: 'second' },
  4: { key: 'pr.label.fastest.10k', sport: 'RUNNING', unit: 'second' },
  7: { key: 'pr.label.longest.run', sport: 'RUNNING', unit: 'meter' },
  8: { key: 'pr.label.longest.ride', sport: 'CYCLING', unit: 'meter' },
} as const

export interface RecordTruth {
  readonly id: number
  readonly typeId: number
  /** Seconds or metres, after the type. */
  readonly value: number
  readonly activity: ActivityTruth
}

/** The best of each kind that the life holds; it changes with its activities. */
export function recordsOf(life: Looked): readonly RecordTruth[] {
  const moved = life.activities().filter(({ distanceM, manual }) => distanceM !== null && !manual)
  const runs = moved.filter(({ sport }) => sport.typeKey === 'running')
  const rides = moved.filter(({ sport }) => sport.typeKey === 'cycling')
  const lengthOf = ({ distanceM }: ActivityTruth) => distanceM ?? 0
  const timeOver = (meters: number) => (run: ActivityTruth) =>
    Math.round((meters * run.timerS * 1000) / lengthOf(run)) / 1000
  const best = (among: readonly ActivityTruth[], measure: (one: ActivityTruth) => number, sign: 1 | -1) =>
    [...among].sort((a, b) => sign * (measure(a) - measure(b)) || a.startUtc - b.startUtc)[0]
  const kinds: readonly [number, readonly ActivityTruth[], (one: ActivityTruth) => number, 1 | -1][] = [
    [3, runs.filter((run) => lengthOf(run) >= 5000), timeOver(5000), 1],
    [4, runs.filter((run) => lengthOf(run) >= 10_000), timeOver(10_000), 1],
    [7, runs, lengthOf, -1],
    [8, rides, lengthOf, -1],
  ]
  return kinds.flatMap(([typeId, among, measure, sign]) => {
    const activity = best(among, measure, sign)
    if (activity === undefined) return []
    return [{ id: 2_300_000_000 + typeId, typeId, value: measure(activity), activity }]
  })
}

export interface GoalTruth {
  readonly pk: number
  readonly status: 'active' | 'future' | 'past'
  readonly category: 'MANUAL' | 'AUTO'
  readonly type: 'STEPS' | 'DISTANCE' | 'INTENSITY_MINUTES'
  readonly period: 'DAILY' | 'WEEKLY' | 'YEARLY'
  readonly name: string | null
  /** Steps, metres or minutes, after the type. */
  readonly value: number
  readonly start: LocalDate
  readonly end: LocalDate | null
  readonly activityTypeId: number | null
}

/** One goal for each year of running, and two that never end. */
export function goalsOf({ firstDay, today }: Looked): readonly GoalTruth[] {
  const endless = {
    status: 'active',
    category: 'AUTO',
    name: null,
    start: firstDay,
    end: null,
    activityTypeId: null,
  } as const
  const goals: GoalTruth[] = [
    { ...endless, pk: 51_000_001, type: 'STEPS', period: 'DAILY', value: 8000 },
    { ...endless, pk: 51_000_002, type: 'INTENSITY_MINUTES', period: 'WEEKLY', value: 150 },
  ]
  const thisYear = Number(today().slice(0, 4))
  for (let year = Number(firstDay.slice(0, 4)); year <= thisYear + 1; year++)
    goals.push({
      pk: 51_010_000 + year,
      status: year < thisYear ? 'past' : year === thisYear ? 'active' : 'future',
      category: 'MANUAL',
      type: 'DISTANCE',
      period: 'YEARLY',
      name: `Laufen ${year} – durchhalten!`,
      value: 1_000_000 + (year % 3) * 200_000,
      start: `${year}-01-01` as LocalDate,
      end: `${year}-12-31` as LocalDate,
      activityTypeId: 1,
    })
  return goals
}

export interface BadgeTruth {
  readonly id: number
  readonly key: string
  readonly name: string
  readonly points: number
  /** When it was last earned; null while it is still open. */
  readonly earned: LocalDate | null
  readonly times: number
  readonly progress: number
  readonly target: number
}

/** Badges for first times, for numbers of activities, and one that is still a long way off. */
export function badgesOf(life: Looked): readonly BadgeTruth[] {
  const oldestFirst = [...life.activities()].reverse()
  const numbered = (id: number, key: string, name: string, points: number, target: number): BadgeTruth => ({
    id,
    key,
    name,
    points,
    earned: oldestFirst[target - 1]?.date ?? null,
    times: oldestFirst.length >= target ? 1 : 0,
    progress: Math.min(oldestFirst.length, target),
    target,
  })
  const weekends = oldestFirst.filter(({ date }) => new Date(`${date}T00:00:00Z`).getUTCDay() % 6 === 0)
  return [
    numbered(1, 'activity_1', 'Erste Aktivität', 1, 1),
    numbered(31, 'activity_100', '100 Aktivitäten', 2, 100),
    numbered(32, 'activity_5000', '5000 Aktivitäten', 8, 5000),
    {
      id: 115,
      key: 'weekend_warrior',
      name: 'Wochenend-„Krieger“',
      points: 1,
      earned: weekends.at(-1)?.date ?? null,
      times: weekends.length,
      progress: weekends.length === 0 ? 0 : 1,
      target: 1,
    },
  ]
}

export interface ChallengeTruth {
  readonly uuid: string
  readonly kind: 'completed' | 'joined' | 'available' | 'virtual'
  readonly name: string
  readonly badgeId: number
  readonly start: LocalDate
  readonly end: LocalDate
  readonly progress: number | null
  readonly target: number
}

/** One a month: done in all months that are over, under way in this one, to be joined in the next; and a climb. */
export function challengesOf({ firstDay, today }: Looked): readonly ChallengeTruth[] {
  const now = today()
  const challenges: ChallengeTruth[] = []
  const thisMonth = monthOf(now)
  for (let start = addMonths(monthOf(firstDay), 1); start <= addMonths(thisMonth, 1); start = addMonths(start, 1)) {
    const number = Number(start.slice(0, 4)) * 12 + Number(start.slice(5, 7))
    challenges.push({
      uuid: `C0FFEE00D15EA5E000000000000${number}`,
      kind: start < thisMonth ? 'completed' : start === thisMonth ? 'joined' : 'available',
      name: `300 Minuten im Monat (${start.slice(0, 7)})`,
      badgeId: number,
      start,
      end: addDays(addMonths(start, 1), -1),
      progress: start < thisMonth ? 300 + (number % 40) : start === thisMonth ? 10 * Number(now.slice(8)) : null,
      target: 300,
    })
  }
  challenges.push({
    uuid: 'C0FFEE00D15EA5E0000000000000C11B',
    kind: 'virtual',
    name: 'Zugspitze',
    badgeId: 4000,
    start: firstDay,
    end: addYears(firstDay, 10),
    progress: Math.min(2962, 3 * daysBetween(firstDay, now)),
    target: 2962,
  })
  return challenges
}

function monthOf(day: LocalDate): LocalDate {
  return `${day.slice(0, 7)}-01` as LocalDate
}
