import { defineDataset } from '../domain/index.ts'
import { objectOf, toReading, unexpected } from './reading/answer.ts'
import { toSettings } from './reading/settings.ts'
import { deviceSettingTable } from './tables/index.ts'

const name = 'device_settings'

export const deviceSettings = defineDataset({
  name,
  title: 'Settings of devices',
  group: 'profile',
  settlesAfterDays: 0,
  everyDays: 7,
  // One more request for each device.
  optIn: 'costly',
  tables: [deviceSettingTable],
  replaces: ['device_setting'],
  unproven: true,
  version: 1,
  source: 'DATA section 2, P',
  forms: [
    {
      name: 'device',
      per: { kind: 'item', of: 'devices' },
      request: (target) =>
        target.kind !== 'item'
          ? null
          : {
              method: 'GET',
              path: `/device-service/deviceservice/device-info/settings/${encodeURIComponent(target.id)}`,
              expects: 'json',
            },
      read: (answer, target) => {
        if (target.kind !== 'item') throw unexpected(name, 'not asked for a device')
        const notes = new Set<string>()
        const found = objectOf(answer, name, notes)
        if (found === null || found.keys().length === 0) return toReading([], notes)
        const deviceId = found.id('deviceId')
        if (deviceId !== null && deviceId !== target.id) throw unexpected(name, 'another device than the one asked for')
        const content = answer.json ?? null
        const rows = { device_setting: toSettings(content).map((one) => ({ device_id: target.id, ...one })) }
        return toReading([{ item: target.id, day: null, content, rows }], notes)
      },
    },
  ],
})
