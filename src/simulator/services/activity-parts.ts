import { bareInteger } from '../json-text.ts'
import { type ActivityTruth, lapsOf, type Sport, setsOf, sports, weatherOf, zoneFloors } from '../life/index.ts'
import { json, notFound, type Reply } from '../reply.ts'
import type { Service, ServiceRequest, World } from '../routing.ts'
import { instantText } from '../texts.ts'

type Part = (found: ActivityTruth, world: World) => unknown

/** Parts of one activity, and the tree of types (DATA section 3). */
export const activityParts: Service = {
  name: 'activity-parts',
  host: 'connectapi',
  routes: [
    { method: 'GET', path: '/activity-service/activity/activityTypes', answer: () => json(typeTree()) },
    part('exerciseSets', exerciseSets),
    part('weather', weather),
    part('splits', splits),
    part('typedsplits', typedSplits),
    part('hrTimeInZones', heartRateZones),
    part('powerTimeInZones', () => []),
  ],
}

function part(name: string, make: Part): Service['routes'][number] {
  const answer = ({ vars }: ServiceRequest, world: World): Reply => {
    const found = world.life.activity(vars.id ?? '')
    return found ? json(make(found, world)) : notFound()
  }
  return { method: 'GET', path: `/activity-service/activity/{id}/${name}`, answer }
}

function exerciseSets(found: ActivityTruth) {
  const sets = setsOf(found)
  return {
    activityId: bareInteger(found.id),
    exerciseSets:
      sets.length === 0
        ? null
        : sets.map(({ startUtc, durationS, active, reps, weightG }, messageIndex) => ({
            exercises: active ? [{ category: 'SQUAT', name: 'BARBELL_BACK_SQUAT', probability: 100.0 }] : [],
            duration: durationS,
            repetitionCount: reps,
            weight: weightG,
            setType: active ? 'ACTIVE' : 'REST',
            startTime: instantText(startUtc),
            wktStepIndex: null,
            messageIndex,
          })),
  }
}

function weather(found: ActivityTruth, { life }: World) {
  const truth = weatherOf(life.genes.seed, found)
  const of = <T>(read: (known: NonNullable<typeof truth>) => T): T | null => (truth === null ? null : read(truth))
  return {
    issueDate: of(() => instantText(Math.floor(found.startUtc / 3_600_000) * 3_600_000)),
    temp: of(({ temperature }) => temperature),
    apparentTemp: of(({ feelsLike }) => feelsLike),
    dewPoint: of(({ dewPoint }) => dewPoint),
    relativeHumidity: of(({ humidity }) => humidity),
    windDirection: of(({ windFrom }) => windFrom),
    windDirectionCompassPoint: null,
    windSpeed: of(({ windMph }) => windMph),
    windGust: null,
    latitude: of(() => found.place.lat),
    longitude: of(() => found.place.lon),
    weatherStationDTO: of(() => ({ id: 'EDDB', name: found.place.place, timezone: null })),
    weatherTypeDTO: of(() => ({ weatherTypePk: null, desc: 'Fair', image: null })),
  }
}

/** Laps whose sums are the activity's; pools have lengths in their laps. */
function splits(found: ActivityTruth) {
  const laps = lapsOf(found)
  return {
    activityId: bareInteger(found.id),
    lapDTOs: laps.map((lap, index) => ({
      startTimeGMT: instantText(lap.startUtc),
      lapIndex: index + 1,
      distance: lap.distanceM ?? 0,
      duration: lap.timerS,
      elapsedDuration: lap.elapsedS,
      averageSpeed: lap.distanceM === null ? undefined : lap.distanceM / lap.timerS,
      calories: lap.kcal,
      averageHR: found.avgHr ?? undefined,
      maxHR: found.maxHr ?? undefined,
      intensityType: 'ACTIVE',
      messageIndex: index,
      lengthDTOs: index === 0 && found.sport === sports.lap_swimming ? lengths(found) : [],
    })),
    eventDTOs: [],
  }
}

function lengths(found: ActivityTruth) {
  const count = Math.round((found.distanceM ?? 0) / 25)
  return Array.from({ length: count }, (_, index) => ({
    startTimeGMT: instantText(found.startUtc + Math.floor((found.timerS * 1000 * index) / count)),
    lengthIndex: index + 1,
    distance: 25.0,
    duration: Math.floor((found.timerS * 1000) / count) / 1000,
    swimStroke: 'FREESTYLE',
    totalNumberOfStrokes: 14 + (index % 4),
    averageSWOLF: 44.0,
  }))
}

/** One stretch of running, as long as the activity. */
function typedSplits(found: ActivityTruth) {
  return {
    activityId: bareInteger(found.id),
    splits: [
      {
        type: 'INTERVAL_ACTIVE',
        startTimeGMT: instantText(found.startUtc),
        endTimeGMT: instantText(found.startUtc + Math.round(found.elapsedS * 1000)),
        distance: found.distanceM ?? 0,
        duration: found.timerS,
        elapsedDuration: found.elapsedS,
        messageIndex: 0,
      },
    ],
  }
}

function heartRateZones(found: ActivityTruth) {
  return (found.zoneSeconds ?? []).map((secsInZone, index) => ({
    zoneNumber: index + 1,
    secsInZone,
    zoneLowBoundary: zoneFloors[index],
  }))
}

/** The types of the life with the groups above them. */
function typeTree() {
  const groups = [
    [17, 'all', 17],
    [26, 'swimming', 17],
    [29, 'fitness_equipment', 17],
    [4, 'other', 17],
  ] as const
  const entry = (typeId: number, typeKey: string, parentTypeId: number) => ({
    typeId,
    typeKey,
    parentTypeId,
    isHidden: false,
    restricted: false,
    trimmable: true,
  })
  const kinds: readonly Sport[] = Object.values(sports)
  return [
    ...groups.map(([id, key, parent]) => entry(id, key, parent)),
    ...kinds.map(({ typeId, typeKey, parentTypeId }) => entry(typeId, typeKey, parentTypeId)),
  ]
}
