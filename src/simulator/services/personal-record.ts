import { bareInteger } from '../json-text.ts'
import { recordsOf, recordTypes } from '../life/index.ts'
import { forbidden, json, type Reply } from '../reply.ts'
import type { Service, ServiceRequest, World } from '../routing.ts'
import { instantText } from '../texts.ts'
import { isForeign } from './ranges.ts'

/** Personal records (DATA section 2: list L, names of the types P). */
export const personalRecord: Service = {
  name: 'personal-record',
  host: 'connectapi',
  routes: [
    { method: 'GET', path: '/personalrecord-service/personalrecord/prs/{dn}', answer: records },
    { method: 'GET', path: '/personalrecord-service/personalrecordtype/prtypes/{dn}', answer: types },
  ],
}

function records(request: ServiceRequest, world: World): Reply {
  if (isForeign(request, world)) return forbidden()
  return json(
    recordsOf(world.life).map(({ id, typeId, value, activity }) => ({
      id,
      typeId,
      activityId: bareInteger(activity.id),
      activityName: activity.name,
      activityType: activity.sport.typeKey,
      activityStartDateTimeInGMT: activity.startUtc,
      actStartDateTimeInGMTFormatted: instantText(activity.startUtc),
      activityStartDateTimeLocal: activity.startUtc + activity.offsetS * 1000,
      activityStartDateTimeLocalFormatted: instantText(activity.startUtc + activity.offsetS * 1000),
      value,
      // A number, with a twin in text (DATA section 2).
      prStartTimeGmt: activity.startUtc,
      prStartTimeGmtFormatted: instantText(activity.startUtc),
      prStartTimeLocal: activity.startUtc + activity.offsetS * 1000,
      prStartTimeLocalFormatted: instantText(activity.startUtc + activity.offsetS * 1000),
      prTypeLabelKey: null,
      poolLengthUnit: null,
    })),
  )
}

function types(request: ServiceRequest, world: World): Reply {
  if (isForeign(request, world)) return forbidden()
  return json(
    Object.entries(recordTypes).map(([id, { key, sport, unit }]) => ({
      id: Number(id),
      key,
      visible: true,
      sport,
      unit,
    })),
  )
}
