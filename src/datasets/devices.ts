import { defineDataset, type Json, type ReadItem } from '../domain/index.ts'
import { without } from './reading/answer.ts'
import type { Fields } from './reading/fields.ts'
import { snapshotForm } from './reading/snapshot-form.ts'
import { deviceTable } from './tables/index.ts'

const name = 'devices'
const noise = new Set(['imageUrl'])

export const devices = defineDataset({
  name,
  title: 'Devices',
  group: 'profile',
  settlesAfterDays: 0,
  everyDays: 7,
  tables: [deviceTable],
  version: 2,
  source: 'DATA section 2, P',
  forms: [
    snapshotForm({
      name: 'registered',
      dataset: name,
      path: '/device-service/deviceregistration/devices',
      toItems,
    }),
  ],
})

function toItems(device: Fields, json: Json): ReadItem[] {
  const deviceId = device.id('deviceId')
  if (deviceId === null) {
    device.note('a device without deviceId')
    return []
  }
  const primary = device.flag('primaryTrainingDevice')
  const row = {
    device_id: deviceId,
    name: device.text('productDisplayName') ?? device.text('displayName'),
    part_number: device.text('partNumber'),
    firmware: device.text('currentFirmwareVersion'),
    category: device.text('deviceTypeSimpleName') ?? firstText(device.array('deviceCategories')),
    // Left out where another answer has to say it.
    ...(primary === null ? {} : { primary_training: primary }),
  }
  const marks = hasPanel(device) ? ['solar'] : []
  return [{ item: deviceId, day: null, content: without(json, noise), rows: { device: [row] }, marks }]
}

/** Among some two hundred capability flags; how the one of solar panels is spelt nobody wrote down. */
function hasPanel(device: Fields): boolean {
  return device.keys().some((key) => /solar/i.test(key) && device.raw(key) === true)
}

function firstText(values: readonly Json[]): string | null {
  const [first] = values
  return typeof first === 'string' ? first : null
}
