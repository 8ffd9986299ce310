import { defineDataset, type Row } from '../domain/index.ts'
import { objectOf, toReading, without } from './reading/answer.ts'
import { deviceTable } from './tables/index.ts'

const name = 'primary_training_device'
/** Everything that could be chosen; `devices` has it. */
const noise = new Set(['RegisteredDevices', 'WearableDevices'])

export const primaryTrainingDevice = defineDataset({
  name,
  title: 'Primary training device',
  group: 'profile',
  settlesAfterDays: 0,
  everyDays: 7,
  // Values of training say from which device they are.
  optIn: 'costly',
  tables: [deviceTable],
  unproven: true,
  version: 1,
  source: 'DATA section 2, P',
  forms: [
    {
      name: 'primary',
      per: { kind: 'account' },
      request: () => ({
        method: 'GET',
        path: '/web-gateway/device-info/primary-training-device',
        expects: 'json',
      }),
      read: (answer) => {
        const notes = new Set<string>()
        const found = objectOf(answer, name, notes)
        const primary = found?.object('PrimaryTrainingDevice').id('deviceId') ?? null
        if (found === null || primary === null) return toReading([], notes)
        // Weighed against one another; the one with the highest weight is the primary one.
        const rivals = found.object('PrimaryTrainingDevices').list('deviceWeights')
        const ids = new Set([primary, ...rivals.flatMap((device) => device.id('deviceId') ?? [])])
        const rows: Row[] = [...ids].map((id) => ({ device_id: id, primary_training: id === primary }))
        const content = without(answer.json ?? null, noise)
        return toReading([{ item: 'account', day: null, content, rows: { device: rows } }], notes)
      },
    },
  ],
})
