import { type ActivityPlan, activityId, buildActivity } from './activity.ts'
import { type Genes, isWorn } from './body.ts'
import type { Calendar } from './calendar.ts'
import { nightOf } from './night.ts'
import { devices } from './person.ts'
import { draw, noise, pick } from './random.ts'
import { type SportKey, sports } from './sports.ts'
import type { ActivityTruth } from './types.ts'

interface Habit {
  readonly chance: number
  readonly hour: number
  readonly choices: readonly SportKey[]
}

/** A week as it usually goes, Sunday first: about four activities, Friday off. */
const week: readonly Habit[] = [
  { chance: 0.68, hour: 10.25, choices: ['running', 'hiking', 'cycling', 'trail_running'] },
  { chance: 0.48, hour: 18.2, choices: ['strength_training', 'yoga', 'strength_training'] },
  { chance: 0.8, hour: 17.1, choices: ['running'] },
  { chance: 0.5, hour: 19, choices: ['lap_swimming', 'cycling', 'lap_swimming'] },
  { chance: 0.66, hour: 17.5, choices: ['running', 'strength_training', 'running'] },
  { chance: 0.12, hour: 20, choices: ['yoga'] },
  { chance: 0.78, hour: 9.6, choices: ['trail_running', 'cycling', 'hiking', 'running'] },
]

/** What is done on a day as the calendar of habits has it, in order of start; edits of the account come later. */
export function activitiesPlanned(genes: Genes, calendar: Calendar, epochDay: number): readonly ActivityTruth[] {
  const { seed } = genes
  if (epochDay < genes.firstDay || calendar.isTravelDay(epochDay)) return []
  const habit = week[(epochDay + 4) % 7]
  if (!habit) return []
  const worn = isWorn(genes, epochDay)
  const date = new Date(epochDay * 86_400_000)
  const isRaceDay =
    date.getUTCMonth() === 7 && date.getUTCDay() === 0 && date.getUTCDate() >= 8 && date.getUTCDate() <= 14
  if (isRaceDay && worn) return [race(genes, calendar, epochDay)]
  if (noise(seed, epochDay, draw.sport) >= habit.chance) return []
  if (!worn) {
    // Without the watch it is entered by hand, sometimes.
    return noise(seed, epochDay, draw.manual) < 0.3 ? [byHand(genes, calendar, epochDay)] : []
  }
  if (noise(seed, epochDay, draw.manual) < 0.03) return [byHand(genes, calendar, epochDay)]
  const key = habit.choices[Math.floor(noise(seed, epochDay, draw.start) * habit.choices.length)] ?? 'running'
  const first = buildActivity(genes, planAt(genes, calendar, epochDay, 0, key, habit.hour))
  const both = key === 'cycling' && noise(seed, epochDay, draw.twin) < 0.14
  if (!both) return [first]
  const second = planAt(genes, calendar, epochDay, 1, key, habit.hour)
  const name = `${first.name} (Edge)`
  return [first, buildActivity(genes, { ...second, twinOf: first, name, deviceId: devices.bikeComputer.id })]
}

function planAt(
  genes: Genes,
  calendar: Calendar,
  epochDay: number,
  slot: number,
  key: SportKey,
  hour: number,
): ActivityPlan {
  const bounds = calendar.bounds(epochDay)
  const clock = calendar.clock(bounds.zone)
  const wallSeconds = Math.round(hour * 3600) + pick(noise(genes.seed, epochDay, draw.start), -1500, 1500)
  const wanted = clock.toUtc(epochDay * 86_400_000 + wallSeconds * 1000)
  const upAt = (nightOf(genes, calendar, epochDay)?.endUtc ?? 0) + 35 * 60_000
  const startUtc = Math.max(wanted, upAt)
  const workoutId = key === 'running' && noise(genes.seed, epochDay, draw.pause) < 0.25 ? 910_000_001 : null
  return {
    epochDay,
    slot,
    sport: sports[key],
    startUtc,
    offsetS: clock.offsetS(startUtc),
    where: calendar.whereabouts(epochDay),
    workoutId,
  }
}

function byHand(genes: Genes, calendar: Calendar, epochDay: number): ActivityTruth {
  const plan = planAt(genes, calendar, epochDay, 2, 'soccer', 19)
  // Times that people type are round.
  const startUtc = Math.floor(plan.startUtc / 900_000) * 900_000
  return buildActivity(genes, { ...plan, startUtc, manual: true })
}

/** Once a year: swim, change, bike, change, run, as one activity with legs. */
function race(genes: Genes, calendar: Calendar, epochDay: number): ActivityTruth {
  const plan = planAt(genes, calendar, epochDay, 0, 'multi_sport', 9)
  const parentId = activityId(genes.seed, epochDay, 0)
  const keys: readonly SportKey[] = ['open_water_swimming', 'transition', 'cycling', 'transition', 'running']
  // Legs follow one another on whole seconds, without pauses.
  const seconds = [1151, 187, 4463, 142, 2475]
  const legs: ActivityTruth[] = []
  let startUtc = plan.startUtc
  for (const [index, key] of keys.entries()) {
    const sport = sports[key]
    const timerS = (seconds[index] ?? 0) + pick(noise(genes.seed, epochDay + index, draw.length), 0, 90)
    const name = sport.names[0] ?? key
    legs.push(
      buildActivity(genes, { ...plan, sport, slot: 4 + index, startUtc, timerS, name, workoutId: null, parentId }),
    )
    startUtc += timerS * 1000
  }
  const sum = (read: (leg: ActivityTruth) => number | null) => legs.reduce((total, leg) => total + (read(leg) ?? 0), 0)
  const timerS = sum((leg) => leg.timerS)
  const whole = buildActivity(genes, { ...plan, timerS })
  const zones = [0, 1, 2, 3, 4].map((zone) => Math.round(sum((leg) => leg.zoneSeconds?.[zone] ?? 0) * 1000) / 1000)
  return {
    ...whole,
    timerS,
    elapsedS: timerS,
    movingS: sum((leg) => leg.movingS),
    distanceM: Math.round(sum((leg) => leg.distanceM) * 100) / 100,
    ascentM: sum((leg) => leg.ascentM),
    descentM: sum((leg) => leg.descentM),
    avgHr: Math.round(sum((leg) => (leg.avgHr ?? 0) * leg.timerS) / timerS),
    maxHr: Math.max(...legs.map((leg) => leg.maxHr ?? 0)),
    minHr: Math.min(...legs.map((leg) => leg.minHr ?? 255)),
    kcal: sum((leg) => leg.kcal),
    bmrKcal: sum((leg) => leg.bmrKcal),
    steps: sum((leg) => leg.steps),
    cadence: null,
    maxSpeedMps: Math.max(...legs.map((leg) => leg.maxSpeedMps ?? 0)),
    zoneSeconds: zones as [number, number, number, number, number],
    moderateMin: sum((leg) => leg.moderateMin),
    vigorousMin: sum((leg) => leg.vigorousMin),
    legs,
    records: null,
  }
}
