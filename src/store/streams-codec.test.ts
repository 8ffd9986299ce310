import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Streams } from '../domain/index.ts'
import { packNumbers, unpackNumbers } from './number-blocks.ts'
import { decodeStreams, encodeStreams } from './streams-codec.ts'

const numbers = fc.oneof(
  fc.integer(),
  fc.integer({ min: -300, max: 300 }),
  fc.maxSafeInteger().map((value) => Math.trunc(value / 4)),
  fc.constant(Number.NaN),
)

/** Minus zero is zero. */
const readBack = (values: Float64Array | Float32Array) =>
  unpackNumbers(packNumbers(values), values.length).map((each) => each + 0)

describe('packed numbers', () => {
  it('come back exactly, gaps, signs and large ones included', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(numbers, fc.double()), { maxLength: 60 }), fc.array(numbers), (mixed, whole) => {
        for (const list of [mixed, whole]) {
          const values = Float64Array.from(list)
          expect(readBack(values)).toEqual(values.map((each) => each + 0))
          const floats = Float32Array.from(list)
          expect(readBack(floats)).toEqual(Float64Array.from(floats, (each) => each + 0))
        }
      }),
    )
  })

  it('take about a byte each where they hardly change', () => {
    const heart = Float32Array.from({ length: 3600 }, (_, second) => 140 + Math.round(Math.sin(second / 60) * 20))
    expect(packNumbers(heart).length).toBeLessThan(3615)
  })
})

describe('streams', () => {
  const streams: Streams = {
    part: 'record',
    times: Float64Array.of(1_631_065_600_000, 1_631_065_601_000, 1_631_065_601_000),
    isRelative: false,
    channels: [
      { name: 'altitude_m', unit: 'm', scale: 5, offset: 500, raw: Float32Array.of(2500, Number.NaN, 2505) },
      { name: 'dev:Stiffness', unit: 'kN/m', scale: 1, offset: 0, raw: Float32Array.of(9.5, 9.25, Number.NaN) },
    ],
  }

  it('are read channel by channel, in units', async () => {
    const stored = decodeStreams('record', await encodeStreams(streams))
    expect(stored.times()).toEqual(streams.times)
    expect(stored.values('altitude_m')).toEqual(Float64Array.of(0, Number.NaN, 1))
    expect(stored.values('dev:Stiffness')).toEqual(Float64Array.of(9.5, 9.25, Number.NaN))
    expect(stored.values('')).toBeNull()
    expect(stored.channels).toEqual(streams.channels.map(({ raw: _, ...about }) => about))
  })

  it('that are damaged are told, and not guessed', async () => {
    const block = await encodeStreams(streams)
    const broken = () => decodeStreams('record', block.slice(0, -4)).values('dev:Stiffness')
    expect(broken).toThrow(expect.objectContaining({ code: 'store.corrupt' }))
    expect(() => decodeStreams('record', Uint8Array.of(9, 9, 9, 9, 9))).toThrow(
      expect.objectContaining({ code: 'store.corrupt' }),
    )
  })
})
