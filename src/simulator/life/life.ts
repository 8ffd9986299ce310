import { addYears, fromEpochDay, type Id64, type LocalDate, toEpochDay } from '../../domain/index.ts'
import { buildActivity } from './activity.ts'
import type { Genes } from './body.ts'
import { createCalendar, type Whereabouts } from './calendar.ts'
import { type DayFacts, dayOf } from './day.ts'
import { type DayLoad, fitnessOf, loadsOf } from './fitness.ts'
import { person } from './person.ts'
import { activitiesPlanned } from './schedule.ts'
import { type SportKey, sports } from './sports.ts'
import type { ActivityTruth, DaySamples, DayTruth, FitnessTruth, WeighInTruth } from './types.ts'
import { makeWeighIn, weighInsPlanned } from './weigh-ins.ts'
import { type WorkoutTruth, workoutsFrom } from './workouts.ts'

const dayMs = 86_400_000
/** How long before `now` the watch last uploaded, at the beginning and after `advance`. */
const uploadDelayMs = 25 * 60_000

/** Changes the life as a person, a watch or Garmin would. Without them every answer stays the same, byte for byte. */
export interface LifeControl {
  /** The present moment, UTC milliseconds. */
  now(): number
  /** The person's calendar day at `now`. */
  today(): LocalDate
  /** First day of the life. */
  readonly firstDay: LocalDate
  /** When the watch last uploaded (`lastUsedDeviceUploadTime`). */
  lastUpload(): number
  /** Every day from the first to today. */
  days(): readonly LocalDate[]
  /** What is true of a day; empty of everything outside the life. */
  day(date: LocalDate): DayTruth
  /** As the list shows them: newest first by local start. */
  activities(): readonly ActivityTruth[]
  /** Also legs and deleted ones are not found twice: null when it is gone or never was. */
  activity(id: string): ActivityTruth | null
  weighIns(): readonly WeighInTruth[]
  /** What Garmin makes of the training up to that day; null when the watch was not worn. */
  fitness(date: LocalDate): FitnessTruth | null
  workouts(): readonly WorkoutTruth[]
  /** The watch uploads now; a minute passes when it has just done so. */
  upload(): void
  /** Time passes; the watch uploads on the way unless told otherwise. */
  advance(days: number, options?: { upload?: boolean }): void
  /** A new activity that ended just now (or began at `startUtc`), uploaded by the watch unless it is `manual`. */
  addActivity(options?: { type?: SportKey; name?: string; startUtc?: number; manual?: boolean }): ActivityTruth
  deleteActivity(id: string): boolean
  rename(id: string, name: string): boolean
  /** The person adds repetitions to the first set of a strength training. */
  correctSets(id: string, extraReps: number): boolean
  addWeighIn(options?: { date?: LocalDate; weightG?: number }): WeighInTruth
  deleteWeighIn(samplePk: number): boolean
  /** Garmin finds 500 more steps on that day. */
  changeDay(date: LocalDate): void
  /** The person corrects the night: its first stage was no sleep yet. */
  changeNight(date: LocalDate): void
}

/** The life with what only the simulator's own services need. */
export interface Life extends LifeControl {
  readonly genes: Genes
  samples(date: LocalDate): DaySamples
}

type WholeDay = DayTruth & { readonly samples: DaySamples }
/** A client asks for several answers of one day in a row; more days than these would only cost memory. */
const keptDays = 8

export interface LifeOptions {
  readonly seed: number
  readonly years: number
  readonly now: () => number
  /** Where the person flies in March, in turn by year. Default: Japan and the Rocky Mountains. */
  readonly journeys?: readonly Whereabouts[]
}

/**
 * One invented person. Every day is a pure function of seed and date, drawn when it is asked for; only what was changed
 * afterwards is remembered.
 */
