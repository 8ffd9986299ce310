import { defineDataset, type Json, type Row } from '../domain/index.ts'
import { listOf, toReading } from './reading/answer.ts'
import { type Fields, toFieldsList } from './reading/fields.ts'
import { deviceTable } from './tables/index.ts'

const name = 'devices'

export const devices = defineDataset({
  name,
  title: 'Devices',
  group: 'profile',
  settlesAfterDays: 0,
  everyDays: 7,
  tables: [deviceTable],
  version: 1,
  source: 'DATA section 2, P',
  forms: [
    {
      name: 'registered',
      per: { kind: 'account' },
      request: () => ({ method: 'GET', path: '/device-service/deviceregistration/devices', expects: 'json' }),
      read: (answer) => {
        const notes = new Set<string>()
        const list = listOf(answer, name)
        const rows = toFieldsList(list, name, notes).flatMap(toRow)
        const content = list.length === 0 ? null : [...list]
        return toReading([{ item: 'account', day: null, content, rows: { device: rows } }], notes)
      },
    },
  ],
})

function toRow(device: Fields): Row[] {
  const deviceId = device.id('deviceId')
  if (deviceId === null) {
    device.note('a device without deviceId')
    return []
  }
  return [
    {
      device_id: deviceId,
      name: device.text('productDisplayName') ?? device.text('displayName'),
      part_number: device.text('partNumber'),
      firmware: device.text('currentFirmwareVersion'),
      category: device.text('deviceTypeSimpleName') ?? firstText(device.array('deviceCategories')),
      primary_training: device.flag('primaryTrainingDevice'),
    },
  ]
}

function firstText(values: readonly Json[]): string | null {
  const [first] = values
  return typeof first === 'string' ? first : null
}
