import type { FitWellness, LocalDate, Row, WellnessCount } from '../../domain/index.ts'

/** Milliseconds between which a local day lies; null where nobody says how far local time is from UTC. */
export interface DayBounds {
  readonly start: number
  readonly end: number
}

const activityNames: Readonly<Record<number, string>> = {
  0: 'generic',
  1: 'running',
  2: 'cycling',
  3: 'transition',
  4: 'fitness_equipment',
  5: 'swimming',
  6: 'walking',
  8: 'sedentary',
}
/** Only here a movement is a step (FIT profile, subfields of `cycles`). */
const onFoot = new Set([1, 6])
/** HRV states (WELLNESS-MESSAGES section 4), in the words of Garmin's JSON. */
const hrvStates = ['NONE', 'POOR', 'LOW', 'UNBALANCED', 'BALANCED']
const noon = 12 * 3_600_000

type Measure = Exclude<keyof WellnessCount, 'at' | 'activity'>
const measures: readonly (readonly [Measure, string])[] = [
  ['cycles', 'cycles'],
  ['distanceMeters', 'distance_m'],
  ['activeSeconds', 'active_s'],
  ['activeKcal', 'kcal_active'],
]

/**
 * What the watch itself counted on a day. Totals run from local midnight for each kind of activity, so each kind's greatest
 * counts, whatever file it is in; the last ones are written as the next day begins and belong to the day before. Two
 * watches worn on one day are not told apart: the one that counted more wins.
 */
export function deviceDayRows(day: LocalDate, bounds: DayBounds | null, files: readonly FitWellness[]): Row[] {
  const greatest = new Map<number | null, Map<Measure, number>>()
  for (const { counts } of files)
    for (const count of counts) {
      if (bounds !== null && (count.at <= bounds.start || count.at > bounds.end)) continue
      const known = greatest.get(count.activity) ?? new Map<Measure, number>()
      greatest.set(count.activity, known)
      for (const [name, value] of Object.entries(count))
        if (name !== 'at' && name !== 'activity' && value !== null)
          known.set(name as Measure, Math.max(known.get(name as Measure) ?? 0, value))
    }
  const last = (value: (file: FitWellness) => number | null) => files.map(value).findLast((one) => one !== null) ?? null
  const resting = {
    hr_resting: last((file) => file.restingHeartRate),
    hr_resting_7d: last((file) => file.restingHeartRate7d),
  }
  if (greatest.size === 0 && resting.hr_resting === null && resting.hr_resting_7d === null) return []
  const sum = (measure: Measure, of: (activity: number | null) => boolean = () => true) => {
    const values = [...greatest].flatMap(([activity, found]) => (of(activity) ? (found.get(measure) ?? []) : []))
    return values.length === 0 ? null : values.reduce((total, value) => total + value, 0)
  }
  const [moderate, vigorous] = [sum('moderateMinutes'), sum('vigorousMinutes')]
  return [
    {
      date: day,
      steps: sum('cycles', (activity) => activity !== null && onFoot.has(activity)),
      distance_m: sum('distanceMeters'),
      active_s: sum('activeSeconds'),
      kcal_active: sum('activeKcal'),
      kcal_resting: last((file) => file.restingKcal),
      moderate_min: moderate,
      vigorous_min: vigorous,
      intensity_min: moderate === null && vigorous === null ? null : (moderate ?? 0) + 2 * (vigorous ?? 0),
      ascent_m: sum('ascentMeters'),
      descent_m: sum('descentMeters'),
      ...resting,
      by_activity: byActivity(greatest),
    },
  ]
}

function byActivity(greatest: ReadonlyMap<number | null, ReadonlyMap<Measure, number>>) {
  const kinds = [...greatest].flatMap(([activity, found]) => {
    if (activity === null) return []
    const name = activityNames[activity] ?? String(activity)
    const values = measures.flatMap(([measure, column]) => {
      const value = found.get(measure)
      return value === undefined
        ? []
        : [[measure === 'cycles' && onFoot.has(activity) ? 'steps' : column, value] as const]
    })
    return values.length === 0 ? [] : [[name, Object.fromEntries(values)] as const]
  })
  return kinds.length === 0 ? null : Object.fromEntries(kinds.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** What the watch itself says of the night that ended on a day: of several files the one made last counts. */
export function deviceNightRows(day: LocalDate, bounds: DayBounds | null, files: readonly FitWellness[]): Row[] {
  // What has a time of its own has to be of this night; an archive may hold a file of another.
  const [begin, end] = bounds === null ? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] : nightOf(bounds)
  const ofNight = (at: number | null) => at === null || (at >= begin && at < end)
  const night = files.findLast((file) => file.night !== null)?.night ?? null
  const hrv = files.findLast((file) => file.hrv !== null && ofNight(file.hrv.at))?.hrv ?? null
  const skin = files.findLast(({ skinTemperature }) => skinTemperature !== null && ofNight(skinTemperature.at))
  if (night === null && hrv === null && skin === undefined) return []
  return [
    {
      date: day,
      score: night?.overallScore ?? null,
      scores: night?.scores ?? null,
      awakenings: night?.awakenings ?? null,
      avg_stress: night?.averageStress ?? null,
      hrv_last_night_avg: hrv?.lastNightAverage ?? null,
      hrv_last_night_5min_high: hrv?.lastNight5MinHigh ?? null,
      hrv_weekly_avg: hrv?.weeklyAverage ?? null,
      hrv_baseline_low_upper: hrv?.baselineLowUpper ?? null,
      hrv_balanced_low: hrv?.balancedLow ?? null,
      hrv_balanced_upper: hrv?.balancedUpper ?? null,
      hrv_status: hrv?.status == null ? null : (hrvStates[hrv.status] ?? String(hrv.status)),
      skin_temp_c: skin?.skinTemperature?.nightly ?? null,
      skin_temp_dev_c: skin?.skinTemperature?.deviation ?? null,
      skin_temp_dev_7d_c: skin?.skinTemperature?.deviation7d ?? null,
    },
  ]
}

/** A night belongs to the day of waking: from noon to noon, so that each moment is part of one. */
export function nightOf({ start }: DayBounds): readonly [start: number, end: number] {
  return [start - noon, start + noon]
}

/** Naps that began on a day, each once: of several tellings the one that was updated last. */
export function deviceNapRows(day: LocalDate, bounds: DayBounds | null, files: readonly FitWellness[]): Row[] {
  const naps = new Map<number, FitWellness['naps'][number]>()
  for (const nap of files.flatMap((file) => file.naps)) {
    if (bounds !== null && (nap.start < bounds.start || nap.start >= bounds.end)) continue
    const known = naps.get(nap.start)
    if (known === undefined || (nap.updated ?? 0) >= (known.updated ?? 0)) naps.set(nap.start, nap)
  }
  return [...naps.values()]
    .sort((a, b) => a.start - b.start)
    .map((nap) => ({
      date: day,
      start_utc: nap.start,
      end_utc: nap.end,
      offset_start_s: nap.startOffsetSeconds,
      offset_end_s: nap.endOffsetSeconds,
      is_deleted: nap.isDeleted,
      feedback_code: nap.feedback,
      source_code: nap.source,
      updated_utc: nap.updated,
    }))
}
