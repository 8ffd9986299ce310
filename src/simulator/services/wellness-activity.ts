import { type DayTruth, type SnapshotTruth, snapshotOf } from '../life/index.ts'
import { badRequest, json, noContent, notFound, type Reply } from '../reply.ts'
import { dayOf, type Service, type ServiceRequest, type World } from '../routing.ts'
import { instantText } from '../texts.ts'

/** Health snapshots and their samples (DATA section 5 `health_snapshot`). */
export const wellnessActivity: Service = {
  name: 'wellness-activity',
  host: 'connectapi',
  routes: [
    {
      method: 'GET',
      path: '/wellnessactivity-service/activity/summary/list',
      query: ['until!', 'start!', 'limit!'],
      answer: list,
    },
    { method: 'GET', path: '/wellnessactivity-service/activity/summary/{date}', answer: ofDay },
    { method: 'GET', path: '/wellnessactivity-service/activity/epoch/{uuid}', answer: epochs },
  ],
}

/** Newest first. */
function* snapshots({ life }: World): Generator<{ readonly day: DayTruth; readonly truth: SnapshotTruth }> {
  for (const date of [...life.days()].reverse()) {
    const day = life.day(date)
    const truth = snapshotOf(life.genes, day)
    if (truth) yield { day, truth }
  }
}

/** Counts from 1; a page beyond the end is empty. */
function list({ query }: ServiceRequest, world: World): Reply {
  const until = dayOf(query.get('until'))
  const [start, limit] = [Number(query.get('start')), Number(query.get('limit'))]
  if (until === null) return badRequest('Invalid date, expected yyyy-MM-dd')
  if (!Number.isInteger(start) || start < 1) return badRequest('start must be greater than 0')
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) return badRequest('limit must be between 1 and 100')
  const found = [...snapshots(world)].filter(({ day }) => day.date <= until)
  return json(found.slice(start - 1, start - 1 + limit).map(({ day, truth }) => summary(day, truth)))
}

function ofDay({ vars }: ServiceRequest, { life }: World): Reply {
  const date = dayOf(vars.date)
  if (date === null) return badRequest('Invalid date, expected yyyy-MM-dd')
  const day = life.day(date)
  const truth = snapshotOf(life.genes, day)
  return truth ? json([summary(day, truth)]) : noContent()
}

function summary(day: DayTruth, truth: SnapshotTruth) {
  const of = (summaryType: string, values: readonly (number | null)[]) => {
    const known = values.filter((value) => value !== null)
    const mean = known.reduce((sum, value) => sum + value, 0) / known.length
    return { summaryType, minValue: Math.min(...known), maxValue: Math.max(...known), avgValue: mean }
  }
  const { samples } = truth
  return {
    activityUuid: { uuid: truth.uuid },
    calendarDate: day.date,
    activityName: 'Health Snapshot - Evening',
    wellnessActivityType: 'HEALTH_MONITORING',
    startTimestampGMT: instantText(truth.startUtc),
    endTimestampGMT: instantText(truth.endUtc),
    startTimestampLocal: instantText(truth.startUtc + truth.offsetS * 1000),
    endTimestampLocal: instantText(truth.endUtc + truth.offsetS * 1000),
    notes: null,
    summaryTypeDataList: [
      of(
        'HEART_RATE',
        samples.map(({ heartRate }) => heartRate),
      ),
      of(
        'RESPIRATION',
        samples.map(({ respiration }) => respiration),
      ),
      of(
        'STRESS',
        samples.map(({ stress }) => stress),
      ),
      of(
        'SPO2',
        samples.map(({ spo2 }) => spo2),
      ),
      { summaryType: 'RMSSD_HRV', avgValue: truth.rmssd },
      { summaryType: 'SDRR_HRV', avgValue: truth.sdrr },
    ],
  }
}

/** The number is a text here, an object in summaries (DATA section 5). */
function epochs({ vars }: ServiceRequest, world: World): Reply {
  const uuid = (vars.uuid ?? '').replaceAll('-', '')
  for (const { truth } of snapshots(world)) {
    if (truth.uuid !== uuid) continue
    return json({
      activityUuid: truth.uuid,
      epochDescriptorDTOList: ['timestamp', 'heartRate', 'stress', 'spo2', 'respiration'].map((key, index) => ({
        key,
        index,
      })),
      epochArray: truth.samples.map(({ at, heartRate, stress, spo2, respiration }) => [
        at,
        heartRate,
        stress,
        spo2,
        respiration,
      ]),
    })
  }
  return notFound()
}
