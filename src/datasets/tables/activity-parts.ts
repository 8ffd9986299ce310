import { defineTable } from '../../domain/index.ts'

export const activitySetTable = defineTable({
  name: 'activity_set',
  key: ['activity_id', 'seq'],
  time: 'start_utc',
  about: 'Sets of strength training, as the person corrected them.',
  columns: {
    activity_id: 'id',
    seq: 'int',
    set_type: 'text',
    start_utc: 'instant',
    duration_s: 'real',
    reps: 'int',
    weight_g: 'real',
    category: 'text',
    name: 'text',
    probability: 'real',
    workout_step: 'int',
  },
  notes: {
    seq: 'Order within the activity, from 1.',
    set_type: 'ACTIVE or REST.',
    probability: 'How sure Garmin is of the exercise, 0 to 100.',
    workout_step: 'Step of the workout that it belongs to, from 0.',
  },
})

export const activityWeatherTable = defineTable({
  name: 'activity_weather',
  key: ['activity_id'],
  time: 'issued_utc',
  about: 'The weather when an activity began, from the nearest station.',
  columns: {
    activity_id: 'id',
    temp_c: 'real',
    feels_like_c: 'real',
    dew_c: 'real',
    humidity_pct: 'real',
    wind_mps: 'real',
    wind_gust_mps: 'real',
    wind_dir_deg: 'int',
    wind_dir: 'text',
    description: 'text',
    station: 'text',
    issued_utc: 'instant',
    lat: 'real',
    lon: 'real',
  },
  notes: {
    temp_c: 'Garmin gives °F whatever the unit setting; converted.',
    wind_mps: 'Garmin gives miles an hour; converted.',
    wind_dir_deg: 'Where the wind comes from, degrees.',
  },
})

/** What a stretch of an activity is measured by, whatever it is called. */
const measures = {
  distance_m: 'real',
  timer_s: 'real',
  moving_s: 'real',
  elapsed_s: 'real',
  ascent_m: 'real',
  descent_m: 'real',
  avg_speed_mps: 'real',
  max_speed_mps: 'real',
  avg_hr_bpm: 'int',
  max_hr_bpm: 'int',
  avg_cadence_rpm: 'real',
  max_cadence_rpm: 'real',
  avg_power_w: 'real',
  max_power_w: 'real',
  norm_power_w: 'real',
  kcal: 'int',
} as const

const places = { start_lat: 'real', start_lon: 'real', end_lat: 'real', end_lon: 'real' } as const

export const activityConnectLapTable = defineTable({
  name: 'activity_connect_lap',
  key: ['activity_id', 'kind', 'seq'],
  time: 'start_utc',
  about: 'Laps and pool lengths of an activity as Garmin Connect shows them, edits included.',
  columns: {
    activity_id: 'id',
    kind: 'text',
    seq: 'int',
    lap_seq: 'int',
    start_utc: 'instant',
    ...measures,
    intensity: 'text',
    stroke: 'text',
    strokes: 'int',
    swolf: 'real',
    ...places,
  },
  notes: {
    kind: '`lap` or `length`.',
    seq: 'Order within the activity among those of its kind, from 1.',
    lap_seq: 'The lap that a length belongs to.',
  },
})

export const activitySplitTable = defineTable({
  name: 'activity_split',
  key: ['activity_id', 'split_type', 'seq'],
  time: 'start_utc',
  about: 'Climbs, runs and walks, intervals of an activity one by one.',
  columns: {
    activity_id: 'id',
    split_type: 'text',
    seq: 'int',
    start_utc: 'instant',
    ...measures,
    avg_grade_pct: 'real',
    ...places,
  },
  notes: {
    split_type: 'CLIMB_ACTIVE, RWD_RUN, RWD_WALK, INTERVAL_ACTIVE, …',
    seq: 'Order among those of its type, from 1.',
  },
})

export const activitySplitSummaryTable = defineTable({
  name: 'activity_split_summary',
  key: ['activity_id', 'split_type'],
  time: null,
  about: 'What the splits of one type come to in an activity.',
  columns: { activity_id: 'id', split_type: 'text', split_count: 'int', max_distance_m: 'real', ...measures },
  notes: { split_type: 'RWD_RUN, RWD_WALK, INTERVAL_ACTIVE, CLIMB_ACTIVE, …', max_distance_m: 'Longest of them.' },
})

export const activityTypeTable = defineTable({
  name: 'activity_type',
  key: ['type_id'],
  time: null,
  about: 'Garmin’s tree of activity types, which grows.',
  columns: { type_id: 'int', type_key: 'text', parent_type_id: 'int', is_hidden: 'bool' },
})

export const activityCountTable = defineTable({
  name: 'activity_count',
  key: ['snapshot'],
  time: null,
  about: 'How many activities Garmin says that there are.',
  columns: { snapshot: 'text', total_count: 'int', leg_count: 'int', listed_count: 'int' },
  notes: {
    snapshot: 'Always `account`.',
    leg_count: 'Legs of multisport activities, which the list leaves out.',
    listed_count: 'As many as the list has to have.',
  },
})
