import { type DayTruth, heartRateStepMs, person, stressStepMs } from '../life/index.ts'
import { badRequest, forbidden, json, type Reply } from '../reply.ts'
import { dayOf, type Service, type ServiceRequest, type World } from '../routing.ts'
import { instantText } from '../texts.ts'
import { isArchived, isForeign } from './ranges.ts'

/** Samples within the day (DATA section 5; heart-rate-day.json, stress-day.json). */
export const wellnessSamples: Service = {
  name: 'wellness-samples',
  host: 'connectapi',
  routes: [
    { method: 'GET', path: '/wellness-service/wellness/dailyHeartRate/{dn}', query: ['date!'], answer: heartRate },
    { method: 'GET', path: '/wellness-service/wellness/dailyStress/{date}', answer: stress },
  ],
}

/** Whose day it is, and its bounds by both clocks. */
export function boundsOf(day: DayTruth) {
  return {
    userProfilePK: person.profileId,
    calendarDate: day.date,
    startTimestampGMT: instantText(day.startUtc),
    endTimestampGMT: instantText(day.endUtc),
    startTimestampLocal: instantText(day.startUtc + day.startOffsetS * 1000),
    endTimestampLocal: instantText(day.endUtc + day.endOffsetS * 1000),
  }
}

function heartRate(request: ServiceRequest, world: World): Reply {
  if (isForeign(request, world)) return forbidden()
  const date = dayOf(request.query.get('date'))
  if (date === null) return badRequest('Invalid date, expected yyyy-MM-dd')
  const day = world.life.day(date)
  const w = day.wellness
  const values: [number, number | null][] = []
  if (w && !isArchived(world, date)) {
    const samples = world.life.samples(date).heartRate
    for (let index = 0; index < samples.length; index++) {
      const value = samples[index] ?? 0
      // Gaps are missing rows, with a null where one begins (recorded).
      const begins = value === 0 && (samples[index - 1] ?? 0) !== 0
      if (value !== 0 || begins) values.push([day.startUtc + index * heartRateStepMs, value === 0 ? null : value])
    }
  }
  return json({
    ...boundsOf(day),
    maxHeartRate: w?.hrMax ?? null,
    minHeartRate: w?.hrMin ?? null,
    restingHeartRate: w?.hrResting ?? null,
    lastSevenDaysAvgRestingHeartRate: w?.hrResting7d ?? null,
    heartRateValueDescriptors: [
      { key: 'timestamp', index: 0 },
      { key: 'heartrate', index: 1 },
    ],
    heartRateValues: values.length === 0 ? null : values,
  })
}

function stress({ vars }: ServiceRequest, world: World): Reply {
  const date = dayOf(vars.date)
  if (date === null) return badRequest('Invalid date, expected yyyy-MM-dd')
  const day = world.life.day(date)
  const empty = !day.wellness || isArchived(world, date)
  const samples = empty ? null : world.life.samples(date)
  const at = (index: number) => day.startUtc + index * stressStepMs
  const stressValuesArray = samples ? Array.from(samples.stress, (value, index) => [at(index), value]) : null
  const bodyBatteryValuesArray = samples
    ? Array.from(samples.bodyBattery, (level, index) =>
        level === 255 ? [at(index), null, null, 3.0] : [at(index), 'MEASURED', level, 3.0],
      )
    : null
  return json({
    ...boundsOf(day),
    maxStressLevel: day.wellness?.stress.max ?? null,
    avgStressLevel: day.wellness?.stress.avg ?? null,
    stressChartValueOffset: 1,
    stressChartYAxisOrigin: -1,
    stressValueDescriptorsDTOList: [
      { key: 'timestamp', index: 0 },
      { key: 'stressLevel', index: 1 },
    ],
    stressValuesArray,
    bodyBatteryValueDescriptorsDTOList: [
      'timestamp',
      'bodyBatteryStatus',
      'bodyBatteryLevel',
      'bodyBatteryVersion',
    ].map((key, index) => ({ bodyBatteryValueDescriptorIndex: index, bodyBatteryValueDescriptorKey: key })),
    bodyBatteryValuesArray,
  })
}
