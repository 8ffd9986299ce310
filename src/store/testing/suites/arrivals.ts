import { expect, test } from 'vitest'
import type { Arrival } from '../../types.ts'
import { at, entryOf, keepOf, me, other } from '../fixtures.ts'
import type { Place } from '../places.ts'

const text: Arrival = {
  dataset: 'sleep',
  form: 'day',
  key: '2026-01-01',
  target: { kind: 'day', day: '2026-01-01' },
  at: at(2000),
  status: 200,
  text: '{"big":"9223372036854775807","name":"ü🏃"}',
  bytes: null,
}
const file: Arrival = {
  ...text,
  dataset: 'activity_original',
  key: '7',
  at: at(1000),
  text: null,
  bytes: Buffer.from([0, 1, 255]),
}
const plain = (arrivals: Arrival[]) =>
  arrivals.map((arrival) => ({ ...arrival, bytes: arrival.bytes === null ? null : Buffer.from(arrival.bytes) }))

export function arrivalSuite(newPlace: () => Promise<Place>): void {
  test('what has come is there for the next process, in the order of its coming, until it is kept', async () => {
    const place = await newPlace()
    const first = await place.open()
    expect(await first.arrivals.take(me)).toEqual([])
    await first.arrivals.put(me, text)
    await first.arrivals.put(me, { ...file, text: 'an earlier answer' })
    await first.arrivals.put(me, file)
    await first.arrivals.put(other, text)
    await first.close()
    const second = await place.open()
    expect(plain(await second.arrivals.take(me))).toEqual([file, text])
    await second.keep(keepOf({ entries: [entryOf()], arrival: text }))
    expect(plain(await second.arrivals.take(me))).toEqual([file])
    await second.arrivals.drop(me, file)
    expect(await second.arrivals.take(me)).toEqual([])
    expect(await second.arrivals.take(other)).toEqual([text])
  })

  test('what ends each process that reads it is given up', async () => {
    const store = await (await newPlace()).open()
    await store.arrivals.put(me, text)
    expect(await store.arrivals.take(me)).toHaveLength(1)
    expect(await store.arrivals.take(me)).toHaveLength(1)
    expect(await store.arrivals.take(me)).toEqual([])
  })
}
