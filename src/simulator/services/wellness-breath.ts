import { respirationOf, respirationStepMs } from '../life/index.ts'
import { badRequest, json, type Reply } from '../reply.ts'
import { dayOf, type Service, type ServiceRequest, type World } from '../routing.ts'
import { instantText } from '../texts.ts'
import { isArchived } from './ranges.ts'
import { boundsOf } from './wellness-samples.ts'

/** Respiration and blood oxygen within the day (DATA section 5). */
export const wellnessBreath: Service = {
  name: 'wellness-breath',
  host: 'connectapi',
  routes: [
    { method: 'GET', path: '/wellness-service/wellness/daily/respiration/{date}', answer: respiration },
    { method: 'GET', path: '/wellness-service/wellness/daily/spo2/{date}', answer: spo2 },
    { method: 'GET', path: '/wellness-service/wellness/daily/spo2acclimation/{date}', answer: spo2 },
  ],
}

function respiration({ vars }: ServiceRequest, world: World): Reply {
  const date = dayOf(vars.date)
  if (date === null) return badRequest('Invalid date, expected yyyy-MM-dd')
  const { life } = world
  const day = life.day(date)
  const w = day.wellness
  const values = isArchived(world, date) ? [] : respirationOf(life.genes, day, life.samples(date))
  const at = (index: number) => day.startUtc + index * respirationStepMs
  return json({
    ...boundsOf(day),
    lowestRespirationValue: w?.respirationMin ?? null,
    highestRespirationValue: w?.respirationMax ?? null,
    avgWakingRespirationValue: w?.respirationAvg ?? null,
    avgSleepRespirationValue: day.sleep?.averageRespiration ?? null,
    avgTomorrowSleepRespirationValue: null,
    respirationValueDescriptorsDTOList: [
      { key: 'timestamp', index: 0 },
      { key: 'respiration', index: 1 },
    ],
    respirationValuesArray: values.length === 0 ? null : values.map((value, index) => [at(index), value]),
    respirationAveragesValueDescriptorDTOList: [
      'timestamp',
      'averageRespirationValue',
      'highRespirationValue',
      'lowRespirationValue',
    ].map((key, index) => ({
      respirationAveragesValueDescriptorIndex: index,
      respirationAveragesValueDescriptionKey: key,
    })),
    respirationAveragesValuesArray: values.length === 0 ? null : hours(values, at),
    respirationVersion: 200,
  })
}

/** [end of the hour, mean, highest, lowest]; an hour without measurement mixes its code with nulls. */
function hours(values: readonly number[], at: (index: number) => number) {
  const perHour = 3_600_000 / respirationStepMs
  return Array.from({ length: Math.ceil(values.length / perHour) }, (_, hour) => {
    const part = values.slice(hour * perHour, (hour + 1) * perHour)
    const measured = part.filter((value) => value > 0)
    const end = at(hour * perHour + part.length)
    if (measured.length === 0) return [end, part[0] ?? -1, null, null]
    const mean = measured.reduce((sum, value) => sum + value, 0) / measured.length
    return [end, Math.round(mean * 100) / 100, Math.max(...measured), Math.min(...measured)]
  })
}

/** All null where the sensor is off. */
function spo2({ vars }: ServiceRequest, world: World): Reply {
  const date = dayOf(vars.date)
  if (date === null) return badRequest('Invalid date, expected yyyy-MM-dd')
  const day = world.life.day(date)
  const truth = day.wellness?.spo2 ?? null
  const [at, latest] = truth?.hours.at(-1) ?? [null, null]
  return json({
    ...boundsOf(day),
    averageSpO2: truth?.avg ?? null,
    lowestSpO2: truth?.low ?? null,
    // A text where other averages are numbers (DATA section 5).
    lastSevenDaysAvgSpO2: truth === null ? null : String(truth.avg),
    latestSpO2: latest,
    latestSpO2TimestampGMT: at === null ? null : instantText(at),
    latestSpO2TimestampLocal: at === null ? null : instantText(at + day.startOffsetS * 1000),
    avgSleepSpO2: truth?.avg ?? null,
    avgTomorrowSleepSpO2: null,
    spO2ValueDescriptorsDTOList: null,
    spO2SingleValues: at === null || isArchived(world, date) ? null : [[at, latest]],
    continuousReadingDTOList: null,
    spO2HourlyAverages: truth === null || isArchived(world, date) ? null : truth.hours,
  })
}
