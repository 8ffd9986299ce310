import { describe, expect, it } from 'vitest'
import type { Json, LocalDate, Reading } from '../domain/index.ts'
import { heartRateSamples } from './heart-rate-samples.ts'
import { stressSamples } from './stress-samples.ts'

const target = { kind: 'day', day: '2026-02-05' as LocalDate } as const
const heartRate = async (json: Json): Promise<Reading> => heartRateSamples.forms[0].read({ status: 200, json }, target)
const stress = async (json: Json): Promise<Reading> => stressSamples.forms[0].read({ status: 200, json }, target)
const at = (minute: number) => Date.UTC(2026, 1, 5, 8, minute)

describe('samples of a day', () => {
  it('are ascending, one for each time; a value wins over a gap', async () => {
    const { items } = await heartRate({
      calendarDate: '2026-02-05',
      heartRateValues: [
        [at(4), 70],
        [at(0), 60],
        [at(4), null],
        [at(2), 0],
      ],
    })
    expect(items[0]!.series).toEqual([
      {
        channel: 'heart_rate',
        day: '2026-02-05',
        times: [at(0), at(2), at(4)],
        values: [60, null, 70],
        quality: [null, 0, null],
      },
    ])
  })

  it('are read by the positions that the descriptors announce', async () => {
    const { items } = await heartRate({
      calendarDate: '2026-02-05',
      heartRateValueDescriptors: [
        { key: 'heartrate', index: 0 },
        { key: 'timestamp', index: 1 },
      ],
      heartRateValues: [[61, at(0)]],
    })
    expect(items[0]!.series![0]).toMatchObject({ times: [at(0)], values: [61] })
  })

  it('of body battery come in two columns or four', async () => {
    const two = await stress({
      calendarDate: '2026-02-05',
      stressValuesArray: null,
      bodyBatteryValuesArray: [[at(0), 44]],
    })
    const four = await stress({
      calendarDate: '2026-02-05',
      bodyBatteryValueDescriptorsDTOList: [
        { bodyBatteryValueDescriptorIndex: 0, bodyBatteryValueDescriptorKey: 'timestamp' },
        { bodyBatteryValueDescriptorIndex: 1, bodyBatteryValueDescriptorKey: 'bodyBatteryStatus' },
        { bodyBatteryValueDescriptorIndex: 2, bodyBatteryValueDescriptorKey: 'bodyBatteryLevel' },
      ],
      bodyBatteryValuesArray: [
        [at(0), 'MODELED', 44],
        [at(3), null, null],
      ],
    })
    expect(two.items[0]!.series).toMatchObject([{ channel: 'body_battery', values: [44] }])
    expect(four.items[0]!.series).toMatchObject([{ values: [44, null], quality: [1, null] }])
    expect(two.items[0]!.rows).toMatchObject({ stress_day: [], body_battery_day: [{ bb_high: 44 }] })
  })

  it('of an archived day are empty with a reason, while its totals remain', async () => {
    const { items } = await heartRate({ calendarDate: '2026-02-05', restingHeartRate: 50, heartRateValues: null })
    expect(items).toEqual([{ item: '2026-02-05', day: '2026-02-05', content: null, rows: {}, reason: 'archived' }])
    const none = await stress({ calendarDate: '2026-02-05', avgStressLevel: -1, stressValuesArray: [[at(0), -1]] })
    expect(none.items).toMatchObject([{ content: null, reason: 'no-samples' }])
  })

  it('of a literal null are none', async () => {
    expect((await stress(null)).items).toEqual([])
  })
})
