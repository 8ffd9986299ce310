import { expect, it } from 'vitest'
import { createBell } from './bell.ts'

const never = new AbortController().signal
/** So long that a test which waits for it does not end. */
const longMs = 3_600_000

it('wakes all who listen for the job, also for what rang before they waited, and nobody else', async () => {
  const bell = createBell()
  const [one, two, other] = [bell.listen('a'), bell.listen('a'), bell.listen('b')]
  bell.ring('a')
  await Promise.all([one.wait(longMs, never), two.wait(longMs, never)])
  let woken = false
  const end = new AbortController()
  const waiting = other.wait(longMs, end.signal).then(() => {
    woken = true
  })
  bell.ring('a')
  await one.wait(longMs, never)
  expect(woken).toBe(false)
  end.abort()
  await waiting
  for (const listener of [one, two, other]) listener.stop()
})

it('rings once for each wait, and a wait ends by itself', async () => {
  const bell = createBell()
  const listener = bell.listen('a')
  bell.ring('a')
  bell.ring('a')
  await listener.wait(longMs, never)
  await listener.wait(1, never)
  listener.stop()
  bell.ring('a')
})
