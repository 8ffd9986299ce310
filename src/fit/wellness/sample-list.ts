import { fitEpochSeconds, type WellnessChannel, type WellnessSamples } from '../../domain/index.ts'
import { leastTime, rawNumbers } from '../raw-numbers.ts'
import type { FitTable } from '../table.ts'

/** How a message's field becomes samples. */
export interface SampleField {
  readonly channel: WellnessChannel
  readonly message: number
  readonly field: number
  /** The field with the time; 253 but for stress. */
  readonly time: number
  readonly scale: number
  /** What is below is no measurement but a code for why there is none. */
  readonly lowest: number
}

/** Samples of a channel in file order; those without a time of day are left out. */
export function readSampleField(
  table: FitTable,
  { channel, field, time, scale, lowest }: SampleField,
): WellnessSamples {
  return toSamples(channel, rawNumbers(table, time), rawNumbers(table, field), scale, lowest)
}

type Numbers = ArrayLike<number>

export function toSamples(
  channel: WellnessChannel,
  seconds: Numbers,
  raw: Numbers,
  scale: number,
  lowest: number,
): WellnessSamples {
  const times: number[] = []
  const values: (number | null)[] = []
  const codes: (number | null)[] = []
  for (let row = 0; row < raw.length; row++) {
    const at = seconds[row]!
    const number = raw[row]!
    if (Number.isNaN(number) || !(at >= leastTime)) continue
    const value = number / scale
    times.push((at + fitEpochSeconds) * 1000)
    values.push(value < lowest ? null : value)
    codes.push(value < lowest ? value : null)
  }
  return { channel, times, values, codes }
}
