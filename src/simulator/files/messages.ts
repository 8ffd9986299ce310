import { defineMessage } from '../fit-writer.ts'

/** Messages and fields that our files hold; numbers from Garmin's public profile 21.217 and WELLNESS-MESSAGES. */
export const fit = {
  /** type, manufacturer, product, serial_number, time_created, number */
  fileId: defineMessage(0, [
    [0, 'enum'],
    [1, 'uint16'],
    [2, 'uint16'],
    [3, 'uint32z'],
    [4, 'uint32'],
    [5, 'uint16'],
  ]),
  /** timestamp, event, event_type */
  event: defineMessage(21, [
    [253, 'uint32'],
    [0, 'enum'],
    [1, 'enum'],
  ]),
  /** timestamp, device_index, serial_number, manufacturer, product, software_version ×100 */
  deviceInfo: defineMessage(23, [
    [253, 'uint32'],
    [0, 'uint8'],
    [3, 'uint32z'],
    [2, 'uint16'],
    [4, 'uint16'],
    [5, 'uint16'],
  ]),
  /** timestamp, position_lat, position_long, enhanced_altitude (m+500)×5, heart_rate, cadence, distance ×100, enhanced_speed ×1000 */
  recordWithPosition: defineMessage(20, [
    [253, 'uint32'],
    [0, 'sint32'],
    [1, 'sint32'],
    [78, 'uint32'],
    [3, 'uint8'],
    [4, 'uint8'],
    [5, 'uint32'],
    [73, 'uint32'],
  ]),
  /** timestamp, heart_rate, cadence, distance ×100 */
  record: defineMessage(20, [
    [253, 'uint32'],
    [3, 'uint8'],
    [4, 'uint8'],
    [5, 'uint32'],
  ]),
  /**
   * message_index, timestamp, event, event_type, start_time, total_elapsed_time ×1000, total_timer_time ×1000,
   * total_distance ×100, total_calories, avg_heart_rate, max_heart_rate, avg_cadence, lap_trigger, sport
   */
  lap: defineMessage(19, [
    [254, 'uint16'],
    [253, 'uint32'],
    [0, 'enum'],
    [1, 'enum'],
    [2, 'uint32'],
    [7, 'uint32'],
    [8, 'uint32'],
    [9, 'uint32'],
    [11, 'uint16'],
    [15, 'uint8'],
    [16, 'uint8'],
    [17, 'uint8'],
    [24, 'enum'],
    [25, 'enum'],
  ]),
  /** message_index, timestamp, event, event_type, start_time, elapsed ×1000, timer ×1000, total_strokes, swim_stroke, length_type */
  length: defineMessage(101, [
    [254, 'uint16'],
    [253, 'uint32'],
    [0, 'enum'],
    [1, 'enum'],
    [2, 'uint32'],
    [3, 'uint32'],
    [4, 'uint32'],
    [5, 'uint16'],
    [7, 'enum'],
    [12, 'enum'],
  ]),
  /** timestamp (254 in this message), duration ×1000, repetitions, weight ×16, set_type (0 rest, 1 active), start_time, message_index */
  set: defineMessage(225, [
    [254, 'uint32'],
    [0, 'uint32'],
    [3, 'uint16'],
    [4, 'uint16'],
    [5, 'uint8'],
    [6, 'uint32'],
    [10, 'uint16'],
  ]),
  /**
   * message_index, timestamp, event, event_type, start_time, sport, sub_sport, total_elapsed_time ×1000,
   * total_timer_time ×1000, total_distance ×100, total_calories, avg_heart_rate, max_heart_rate, avg_cadence,
   * total_ascent, total_descent, total_training_effect ×10, first_lap_index, num_laps, trigger,
   * start_position_lat, start_position_long, enhanced_avg_speed ×1000, enhanced_max_speed ×1000, num_lengths,
   * pool_length ×100, num_active_lengths
   */
  session: defineMessage(18, [
    [254, 'uint16'],
    [253, 'uint32'],
    [0, 'enum'],
    [1, 'enum'],
    [2, 'uint32'],
    [5, 'enum'],
    [6, 'enum'],
    [7, 'uint32'],
    [8, 'uint32'],
    [9, 'uint32'],
    [11, 'uint16'],
    [16, 'uint8'],
    [17, 'uint8'],
    [18, 'uint8'],
    [22, 'uint16'],
    [23, 'uint16'],
    [24, 'uint8'],
    [25, 'uint16'],
    [26, 'uint16'],
    [28, 'enum'],
    [3, 'sint32'],
    [4, 'sint32'],
    [124, 'uint32'],
    [125, 'uint32'],
    [33, 'uint16'],
    [44, 'uint16'],
    [47, 'uint16'],
  ]),
  /** timestamp, total_timer_time ×1000, num_sessions, type (0 manual, 1 auto multi sport), event, event_type, local_timestamp */
  activity: defineMessage(34, [
    [253, 'uint32'],
    [0, 'uint32'],
    [1, 'uint16'],
    [2, 'enum'],
    [3, 'enum'],
    [4, 'enum'],
    [5, 'uint32'],
  ]),

  /** timestamp, local_timestamp, resting_metabolic_rate */
  monitoringInfo: defineMessage(103, [
    [253, 'uint32'],
    [0, 'uint32'],
    [5, 'uint16'],
  ]),
  /** timestamp, activity_type, steps, distance ×100, active_calories, active_time ×1000 */
  monitoringTotals: defineMessage(55, [
    [253, 'uint32'],
    [5, 'enum'],
    [3, 'uint32'],
    [2, 'uint32'],
    [19, 'uint16'],
    [4, 'uint32'],
  ]),
  /** timestamp, heart_rate */
  monitoringAnchor: defineMessage(55, [
    [253, 'uint32'],
    [27, 'uint8'],
  ]),
  /** timestamp_16, heart_rate */
  monitoringHeartRate: defineMessage(55, [
    [26, 'uint16'],
    [27, 'uint8'],
  ]),
  /** timestamp, resting_heart_rate of seven days, of the day */
  monitoringResting: defineMessage(211, [
    [253, 'uint32'],
    [0, 'uint8'],
    [1, 'uint8'],
  ]),
  /** stress_level_value, stress_level_time, body battery (undocumented field 3) */
  stress: defineMessage(227, [
    [0, 'sint16'],
    [1, 'uint32'],
    [3, 'sint8'],
  ]),
  /** timestamp, respiration_rate ×100 */
  respiration: defineMessage(297, [
    [253, 'uint32'],
    [0, 'sint16'],
  ]),
  /** start, local_timestamp, sample length in seconds (273, undocumented) */
  sleepInfo: defineMessage(273, [
    [253, 'uint32'],
    [2, 'uint32'],
    [1, 'uint16'],
  ]),
  /** timestamp, sleep_level: 1 awake, 2 light, 3 deep, 4 REM */
  sleepLevel: defineMessage(275, [
    [253, 'uint32'],
    [0, 'enum'],
  ]),
  /** end of the window (276, undocumented) */
  sleepEnd: defineMessage(276, [[253, 'uint32']]),
  /** overall_sleep_score, awakenings_count, average_stress_during_sleep ×100 */
  sleepAssessment: defineMessage(346, [
    [6, 'uint8'],
    [11, 'uint8'],
    [15, 'uint16'],
  ]),
  /** timestamp, weekly_average, last_night_average, last_night_5_min_high, baseline low upper, balanced lower, balanced upper (all ×128), status */
  hrvStatus: defineMessage(370, [
    [253, 'uint32'],
    [0, 'uint16'],
    [1, 'uint16'],
    [2, 'uint16'],
    [3, 'uint16'],
    [4, 'uint16'],
    [5, 'uint16'],
    [6, 'enum'],
  ]),
  /** timestamp, value ×128 ms */
  hrvValue: defineMessage(371, [
    [253, 'uint32'],
    [0, 'uint16'],
  ]),
  /** update_time, vo2_max ×10, sport, sub_sport */
  maxMet: defineMessage(229, [
    [0, 'uint32'],
    [2, 'uint16'],
    [5, 'enum'],
    [6, 'enum'],
  ]),
} as const

/** `file_id.type` (WELLNESS-MESSAGES section 1). */
export const fileTypes = { activity: 4, wellness: 32, metrics: 44, sleep: 49, hrv: 68 } as const
export const garmin = 1
