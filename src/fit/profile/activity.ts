import { defineMessage, sources } from './message.ts'

export const activity = defineMessage(34, 'activity', {
  about: 'The whole file in one message; holds the local time.',
  source: sources.published,
  fields: [
    [253, 'timestamp', 'uint32', 'time'],
    [0, 'total_timer_time', 'uint32', 's', 1000],
    [1, 'num_sessions', 'uint16'],
    [2, 'type', 'enum'],
    [3, 'event', 'enum'],
    [4, 'event_type', 'enum'],
    [5, 'local_timestamp', 'uint32', 'local-time'],
    [6, 'event_group', 'uint8'],
  ],
})

export const event = defineMessage(21, 'event', {
  about: 'Timer, gear changes, alerts: `event` says what, `data` is read after it.',
  source: sources.published,
  fields: [
    [253, 'timestamp', 'uint32', 'time'],
    [0, 'event', 'enum'],
    [1, 'event_type', 'enum'],
    [2, 'data16', 'uint16'],
    [3, 'data', 'uint32'],
    [4, 'event_group', 'uint8'],
    [7, 'score', 'uint16'],
    [8, 'opponent_score', 'uint16'],
    [9, 'front_gear_num', 'uint8z'],
    [10, 'front_gear', 'uint8z'],
    [11, 'rear_gear_num', 'uint8z'],
    [12, 'rear_gear', 'uint8z'],
    [13, 'device_index', 'uint8'],
    [14, 'activity_type', 'enum'],
    [15, 'start_timestamp', 'uint32', 'time'],
    [21, 'radar_threat_level_max', 'enum'],
    [22, 'radar_threat_count', 'uint8'],
    [23, 'radar_threat_avg_approach_speed', 'uint8', 'm/s', 10],
    [24, 'radar_threat_max_approach_speed', 'uint8', 'm/s', 10],
  ],
})

export const hrv = defineMessage(78, 'hrv', {
  about: 'Times between heart beats, as they came.',
  source: sources.published,
  fields: [[0, 'time', 'uint16', 's', 1000]],
})

export const hr = defineMessage(132, 'hr', {
  about: 'Heart rate that a strap kept while it could not send.',
  source: sources.published,
  fields: [
    [253, 'timestamp', 'uint32', 'time'],
    [0, 'fractional_timestamp', 'uint16', 's', 32768],
    [1, 'time256', 'uint8', 's', 256],
    [6, 'filtered_bpm', 'uint8', 'bpm'],
    [9, 'event_timestamp', 'uint32', 's', 1024],
    [10, 'event_timestamp_12', 'byte'],
  ],
})

export const beatIntervals = defineMessage(290, 'beat_intervals', {
  about: 'Times between heart beats with milliseconds of their own.',
  source: sources.wellness2,
  fields: [
    [253, 'timestamp', 'uint32', 'time'],
    [0, 'timestamp_ms', 'uint16', 'ms'],
    [1, 'time', 'uint16', 'ms'],
  ],
})

export const rawBbi = defineMessage(372, 'raw_bbi', {
  about: 'Beat intervals with quality and gap bits packed in.',
  source: sources.wellness2,
  fields: [
    [253, 'timestamp', 'uint32', 'time'],
    [0, 'timestamp_ms', 'uint16', 'ms'],
    [1, 'data', 'uint16'],
    [2, 'time', 'uint16', 'ms'],
    [3, 'quality', 'uint8'],
    [4, 'gap', 'uint8'],
  ],
})

export const set = defineMessage(225, 'set', {
  about: 'One set of strength training, or the rest after it.',
  source: sources.published,
  fields: [
    [254, 'timestamp', 'uint32', 'time'],
    [0, 'duration', 'uint32', 's', 1000],
    [3, 'repetitions', 'uint16'],
    [4, 'weight', 'uint16', 'kg', 16],
    [5, 'set_type', 'uint8'],
    [6, 'start_time', 'uint32', 'time'],
    [7, 'category', 'uint16'],
    [8, 'category_subtype', 'uint16'],
    [9, 'weight_display_unit', 'uint16'],
    [10, 'message_index', 'uint16'],
    [11, 'wkt_step_index', 'uint16'],
  ],
})

