import { type EncodedField, type EncodedMessage, encodeFit } from '../encode.ts'

/** FIT seconds of 2021-09-08T01:46:40Z, when the files of the tests begin. */
export const testStart = 1_000_000_000

type Values = readonly (readonly [number, EncodedField['type'], EncodedField['value']])[]

export const aMessage = (number: number, fields: Values): EncodedMessage => ({
  number,
  fields: fields.map(([field, type, value]) => ({ number: field, type, value })),
})

/** A run of three seconds: file id, records with place, distance and heart rate, a lap, a session. */
export function activityFitBytes(): Uint8Array {
  const records = [0, 1, 2].map((second) =>
    aMessage(20, [
      [253, 'uint32', testStart + second],
      [0, 'sint32', 2 ** 29 + second],
      [1, 'sint32', 2 ** 28 - second],
      [5, 'uint32', second * 500],
      [3, 'uint8', 100 + second],
    ]),
  )
  const whole: Values = [
    [253, 'uint32', testStart + 3],
    [2, 'uint32', testStart],
    [7, 'uint32', 3000],
    [8, 'uint32', 3000],
    [9, 'uint32', 1000],
  ]
  return encodeFit([
    aMessage(0, [
      [0, 'enum', 4],
      [4, 'uint32', testStart],
    ]),
    ...records,
    aMessage(19, whole),
    aMessage(18, [...whole, [5, 'enum', 1], [6, 'enum', 0], [26, 'uint16', 1]]),
  ])
}

/** An hour of wellness: the zone, heart rate on a 16-bit clock, steps by activity type, stress on a time of its own. */
export function monitoringFitBytes(): Uint8Array {
  const minutes = Array.from({ length: 60 }, (_, minute) => testStart + minute * 60)
  return encodeFit([
    aMessage(0, [
      [0, 'enum', 32],
      [4, 'uint32', testStart],
    ]),
    aMessage(103, [
      [253, 'uint32', testStart],
      [0, 'uint32', testStart + 7200],
      [1, 'enum', [6, 1]],
      [5, 'uint16', 1800],
    ]),
    aMessage(55, [
      [253, 'uint32', testStart],
      [3, 'uint32', 200],
      [5, 'enum', 6],
    ]),
    ...minutes.flatMap((at, index) => [
      aMessage(55, [
        [26, 'uint16', at & 0xffff],
        [27, 'uint8', 60 + (index % 9)],
      ]),
      aMessage(227, [
        [1, 'uint32', at],
        [0, 'sint16', index % 7 === 0 ? -1 : 20 + index],
      ]),
      aMessage(297, [
        [253, 'uint32', at],
        [0, 'sint16', 1400 + index],
      ]),
    ]),
  ])
}
