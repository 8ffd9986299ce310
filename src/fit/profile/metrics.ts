import { defineMessage, sources } from './message.ts'

export const maxMetData = defineMessage(229, 'max_met_data', {
  about: 'VO2max after an activity or a day.',
  source: sources.wellness6,
  fields: [
    [0, 'update_time', 'uint32', 'time'],
    [2, 'vo2_max', 'uint16', 'mL/kg/min', 10],
    [5, 'sport', 'enum'],
    [6, 'sub_sport', 'enum'],
    [8, 'max_met_category', 'enum'],
    [9, 'calibrated_data', 'enum'],
    [12, 'hr_source', 'enum'],
    [13, 'speed_source', 'enum'],
  ],
})
