import { defineDataset } from '../domain/index.ts'
import { objectOf, toReading, without } from './reading/answer.ts'
import { deviceTable } from './tables/index.ts'

const name = 'device_last_used'
const noise = new Set(['imageUrl'])

/** Its content changes with every upload of a watch: the cheapest question whether anything is new. */
export const deviceLastUsed = defineDataset({
  name,
  title: 'Last upload of a device',
  group: 'profile',
  settlesAfterDays: 0,
  tables: [deviceTable],
  version: 1,
  source: 'DATA section 2, P and L',
  forms: [
    {
      name: 'last-used',
      per: { kind: 'account' },
      request: () => ({ method: 'GET', path: '/device-service/deviceservice/mylastused', expects: 'json' }),
      read: (answer) => {
        const notes = new Set<string>()
        const found = objectOf(answer, name, notes)
        const deviceId = found?.id('userDeviceId') ?? null
        const uploaded = found?.instant('lastUsedDeviceUploadTime') ?? null
        const content = deviceId === null && uploaded === null ? null : without(answer.json ?? null, noise)
        const row = deviceId === null ? null : { device_id: deviceId, last_upload_utc: uploaded }
        return toReading([{ item: 'account', day: null, content, rows: row === null ? {} : { device: [row] } }], notes)
      },
    },
  ],
})
