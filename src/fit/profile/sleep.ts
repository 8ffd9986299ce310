import { defineMessage, sources } from './message.ts'

export const sleepLevel = defineMessage(275, 'sleep_level', {
  about: 'Stage of sleep from this moment on.',
  source: sources.wellness3,
  fields: [
    [253, 'timestamp', 'uint32', 'time'],
    [0, 'sleep_level', 'enum'],
  ],
})

export const sleepDataInfo = defineMessage(273, 'sleep_data_info', {
  about: 'Begin of a stretch of sleep samples (undocumented; evidence B).',
  source: sources.wellness3,
  fields: [
    [253, 'timestamp', 'uint32', 'time'],
    [1, 'sample_length', 'uint16', 's'],
    [2, 'local_timestamp', 'uint32', 'local-time'],
  ],
})

export const sleepAssessment = defineMessage(346, 'sleep_assessment', {
  about: 'Scores of the night.',
  source: sources.wellness3,
  fields: [
    [0, 'combined_awake_score', 'uint8'],
    [1, 'awake_time_score', 'uint8'],
    [2, 'awakenings_count_score', 'uint8'],
    [3, 'deep_sleep_score', 'uint8'],
    [4, 'sleep_duration_score', 'uint8'],
    [5, 'light_sleep_score', 'uint8'],
    [6, 'overall_sleep_score', 'uint8'],
    [7, 'sleep_quality_score', 'uint8'],
    [8, 'sleep_recovery_score', 'uint8'],
    [9, 'rem_sleep_score', 'uint8'],
    [10, 'sleep_restlessness_score', 'uint8'],
    [11, 'awakenings_count', 'uint8'],
    [14, 'interruptions_score', 'uint8'],
    [15, 'average_stress_during_sleep', 'uint16', null, 100],
  ],
})

export const napEvent = defineMessage(412, 'nap_event', {
  about: 'One nap.',
  source: sources.wellness3,
  fields: [
    [254, 'message_index', 'uint16'],
    [0, 'start_time', 'uint32', 'time'],
    [1, 'start_timezone_offset', 'sint16', 'min'],
    [2, 'end_time', 'uint32', 'time'],
    [3, 'end_timezone_offset', 'sint16', 'min'],
    [4, 'feedback', 'enum'],
    [5, 'is_deleted', 'enum'],
    [6, 'source', 'enum'],
    [7, 'update_timestamp', 'uint32', 'time'],
  ],
})

export const hrvStatusSummary = defineMessage(370, 'hrv_status_summary', {
  about: 'Heart rate variability of the night and its baseline.',
  source: sources.wellness4,
  fields: [
    [253, 'timestamp', 'uint32', 'time'],
    [0, 'weekly_average', 'uint16', 'ms', 128],
    [1, 'last_night_average', 'uint16', 'ms', 128],
    [2, 'last_night_5_min_high', 'uint16', 'ms', 128],
    [3, 'baseline_low_upper', 'uint16', 'ms', 128],
    [4, 'baseline_balanced_lower', 'uint16', 'ms', 128],
    [5, 'baseline_balanced_upper', 'uint16', 'ms', 128],
    [6, 'status', 'enum'],
  ],
})

export const hrvValue = defineMessage(371, 'hrv_value', {
  about: 'Heart rate variability of five minutes.',
  source: sources.wellness4,
  fields: [
    [253, 'timestamp', 'uint32', 'time'],
    [0, 'value', 'uint16', 'ms', 128],
  ],
})

export const skinTempOvernight = defineMessage(398, 'skin_temp_overnight', {
  about: 'Skin temperature of the night.',
  source: sources.wellness5,
  fields: [
    [253, 'timestamp', 'uint32', 'time'],
    [0, 'local_timestamp', 'uint32', 'local-time'],
    [1, 'average_deviation', 'float32', 'C'],
    [2, 'average_7_day_deviation', 'float32', 'C'],
    [4, 'nightly_value', 'float32', 'C'],
  ],
})
