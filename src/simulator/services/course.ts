import { type CourseTruth, coursesOf } from '../life/index.ts'
import { json } from '../reply.ts'
import type { Service } from '../routing.ts'
import { single } from '../texts.ts'

/** Courses that the person drew (DATA section 2, evidence P: field names are peers'). */
export const course: Service = {
  name: 'course',
  host: 'connectapi',
  routes: [{ method: 'GET', path: '/course-service/course', answer: (_, { life }) => json(coursesOf(life).map(row)) }],
}

function row(one: CourseTruth) {
  return {
    courseId: one.id,
    courseName: one.name,
    activityType: { typeId: one.type.id, typeKey: one.type.key, parentTypeId: 17 },
    distanceMeter: one.distanceM,
    elevationGainMeter: one.ascentM,
    elevationLossMeter: one.descentM,
    startPoint: { latitude: one.lat, longitude: one.lon, elevation: single(41.3), distance: null, timestamp: null },
    createDate: `${one.created}T19:00:00.0`,
    updateDate: `${one.created}T19:00:00.0`,
    privacyRule: { typeId: 2, typeKey: 'private' },
    favorite: false,
    hasPaceBand: false,
    curatedCourseId: null,
  }
}
