import { expect, test } from 'vitest'
import { at } from '../fixtures.ts'
import type { Place } from '../places.ts'

export function webhookSuite(newPlace: () => Promise<Place>): void {
  const hook = 'hook'

  test('an event is added once to each hook, and waits in the order of its time', async () => {
    const { webhooks } = await (await newPlace()).open()
    expect(await webhooks.add({ hook, eventId: 'b', body: '{}', at: at(2) })).toBe(true)
    expect(await webhooks.add({ hook, eventId: 'a', body: '{"a":1}', at: at(1) })).toBe(true)
    expect(await webhooks.add({ hook, eventId: 'a', body: '{"a":2}', at: at(3) })).toBe(false)
    expect(await webhooks.add({ hook: 'other', eventId: 'a', body: '{}', at: at(4) })).toBe(true)
    expect(await webhooks.waiting(hook, 10)).toEqual([
      { eventId: 'a', body: '{"a":1}', attempts: 0, dueAt: 1 },
      { eventId: 'b', body: '{}', attempts: 0, dueAt: 2 },
    ])
  })

  test('a try that failed waits for its next time; one that is over is remembered until it is cleared away', async () => {
    const place = await newPlace()
    const first = await place.open()
    await first.webhooks.add({ hook, eventId: 'a', body: '{}', at: at(1) })
    await first.webhooks.settle(hook, 'a', { at: at(5), status: 500, dueAt: at(50) })
    await first.close()
    const { webhooks } = await place.open()
    expect(await webhooks.waiting(hook, 10)).toEqual([{ eventId: 'a', body: '{}', attempts: 1, dueAt: 50 }])
    await webhooks.settle(hook, 'a', { at: at(60), status: 204, dueAt: null })
    expect(await webhooks.waiting(hook, 10)).toEqual([])
    expect(await webhooks.add({ hook, eventId: 'a', body: '{}', at: at(70) })).toBe(false)
    await webhooks.clear(at(60))
    expect(await webhooks.add({ hook, eventId: 'a', body: '{}', at: at(70) })).toBe(false)
    await webhooks.clear(at(61))
    expect(await webhooks.add({ hook, eventId: 'a', body: '{}', at: at(70) })).toBe(true)
  })

  test('of several processes that add the same event at the same time one does', async () => {
    const place = await newPlace()
    const stores = [await place.open(), await place.open()]
    const added = await Promise.all(
      stores.map(({ webhooks }) => webhooks.add({ hook, eventId: 'a', body: '{}', at: at(1) })),
    )
    expect(added.filter(Boolean)).toHaveLength(1)
  })
}
