import { defineMessage, sources } from './message.ts'

export const diveSummary = defineMessage(268, 'dive_summary', {
  about: 'A dive, or all dives of a session.',
  source: sources.published,
  fields: [
    [253, 'timestamp', 'uint32', 'time'],
    [0, 'reference_mesg', 'uint16'],
    [1, 'reference_index', 'uint16'],
    [2, 'avg_depth', 'uint32', 'm', 1000],
    [3, 'max_depth', 'uint32', 'm', 1000],
    [4, 'surface_interval', 'uint32', 's'],
    [5, 'start_cns', 'uint8', '%'],
    [6, 'end_cns', 'uint8', '%'],
    [7, 'start_n2', 'uint16', '%'],
    [8, 'end_n2', 'uint16', '%'],
    [9, 'o2_toxicity', 'uint16'],
    [10, 'dive_number', 'uint32'],
    [11, 'bottom_time', 'uint32', 's', 1000],
  ],
})

export const diveGas = defineMessage(259, 'dive_gas', {
  about: 'A gas that was carried.',
  source: sources.published,
  fields: [
    [254, 'message_index', 'uint16'],
    [0, 'helium_content', 'uint8', '%'],
    [1, 'oxygen_content', 'uint8', '%'],
    [2, 'status', 'enum'],
  ],
})
