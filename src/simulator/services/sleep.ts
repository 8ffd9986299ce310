import { toEpochDay } from '../../domain/index.ts'
import { type DayTruth, heartRateStepMs, hrvReadings, stressStepMs } from '../life/index.ts'
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
    sleepMovement: [],
    remSleepData: true,
    sleepLevels: sleepLevels(asleep),
    sleepRestlessMoments: [],
    restlessMomentsCount: asleep.awakeCount * 6,
    ...(archived ? { sleepHeartRate: [], sleepStress: [], sleepBodyBattery: [], hrvData: [] } : series(day, world)),
    avgOvernightHrv: day.hrv?.lastNightAvg ?? null,
    hrvStatus: day.hrv?.status ?? null,
    bodyBatteryChange: wellness?.bodyBattery.duringSleep ?? null,
    restingHeartRate: wellness?.hrResting ?? null,
    respirationVersion: 200,
    skinTempDataExists: false,
  })
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
  return {
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
