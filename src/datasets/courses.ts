import { defineDataset, type Json, type ReadItem } from '../domain/index.ts'
import type { Fields } from './reading/fields.ts'
import { snapshotForm } from './reading/snapshot-form.ts'
import { courseTable } from './tables/index.ts'

const name = 'courses'

export const courses = defineDataset({
  name,
  title: 'Courses',
  group: 'activities',
  settlesAfterDays: 0,
  everyDays: 7,
  tables: [courseTable],
  unproven: true,
  version: 1,
  source: 'DATA section 2, P',
  forms: [
    snapshotForm({
      name: 'list',
      dataset: name,
      path: '/course-service/course',
      within: ['coursesForUser', 'courses'],
      toItems,
    }),
  ],
})

function toItems(course: Fields, json: Json): ReadItem[] {
  const courseId = course.id('courseId')
  if (courseId === null) {
    course.note('a course without courseId')
    return []
  }
  const start = course.object('startPoint')
  const row = {
    course_id: courseId,
    name: course.text('courseName'),
    activity_type: course.object('activityType').text('typeKey'),
    distance_m: course.real('distanceMeter') ?? course.real('distanceInMeters'),
    ascent_m: course.real('elevationGainMeter') ?? course.real('elevationGainInMeters'),
    descent_m: course.real('elevationLossMeter') ?? course.real('elevationLossInMeters'),
    start_lat: start.real('latitude'),
    start_lon: start.real('longitude'),
    created_utc: course.instant('createDate') ?? course.instant('createdDate'),
    updated_utc: course.instant('updateDate') ?? course.instant('updatedDate'),
  }
  return [{ item: courseId, day: null, content: json, rows: { course: [row] } }]
}
