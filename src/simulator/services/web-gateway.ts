import { daysBetween, type LocalDate } from '../../domain/index.ts'
import { devices } from '../life/index.ts'
import { json, notFound, type Reply } from '../reply.ts'
import type { Service, ServiceRequest, World } from '../routing.ts'
import { instantText } from '../texts.ts'
import { daysIn, isReply, readRange } from './ranges.ts'
import { picture } from './user-profile.ts'

/** What the web site asks about devices (DATA section 2, evidence P). */
export const webGateway: Service = {
  name: 'web-gateway',
  host: 'connectapi',
  routes: [
    {
      method: 'GET',
      path: '/web-gateway/device-info/primary-training-device',
      answer: () =>
        json({
          PrimaryTrainingDevice: { deviceId: devices.watch.id, displayName: devices.watch.name },
          PrimaryTrainingDevices: {
            deviceWeights: [devices.watch, devices.bikeComputer].map(({ id, name }, index) => ({
              deviceId: id,
              displayName: name,
              imageUrl: picture,
              weight: 30 - 10 * index,
              primaryTrainingCapable: true,
            })),
          },
          RegisteredDevices: [devices.watch, devices.bikeComputer].map(({ id, name }) => ({
            deviceId: id,
            displayName: name,
          })),
        }),
    },
    { method: 'GET', path: '/web-gateway/solar/{deviceId}/{start}/{end}', query: ['singleDayView'], answer: solar },
  ],
}

/** The cap is unknown (RANGES section 1). */
const longestDays = 366

function solar(request: ServiceRequest, world: World): Reply {
  const asked = readRange(request.vars.start, request.vars.end, longestDays, request, world)
  if (isReply(asked)) return asked
  if (request.vars.deviceId !== String(devices.bikeComputer.id)) return notFound()
  return json({
    deviceId: devices.bikeComputer.id,
    deviceSolarInput: {
      deviceId: devices.bikeComputer.id,
      solarDailyDataDTOs: [...daysIn(world, asked)]
        .filter(({ activities }) => activities.some(({ sport }) => sport.typeKey === 'cycling'))
        .map((day) => ({ localConnectDate: day.date, solarInputReadings: readings(day) })),
    },
    total: daysBetween(asked.start, asked.end) + 1,
  })
}

/** A reading every quarter of an hour while the bike computer is out in the light. */
function readings(day: {
  date: LocalDate
  activities: readonly { sport: { typeKey: string }; startUtc: number; offsetS: number; timerS: number }[]
}) {
  const ride = day.activities.find(({ sport }) => sport.typeKey === 'cycling')
  if (ride === undefined) return []
  return Array.from({ length: Math.floor(ride.timerS / 900) }, (_, index) => {
    const at = ride.startUtc + index * 900_000
    return {
      readingTimestampGmt: instantText(at),
      readingTimestampLocal: instantText(at + ride.offsetS * 1000),
      solarUtilization: Math.round((30 + 10 * Math.sin(index)) * 10) / 10,
      activityTimeGainMs: 42_000 + index * 500,
    }
  })
}
