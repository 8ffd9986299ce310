import { defineMessage, sources } from './message.ts'

export const fileId = defineMessage(0, 'file_id', {
  about: 'What the file is and who wrote it; the first message of every part.',
  source: sources.published,
  fields: [
    [0, 'type', 'enum'],
    [1, 'manufacturer', 'uint16'],
    [2, 'product', 'uint16'],
    [3, 'serial_number', 'uint32z'],
    [4, 'time_created', 'uint32', 'time'],
    [5, 'number', 'uint16'],
    [8, 'product_name', 'string'],
  ],
})

export const fileCreator = defineMessage(49, 'file_creator', {
  about: 'The software that wrote the file.',
  source: sources.published,
  fields: [
    [0, 'software_version', 'uint16'],
    [1, 'hardware_version', 'uint8'],
  ],
})

export const software = defineMessage(35, 'software', {
  about: 'Version of the firmware.',
  source: sources.published,
  fields: [
    [254, 'message_index', 'uint16'],
    [3, 'version', 'uint16', null, 100],
    [5, 'part_number', 'string'],
  ],
})

export const deviceInfo = defineMessage(23, 'device_info', {
  about: 'A device or sensor that took part.',
  source: sources.published,
  fields: [
    [253, 'timestamp', 'uint32', 'time'],
    [0, 'device_index', 'uint8'],
    [1, 'device_type', 'uint8'],
    [2, 'manufacturer', 'uint16'],
    [3, 'serial_number', 'uint32z'],
    [4, 'product', 'uint16'],
    [5, 'software_version', 'uint16', null, 100],
    [6, 'hardware_version', 'uint8'],
    [7, 'cum_operating_time', 'uint32', 's'],
    [10, 'battery_voltage', 'uint16', 'V', 256],
    [11, 'battery_status', 'uint8'],
    [18, 'sensor_position', 'enum'],
    [19, 'descriptor', 'string'],
    [20, 'ant_transmission_type', 'uint8z'],
    [21, 'ant_device_number', 'uint16z'],
    [22, 'ant_network', 'enum'],
    [25, 'source_type', 'enum'],
    [27, 'product_name', 'string'],
    [32, 'battery_level', 'uint8', '%'],
  ],
})

export const deviceStatus = defineMessage(104, 'device_status', {
  about: 'Battery and temperature of the device (undocumented; evidence B).',
  source: sources.wellness2,
  fields: [
    [253, 'timestamp', 'uint32', 'time'],
    [0, 'battery_voltage', 'uint16', 'V', 1000],
    [2, 'battery_level', 'uint8', '%'],
    [3, 'temperature', 'sint8', 'C'],
  ],
})
