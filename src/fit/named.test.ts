import { describe, expect, it } from 'vitest'
import { decodeFit, encodeFit, namedNumbers, profile, toNamedMessage } from './index.ts'
import { activityFitBytes, aMessage, testStart } from './testing/files.ts'

describe('names and units', () => {
  it('gives times, degrees and scaled numbers under the names of the profile', () => {
    const file = decodeFit(activityFitBytes())
    const [, first] = [...file.messages()].map(toNamedMessage)
    expect(first).toEqual({
      name: 'record',
      values: { timestamp: 1_631_065_600_000, position_lat: 45, position_long: 22.5, distance: 0, heart_rate: 100 },
    })
    expect(namedNumbers(file.tables.get(20)!, 'distance')).toEqual(Float64Array.of(0, 5, 10))
    expect(namedNumbers(file.tables.get(20)!, 'power')).toBeNull()
  })

  it('keeps numbers where there is no name, and scales arrays element by element', () => {
    const bytes = encodeFit([
      aMessage(6000, [[3, 'uint8', 7]]),
      aMessage(78, [[0, 'uint16', [800, null]]]),
      aMessage(20, [
        [253, 'uint32', 500],
        [2, 'uint16', 2600],
        [251, 'string', 'x'],
      ]),
      aMessage(103, [[0, 'uint32', testStart + 7200]]),
    ])
    expect([...decodeFit(bytes).messages()].map(toNamedMessage)).toEqual([
      { name: 'message_6000', values: { field_3: 7 } },
      { name: 'hrv', values: { time: [0.8, null] } },
      { name: 'record', values: { timestamp: 500_000, altitude: 20, field_251: 'x' } },
      { name: 'monitoring_info', values: { local_timestamp: 1_631_072_800_000 } },
    ])
  })
})

describe('the profile', () => {
  it('is ordered by number, and names nothing twice', () => {
    const numbers = profile.map(({ number }) => number)
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
    expect(new Set(profile.map(({ name }) => name)).size).toBe(profile.length)
    for (const { name, fields } of profile) {
      expect(new Set(fields.map(({ number }) => number)).size, name).toBe(fields.length)
      expect(new Set(fields.map((field) => field.name)).size, name).toBe(fields.length)
    }
  })
})
