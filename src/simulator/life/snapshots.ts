import type { Genes } from './body.ts'
import { draw, noise, pick } from './random.ts'
import type { DayTruth } from './types.ts'

const secondMs = 1000
const samplesTaken = 121
/** The sensor for blood oxygen takes its time. */
const oxygenAfterS = 90

/** Two minutes of sitting still: a sample a second; blood oxygen is null until the sensor has found it. */
export interface SnapshotTruth {
  readonly uuid: string
  readonly startUtc: number
  readonly endUtc: number
  readonly offsetS: number
  readonly samples: readonly {
    readonly at: number
    readonly heartRate: number
    readonly stress: number
    readonly spo2: number | null
    readonly respiration: number
  }[]
  readonly rmssd: number
  readonly sdrr: number
}

/** Taken in the evening of about one day in twenty. */
export function snapshotOf({ seed }: Genes, day: DayTruth): SnapshotTruth | null {
  const { epochDay, wellness } = day
  const startUtc = day.endUtc - 225 * 60 * secondMs - 7 * secondMs
  const endUtc = startUtc + (samplesTaken - 1) * secondMs
  if (!wellness || noise(seed, epochDay, draw.snapshot) >= 0.05) return null
  if (endUtc > day.startUtc + day.elapsedS * secondMs) return null
  const samples = Array.from({ length: samplesTaken }, (_, index) => {
    const drawn = (step: number, low: number, high: number) =>
      pick(noise(seed, epochDay * 256 + Math.floor(index / step), draw.snapshot), low, high)
    return {
      at: startUtc + index * secondMs,
      heartRate: wellness.hrResting + drawn(3, 4, 19),
      stress: drawn(5, 18, 44),
      spo2: index < oxygenAfterS ? null : drawn(10, 95, 99),
      respiration: drawn(20, 12, 17),
    }
  })
  return {
    uuid: `5b1fd0c2a9e04c51a3b4${String(epochDay).padStart(12, '0')}`,
    startUtc,
    endUtc,
    offsetS: day.endOffsetS,
    samples,
    rmssd: pick(noise(seed, epochDay, draw.hrv), 32, 88),
    sdrr: pick(noise(seed, epochDay, draw.hrv), 40, 99),
  }
}
