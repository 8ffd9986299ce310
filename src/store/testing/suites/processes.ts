import { expect, test } from 'vitest'
import { fail } from '../../../domain/index.ts'
import type { StoredAnswer } from '../../types.ts'
import type { Child } from '../child.ts'
import type { Task } from '../child-program.ts'
import { days, me } from '../fixtures.ts'
import type { Place } from '../places.ts'

export function processSuite(newPlace: () => Promise<Place>, child: (task: Task) => Child): void {
  test('a lock is refused to everybody else, this process included, until it is released', async () => {
    const place = await newPlace()
    const store = await place.open()
    const second = await place.open()
    const held = await store.locks.tryLock('sync-1')
    expect(held).not.toBe(null)
    expect(await store.locks.tryLock('sync-1')).toBe(null)
    expect(await second.locks.tryLock('sync-1')).toBe(null)
    const elsewhere = await second.locks.tryLock('token: any/name ü')
    expect(elsewhere).not.toBe(null)
    await held?.release()
    await held?.release()
    const again = await second.locks.tryLock('sync-1')
    expect(again).not.toBe(null)
    await store.close()
    expect(await second.locks.tryLock('sync-1')).toBe(null)
  })

  test('waiting for a lock ends with its turn, with its time, or with a wish to stop', async () => {
    const place = await newPlace()
    const store = await place.open()
    const held = await store.locks.tryLock('a')
    await expect(store.locks.lock('a', { timeoutMs: 30 })).rejects.toMatchObject({ code: 'store.locked' })
    const abort = new AbortController()
    const stopped = store.locks.lock('a', { timeoutMs: 60_000, signal: abort.signal })
    abort.abort(fail('interrupted'))
    await expect(stopped).rejects.toMatchObject({ code: 'interrupted' })
    const turn = store.locks.lock('a', { timeoutMs: 60_000 })
    await held?.release()
    await (await turn).release()
  })

  test('a lock is free at once when its holder is killed', async () => {
    const place = await newPlace()
    const store = await place.open()
    const holder = child({ store: place.childOptions, do: 'hold-lock', name: 'sync-1' })
    await holder.said('held')
    expect(await store.locks.tryLock('sync-1')).toBe(null)
    await holder.kill()
    const taken = await store.locks.lock('sync-1', { timeoutMs: 2000 })
    await taken.release()
  })

  test('processes that open a new store at the same time are all fine', async () => {
    const place = await newPlace()
    const openers = [1, 2, 3].map(() => child({ store: place.childOptions, do: 'open' }))
    const store = await place.open()
    await Promise.all(openers.map((opener) => opener.ended()))
    expect(await store.check()).toEqual({ ok: true, problems: [] })
  })

  test('processes that write at the same time lose nothing, and a lock puts them in a row', async () => {
    const place = await newPlace()
    const store = await place.open()
    const times = 15
    const writers = ['a', 'b'].map((name) => child({ store: place.childOptions, do: 'count', name, times }))
    for (let time = 0; time < times; time++) {
      const lock = await store.locks.lock('count', { timeoutMs: 30_000 })
      await store.state.set('count', 'value', Number((await store.state.get('count', 'value')) ?? 0) + 1)
      await lock.release()
    }
    await Promise.all(writers.map((writer) => writer.ended()))
    const all = await store.state.all('count')
    expect(all.value).toBe(3 * times)
    expect(Object.keys(all)).toHaveLength(1 + 2 * times)
  })

  test('two stores of one process write to the same place', async () => {
    const place = await newPlace()
    const [one, two] = [await place.open(), await place.open()]
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? one : two).state.set('both', String(index), index)),
    )
    expect(Object.keys(await one.state.all('both'))).toHaveLength(20)
  })

  test('kill -9 while it keeps leaves each step whole or undone', async () => {
    const place = await newPlace()
    const store = await place.open()
    for (const waitMs of [0, 7, 23, 41]) {
      const keeper = child({ store: place.childOptions, do: 'keep-forever' })
      await keeper.said('ready')
      await new Promise((resolve) => setTimeout(resolve, waitMs))
      await keeper.kill()
      const step = await store.state.get(me, 'step')
      const answers: StoredAnswer[] = []
      for await (const answer of store.answers.all(me, 'daily_summary')) answers.push(answer)
      expect(JSON.parse(answers.at(-1)?.body ?? '')).toEqual({ step })
      expect((await store.ledger.entries(me))[0]?.asked_at).toBe(step)
      const { rows } = await store.rows.page({ table: days, userId: me })
      expect(rows.map((row) => row.steps)).toEqual(Array.from({ length: 28 }, () => step))
    }
    expect(await store.check()).toEqual({ ok: true, problems: [] })
  })
}
