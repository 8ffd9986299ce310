import { defineTable } from '../../domain/index.ts'

export const courseTable = defineTable({
  name: 'course',
  key: ['course_id'],
  time: 'created_utc',
  about: 'Courses of the account.',
  columns: {
    course_id: 'id',
    name: 'text',
    activity_type: 'text',
    distance_m: 'real',
    ascent_m: 'real',
    descent_m: 'real',
    start_lat: 'real',
    start_lon: 'real',
    created_utc: 'instant',
    updated_utc: 'instant',
  },
})