export function createLife({ seed, years, now: clock, journeys }: LifeOptions): Life {
  const calendar = createCalendar(journeys)
  let passedMs = 0
  const now = () => clock() + passedMs
  const first = toEpochDay(addYears(fromEpochDay(calendar.dayAt(now())), -years))
  const genes: Genes = { seed, firstDay: first }
  let uploaded = now() - uploadDelayMs

  const planned = new Map<number, readonly ActivityTruth[]>()
  const added: ActivityTruth[] = []
  const addedWeighIns: WeighInTruth[] = []
  const deleted = new Set<string>()
  const edits = new Map<string, Partial<Pick<ActivityTruth, 'name' | 'extraReps' | 'updatedUtc'>>>()
  const changes = new Map<number, number>()
  const shortened = new Map<number, number>()
  const workouts = workoutsFrom(first)
  let listed: readonly ActivityTruth[] | null = null
  let loads: ReadonlyMap<string, DayLoad> | null = null

  function plannedOn(epochDay: number): readonly ActivityTruth[] {
    let kept = planned.get(epochDay)
    if (!kept) {
      kept = activitiesPlanned(genes, calendar, epochDay)
      planned.set(epochDay, kept)
    }
    return kept
  }

  function activitiesOn(epochDay: number): readonly ActivityTruth[] {
    const date = fromEpochDay(epochDay)
    return [...plannedOn(epochDay), ...added.filter((activity) => activity.date === date)]
      .filter((activity) => activity.startUtc + activity.elapsedS * 1000 <= uploaded && !deleted.has(activity.id))
      .map((activity) => ({ ...activity, ...edits.get(activity.id) }))
  }

  function weighInsOn(epochDay: number): readonly WeighInTruth[] {
    const date = fromEpochDay(epochDay)
    return [...weighInsPlanned(genes, calendar, epochDay), ...addedWeighIns.filter((weighIn) => weighIn.date === date)]
      .filter((weighIn) => weighIn.atUtc <= now() && !deleted.has(`weight ${weighIn.samplePk}`))
      .sort((a, b) => a.atUtc - b.atUtc)
  }

  function factsOf(epochDay: number): DayFacts {
    const alive = epochDay >= first && epochDay <= today()
    return {
      activities: alive ? activitiesOn(epochDay) : [],
      weighIns: alive ? weighInsOn(epochDay) : [],
      changes: changes.get(epochDay) ?? 0,
      shortened: shortened.get(epochDay) ?? 0,
      uploadedUntil: uploaded,
      now: now(),
    }
  }

  const today = () => calendar.dayAt(now())
  const epochDays = () => Array.from({ length: today() - first + 1 }, (_, index) => first + index)
  const kept = new Map<number, WholeDay>()

  function whole(date: LocalDate): WholeDay {
    const epochDay = toEpochDay(date)
    const before = kept.get(epochDay)
    if (before) return before
    const made = dayOf(genes, calendar, epochDay, factsOf(epochDay))
    // Today goes on while the clock runs.
    if (epochDay < today()) {
      if (kept.size >= keptDays) kept.clear()
      kept.set(epochDay, made)
    }
    return made
  }

  function activities(): readonly ActivityTruth[] {
    listed ??= epochDays()
      .flatMap((epochDay) => activitiesOn(epochDay))
      .sort(
        (a, b) =>
          b.startUtc + b.offsetS * 1000 - (a.startUtc + a.offsetS * 1000) || Number(BigInt(b.id) - BigInt(a.id)),
      )
    return listed
  }

  function activity(id: string): ActivityTruth | null {
    for (const candidate of activities()) {
      if (candidate.id === id) return candidate
      const leg = candidate.legs.find((part) => part.id === id)
      if (leg) return leg
    }
    return null
  }

  function fitness(date: LocalDate): FitnessTruth | null {
    const { samples: _, ...day } = whole(date)
    if (!day.worn) return null
    loads ??= loadsOf(activities())
    const recent = Array.from({ length: 28 }, (_each, index) => loads?.get(fromEpochDay(day.epochDay - index)) ?? null)
    return fitnessOf(genes, day, recent)
  }

  /** What a person edits in Garmin Connect moves the date of the last change. */
  function edit(id: string, what: Partial<Pick<ActivityTruth, 'name' | 'extraReps'>>): boolean {
    if (!activity(id)) return false
    edits.set(id, { ...edits.get(id), ...what, updatedUtc: now() })
    changed()
    return true
  }

  function changed(): void {
    listed = null
    loads = null
    kept.clear()
  }

  return {
    genes,
    now,
    today: () => fromEpochDay(today()),
    firstDay: fromEpochDay(first),
    lastUpload: () => uploaded,
    days: () => epochDays().map(fromEpochDay),
    day: (date) => {
      const { samples: _, ...truth } = whole(date)
      return truth
    },
    samples: (date) => whole(date).samples,
    activities,
    activity,
    fitness,
    weighIns: () => epochDays().flatMap((epochDay) => weighInsOn(epochDay)),
    workouts: () => workouts,
    upload() {
      if (uploaded >= now()) passedMs += 60_000
      uploaded = now()
      changed()
    },
    advance(days, { upload = true } = {}) {
      passedMs += days * dayMs
      if (upload) uploaded = now() - uploadDelayMs
      changed()
    },
    addActivity({ type = 'running', name, startUtc, manual = false } = {}) {
      const minute = 60_000
      const begun = startUtc ?? Math.floor((now() - 50 * minute) / 1000) * 1000
      const epochDay = calendar.dayAt(begun)
      const where = calendar.whereabouts(epochDay)
      const offsetS = calendar.clock(where.zone).offsetS(begun)
      const plan = {
        epochDay,
        slot: 9 - (added.length % 4),
        sport: sports[type],
        startUtc: begun,
        offsetS,
        where,
        manual,
      }
      const length = startUtc === undefined ? { timerS: 45 * 60 + added.length } : {}
      const built = buildActivity(genes, { ...plan, ...length, ...(name === undefined ? {} : { name }) })
      // Several on one day share the slot, so their count is part of the id.
      const activity = { ...built, id: String(BigInt(built.id) + 2n * BigInt(added.length)) as Id64 }
      added.push(activity)
      uploaded = Math.max(now(), begun + Math.ceil(activity.elapsedS) * 1000)
      changed()
      return activity
    },
    deleteActivity(id) {
      if (!activity(id)) return false
      deleted.add(id)
      changed()
      return true
    },
    rename(id, name) {
      return edit(id, { name })
    },
    correctSets(id, extraReps) {
      return edit(id, { extraReps })
    },
    addWeighIn({ date = fromEpochDay(today()), weightG = 63_100 } = {}) {
      const { startUtc } = calendar.bounds(toEpochDay(date))
      const atUtc = Math.min(startUtc + 8 * 3_600_000 + addedWeighIns.length * 60_000, now())
      const offsetS = calendar.clock(person.homeZone).offsetS(atUtc)
      const weighIn = makeWeighIn(date, atUtc, offsetS, weightG, 'MANUAL')
      addedWeighIns.push(weighIn)
      changed()
      return weighIn
    },
    deleteWeighIn(samplePk) {
      if (!epochDays().some((epochDay) => weighInsOn(epochDay).some((weighIn) => weighIn.samplePk === samplePk)))
        return false
      deleted.add(`weight ${samplePk}`)
      changed()
      return true
    },
    changeNight(date) {
      const epochDay = toEpochDay(date)
      shortened.set(epochDay, (shortened.get(epochDay) ?? 0) + 1)
      changed()
    },
    changeDay(date) {
      const epochDay = toEpochDay(date)
      changes.set(epochDay, (changes.get(epochDay) ?? 0) + 1)
      changed()
    },
  }
}