export const split = defineMessage(312, 'split', {
  about: 'A stretch that the watch told apart: climb, run, walk, interval.',
  source: sources.published,
  fields: [
    [254, 'message_index', 'uint16'],
    [0, 'split_type', 'enum'],
    [1, 'total_elapsed_time', 'uint32', 's', 1000],
    [2, 'total_timer_time', 'uint32', 's', 1000],
    [3, 'total_distance', 'uint32', 'm', 100],
    [4, 'avg_speed', 'uint32', 'm/s', 1000],
    [9, 'start_time', 'uint32', 'time'],
    [13, 'total_ascent', 'uint16', 'm'],
    [14, 'total_descent', 'uint16', 'm'],
    [21, 'start_position_lat', 'sint32', 'semicircles'],
    [22, 'start_position_long', 'sint32', 'semicircles'],
    [23, 'end_position_lat', 'sint32', 'semicircles'],
    [24, 'end_position_long', 'sint32', 'semicircles'],
    [25, 'max_speed', 'uint32', 'm/s', 1000],
    [26, 'avg_vert_speed', 'sint32', 'm/s', 1000],
    [27, 'end_time', 'uint32', 'time'],
    [28, 'total_calories', 'uint32', 'kcal'],
    [74, 'start_elevation', 'uint32', 'm', 5, 500],
    [110, 'total_moving_time', 'uint32', 's', 1000],
  ],
})

export const splitSummary = defineMessage(313, 'split_summary', {
  about: 'All splits of one kind together.',
  source: sources.published,
  fields: [
    [254, 'message_index', 'uint16'],
    [0, 'split_type', 'enum'],
    [3, 'num_splits', 'uint16'],
    [4, 'total_timer_time', 'uint32', 's', 1000],
    [5, 'total_distance', 'uint32', 'm', 100],
    [6, 'avg_speed', 'uint32', 'm/s', 1000],
    [7, 'max_speed', 'uint32', 'm/s', 1000],
    [8, 'total_ascent', 'uint16', 'm'],
    [9, 'total_descent', 'uint16', 'm'],
    [10, 'avg_heart_rate', 'uint8', 'bpm'],
    [11, 'max_heart_rate', 'uint8', 'bpm'],
    [12, 'avg_vert_speed', 'sint32', 'm/s', 1000],
    [13, 'total_calories', 'uint32', 'kcal'],
    [77, 'total_moving_time', 'uint32', 's', 1000],
  ],
})

export const jump = defineMessage(285, 'jump', {
  about: 'A jump on the bike.',
  source: sources.published,
  fields: [
    [253, 'timestamp', 'uint32', 'time'],
    [0, 'distance', 'float32', 'm'],
    [1, 'height', 'float32', 'm'],
    [2, 'rotations', 'uint8'],
    [3, 'hang_time', 'float32', 's'],
    [4, 'score', 'float32'],
    [5, 'position_lat', 'sint32', 'semicircles'],
    [6, 'position_long', 'sint32', 'semicircles'],
    [7, 'speed', 'uint16', 'm/s', 1000],
    [8, 'enhanced_speed', 'uint32', 'm/s', 1000],
  ],
})

export const timestampCorrelation = defineMessage(162, 'timestamp_correlation', {
  about: 'How the device clocks relate to UTC.',
  source: sources.published,
  fields: [
    [253, 'timestamp', 'uint32', 'time'],
    [0, 'fractional_timestamp', 'uint16', 's', 32768],
    [1, 'system_timestamp', 'uint32', 's'],
    [2, 'fractional_system_timestamp', 'uint16', 's', 32768],
    [3, 'local_timestamp', 'uint32', 'local-time'],
    [4, 'timestamp_ms', 'uint16', 'ms'],
    [5, 'system_timestamp_ms', 'uint16', 'ms'],
  ],
})

export const weatherConditions = defineMessage(128, 'weather_conditions', {
  about: 'Weather as the phone told the watch.',
  source: sources.published,
  fields: [
    [253, 'timestamp', 'uint32', 'time'],
    [0, 'weather_report', 'enum'],
    [1, 'temperature', 'sint8', 'C'],
    [2, 'condition', 'enum'],
    [3, 'wind_direction', 'uint16', 'degrees'],
    [4, 'wind_speed', 'uint16', 'm/s', 1000],
    [5, 'precipitation_probability', 'uint8', '%'],
    [6, 'temperature_feels_like', 'sint8', 'C'],
    [7, 'relative_humidity', 'uint8', '%'],
    [8, 'location', 'string'],
    [9, 'observed_at_time', 'uint32', 'time'],
    [10, 'observed_location_lat', 'sint32', 'semicircles'],
    [11, 'observed_location_long', 'sint32', 'semicircles'],
  ],
})
