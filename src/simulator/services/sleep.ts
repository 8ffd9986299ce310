import { toEpochDay } from '../../domain/index.ts'
import {
  type DayTruth,
  devices,
  heartRateStepMs,
  hrvReadings,
  type NightTruth,
  person,
  respirationOf,
  respirationStepMs,
  type Spo2Truth,
  stressStepMs,
} from '../life/index.ts'
import { badRequest, forbidden, json, type Reply } from '../reply.ts'
import { dayOf, type Service, type ServiceRequest, type World } from '../routing.ts'
import { instantText } from '../texts.ts'
import { isArchived, isForeign } from './ranges.ts'
import { sleepDto, sleepLevels } from './sleep-shapes.ts'

/** One night with its stages and series, at both of its addresses (DATA section 5, `sleep`). */
export const sleep: Service = {
  name: 'sleep',
  host: 'connectapi',
  routes: [
    {
      method: 'GET',
      path: '/wellness-service/wellness/dailySleepData/{dn}',
      query: ['date!', 'nonSleepBufferMinutes'],
      answer: night,
    },
    {
      method: 'GET',
      path: '/sleep-service/sleep/dailySleepData',
      query: ['date!', 'nonSleepBufferMinutes'],
      answer: night,
    },
    { method: 'GET', path: '/sleep-service/sleep/naps/{date}', answer: naps },
  ],
}

function night(request: ServiceRequest, world: World): Reply {
  if (isForeign(request, world)) return forbidden()
  const date = dayOf(request.query.get('date'))
  if (date === null) return badRequest('Invalid date, expected yyyy-MM-dd')
  const day = world.life.day(date)
  const { sleep: asleep, wellness } = day
  if (!asleep) {
    return json({
      dailySleepDTO: sleepDto(day, null),
      sleepMovement: null,
      remSleepData: null,
      sleepLevels: null,
      restingHeartRate: wellness?.hrResting ?? null,
    })
  }
  const archived = isArchived(world, date)
  return json({
    dailySleepDTO: sleepDto(day, asleep),
    remSleepData: true,
    sleepLevels: sleepLevels(asleep),
    restlessMomentsCount: asleep.awakeCount * 6,
    ...(archived ? noSeries : series(day, world)),
    avgOvernightHrv: day.hrv?.lastNightAvg ?? null,
    hrvStatus: day.hrv?.status ?? null,
    bodyBatteryChange: wellness?.bodyBattery.duringSleep ?? null,
    restingHeartRate: wellness?.hrResting ?? null,
    respirationVersion: 200,
    skinTempDataExists: false,
  })
}

/** What Garmin's archive has put away. */
const noSeries = {
  sleepMovement: [],
  sleepRestlessMoments: [],
  sleepHeartRate: [],
  sleepStress: [],
  sleepBodyBattery: [],
  hrvData: [],
  wellnessEpochRespirationDataDTOList: [],
}

/** Samples of the part of the night that lies in the day itself. */
function series(day: DayTruth, { life }: World) {
  const asleep = day.sleep
  if (!asleep) return {}
  const samples = life.samples(day.date)
  const within = <T>(values: ArrayLike<number>, stepMs: number, make: (value: number, at: number) => T | null) =>
    Array.from(values, (value, index) => {
      const at = day.startUtc + index * stepMs
      return at >= asleep.startUtc && at < asleep.endUtc ? make(value, at) : null
    }).filter((entry) => entry !== null)
  const readings = day.hrv ? hrvReadings(life.genes, toEpochDay(day.date), asleep, day.hrv) : []
  const breaths = respirationOf(life.genes, day, samples)
  return {
    ...restlessness(asleep),
    wellnessEpochRespirationDataDTOList: within(breaths, respirationStepMs, (respirationValue, startTimeGMT) => ({
      startTimeGMT,
      respirationValue,
    })),
    ...(day.wellness?.spo2 ? { wellnessEpochSPO2DataDTOList: oxygen(day, day.wellness.spo2) } : {}),
    sleepHeartRate: within(samples.heartRate, heartRateStepMs, (value, startGMT) =>
      value === 0 ? null : { value, startGMT },
    ),
    sleepStress: within(samples.stress, stressStepMs, (value, startGMT) => ({ value, startGMT })),
    sleepBodyBattery: within(samples.bodyBattery, stressStepMs, (value, startGMT) =>
      value === 255 ? null : { value, startGMT },
    ),
    hrvData: readings.map(([startGMT, value]) => ({ value, startGMT })),
  }
}

/** Movement of every minute, an hour before and after the night included; six restless moments each time awake. */
function restlessness(night: NightTruth) {
  const minuteMs = 60_000
  const from = night.startUtc - 60 * minuteMs
  const minutes = (night.endUtc - night.startUtc) / minuteMs + 120
  const awake = night.stages.filter(({ stage }) => stage === 'awake')
  const stirring = (at: number) => awake.some(({ startUtc, endUtc }) => at >= startUtc && at < endUtc)
  return {
    sleepMovement: Array.from({ length: minutes }, (_, index) => {
      const at = from + index * minuteMs
      const asleep = at >= night.startUtc && at < night.endUtc && !stirring(at)
      return { startGMT: instantText(at), endGMT: instantText(at + minuteMs), activityLevel: asleep ? 0.5 : 5.25 }
    }),
    sleepRestlessMoments: awake.flatMap(({ startUtc }) =>
      Array.from({ length: 6 }, (_, index) => ({ value: 1, startGMT: startUtc + index * 10_000 })),
    ),
  }
}

function oxygen(day: DayTruth, { hours }: Spo2Truth) {
  return hours.map(([at, spo2Reading]) => ({
    userProfilePK: String(person.profileId),
    epochTimestamp: instantText(at),
    deviceId: devices.watch.id,
    calendarDate: instantText(Date.parse(`${day.date}T00:00:00Z`)),
    epochDuration: 3600,
    spo2Reading,
    readingConfidence: 4,
  }))
}

function naps({ vars }: ServiceRequest, { life }: World): Reply {
  const date = dayOf(vars.date)
  if (date === null) return badRequest('Invalid date, expected yyyy-MM-dd')
  return json(
    life.day(date).naps.map((nap) => ({
      calendarDate: date,
      napTimeSec: (nap.endUtc - nap.startUtc) / 1000,
      napStartTimestampGMT: instantText(nap.startUtc),
      napEndTimestampGMT: instantText(nap.endUtc),
      napStartTimeOffset: nap.offsetS / 60,
      napEndTimeOffset: nap.offsetS / 60,
    })),
  )
}
