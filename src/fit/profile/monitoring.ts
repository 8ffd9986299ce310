import { defineMessage, sources } from './message.ts'

export const monitoring = defineMessage(55, 'monitoring', {
  about: 'Steps, heart rate and activity of a day; counts go on from local midnight, one for each activity type.',
  source: sources.wellness2,
  fields: [
    [253, 'timestamp', 'uint32', 'time'],
    [0, 'device_index', 'uint8'],
    [1, 'calories', 'uint16', 'kcal'],
    [2, 'distance', 'uint32', 'm', 100],
    [3, 'cycles', 'uint32', 'cycles', 2],
    [4, 'active_time', 'uint32', 's', 1000],
    [5, 'activity_type', 'enum'],
    [6, 'activity_subtype', 'enum'],
    [11, 'local_timestamp', 'uint32', 'local-time'],
    [19, 'active_calories', 'uint16', 'kcal'],
    [24, 'current_activity_type_intensity', 'byte'],
    [25, 'timestamp_min_8', 'uint8', 'min'],
    [26, 'timestamp_16', 'uint16', 's'],
    [27, 'heart_rate', 'uint8', 'bpm'],
    [28, 'intensity', 'uint8'],
    [29, 'duration_min', 'uint16', 'min'],
    [30, 'duration', 'uint32', 's'],
    [31, 'ascent', 'uint32', 'm', 1000],
    [32, 'descent', 'uint32', 'm', 1000],
    [33, 'moderate_activity_minutes', 'uint16', 'min'],
    [34, 'vigorous_activity_minutes', 'uint16', 'min'],
  ],
})

export const monitoringInfo = defineMessage(103, 'monitoring_info', {
  about: 'Local time and factors of the messages that follow.',
  source: sources.wellness2,
  fields: [
    [253, 'timestamp', 'uint32', 'time'],
    [0, 'local_timestamp', 'uint32', 'local-time'],
    [1, 'activity_type', 'enum'],
    [3, 'cycles_to_distance', 'uint16', 'm/cycle', 5000],
    [4, 'cycles_to_calories', 'uint16', 'kcal/cycle', 5000],
    [5, 'resting_metabolic_rate', 'uint16', 'kcal/day'],
  ],
})

export const monitoringHrData = defineMessage(211, 'monitoring_hr_data', {
  about: 'Resting heart rate, of seven days and of this one.',
  source: sources.wellness2,
  fields: [
    [253, 'timestamp', 'uint32', 'time'],
    [0, 'resting_heart_rate', 'uint8', 'bpm'],
    [1, 'current_day_resting_heart_rate', 'uint8', 'bpm'],
  ],
})

export const stressLevel = defineMessage(227, 'stress_level', {
  about: 'Stress, -1 and -2 are states; the message has a time of its own.',
  source: sources.wellness2,
  fields: [
    [0, 'stress_level_value', 'sint16'],
    [1, 'stress_level_time', 'uint32', 'time'],
    [3, 'body_energy', 'sint8', '%'],
  ],
})

export const respirationRate = defineMessage(297, 'respiration_rate', {
  about: 'Breaths a minute; zero and less are states.',
  source: sources.wellness2,
  fields: [
    [253, 'timestamp', 'uint32', 'time'],
    [0, 'respiration_rate', 'sint16', 'breaths/min', 100],
  ],
})

export const spo2Data = defineMessage(269, 'spo2_data', {
  about: 'Blood oxygen.',
  source: sources.wellness2,
  fields: [
    [253, 'timestamp', 'uint32', 'time'],
    [0, 'reading_spo2', 'uint8', '%'],
    [1, 'reading_confidence', 'uint8'],
    [2, 'mode', 'enum'],
  ],
})

export const ohrSettings = defineMessage(188, 'ohr_settings', {
  about: 'Whether the optical heart rate is on.',
  source: sources.wellness2,
  fields: [
    [253, 'timestamp', 'uint32', 'time'],
    [0, 'enabled', 'enum'],
  ],
})

export const hsaBodyBattery = defineMessage(314, 'hsa_body_battery_data', {
  about: 'Body Battery of health-research devices; not of ordinary watches.',
  source: sources.wellness2,
  fields: [
    [253, 'timestamp', 'uint32', 'time'],
    [0, 'processing_interval', 'uint16', 's'],
    [1, 'level', 'sint8', '%'],
    [2, 'charged', 'sint16'],
    [3, 'uncharged', 'sint16'],
  ],
})
