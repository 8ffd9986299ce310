import { defineMessage, sources } from './message.ts'

export const sport = defineMessage(12, 'sport', {
  about: 'Sport and profile that were chosen on the watch.',
  source: sources.published,
  fields: [
    [0, 'sport', 'enum'],
    [1, 'sub_sport', 'enum'],
    [3, 'name', 'string'],
  ],
})

export const zonesTarget = defineMessage(7, 'zones_target', {
  about: 'What the zones are counted from.',
  source: sources.published,
  fields: [
    [1, 'max_heart_rate', 'uint8', 'bpm'],
    [2, 'threshold_heart_rate', 'uint8', 'bpm'],
    [3, 'functional_threshold_power', 'uint16', 'W'],
    [5, 'hr_calc_type', 'enum'],
    [7, 'pwr_calc_type', 'enum'],
  ],
})

export const hrZone = defineMessage(8, 'hr_zone', {
  about: 'Upper end of a heart rate zone.',
  source: sources.published,
  fields: [
    [254, 'message_index', 'uint16'],
    [1, 'high_bpm', 'uint8', 'bpm'],
    [2, 'name', 'string'],
  ],
})

export const powerZone = defineMessage(9, 'power_zone', {
  about: 'Upper end of a power zone.',
  source: sources.published,
  fields: [
    [254, 'message_index', 'uint16'],
    [1, 'high_value', 'uint16', 'W'],
    [2, 'name', 'string'],
  ],
})

export const timeInZone = defineMessage(216, 'time_in_zone', {
  about: 'Time in zones of a session or lap.',
  source: sources.published,
  fields: [
    [253, 'timestamp', 'uint32', 'time'],
    [0, 'reference_mesg', 'uint16'],
    [1, 'reference_index', 'uint16'],
    [2, 'time_in_hr_zone', 'uint32', 's', 1000],
    [3, 'time_in_speed_zone', 'uint32', 's', 1000],
    [4, 'time_in_cadence_zone', 'uint32', 's', 1000],
    [5, 'time_in_power_zone', 'uint32', 's', 1000],
    [6, 'hr_zone_high_boundary', 'uint8', 'bpm'],
    [7, 'speed_zone_high_boundary', 'uint16', 'm/s', 1000],
    [8, 'cadence_zone_high_boundary', 'uint8', 'rpm'],
    [9, 'power_zone_high_boundary', 'uint16', 'W'],
    [10, 'hr_calc_type', 'enum'],
    [11, 'max_heart_rate', 'uint8', 'bpm'],
    [12, 'resting_heart_rate', 'uint8', 'bpm'],
    [13, 'threshold_heart_rate', 'uint8', 'bpm'],
    [14, 'pwr_calc_type', 'enum'],
    [15, 'functional_threshold_power', 'uint16', 'W'],
  ],
})
