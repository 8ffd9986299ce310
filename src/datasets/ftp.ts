import { type Answer, defineDataset, isObject } from '../domain/index.ts'
import { biometricRange, newestOnly, readRows, threshold } from './reading/biometric.ts'
import type { Fields } from './reading/fields.ts'
import { get, rangeForm } from './reading/forms.ts'

const name = 'ftp'

/** Functional threshold power: of cycling over the days, else the newest of every sport. */
export const ftp = defineDataset({
  ...threshold,
  name,
  title: 'Functional threshold power',
  forms: [
    biometricRange(name, 'functionalThresholdPower', 'CYCLING', (value) => watts('cycling', value)),
    rangeForm({
      name: 'power-to-weight',
      maxDays: newestOnly,
      request: ({ end }) => get(`/biometric-service/biometric/powerToWeight/latest/${end}`),
      read: readNewest,
    }),
    rangeForm({
      name: 'latest',
      maxDays: newestOnly,
      request: () => get('/biometric-service/biometric/latestFunctionalThresholdPower/CYCLING'),
      read: readNewest,
    }),
  ],
})

const watts = (sport: string, value: number | null) => ({ metric: 'ftp', unit: 'w', sport, value })

/** One object, or one for each sport. */
function readNewest(answer: Answer, notes: Set<string>) {
  const { json } = answer
  const list = isObject(json) ? { ...answer, json: [json] } : answer
  return readRows(list, name, notes, ['calendarDate'], (row: Fields) => {
    const sport = (row.text('sport') ?? 'cycling').toLowerCase()
    return [
      watts(sport, row.real('functionalThresholdPower')),
      { metric: 'ftp_per_kg', unit: 'w_per_kg', sport, value: row.real('powerToWeight') },
    ]
  })
}
