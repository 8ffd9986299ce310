import { expect, test } from 'vitest'
import { createToasts } from './toasts.ts'

/** Timers that run when they are told to. */
function handClock() {
  const waiting = new Map<number, () => void>()
  let last = 0
  return {
    waiting,
    runAll: () => {
      for (const run of [...waiting.values()]) run()
    },
    setTimeout: (run: () => void) => {
      last++
      waiting.set(last, run)
      return last
    },
    clearTimeout: (timer: number) => void waiting.delete(timer),
  }
}
const texts = (toasts: ReturnType<typeof createToasts>) => toasts.shown.value.map(({ text }) => text)

test('what was said goes by itself, or when it is closed', () => {
  const clock = handClock()
  const toasts = createToasts(clock)
  toasts.say('Copied')
  toasts.say('Session ended', { label: 'Undo', run: () => undefined })
  expect(texts(toasts)).toEqual(['Copied', 'Session ended'])
  toasts.close(1)
  expect(texts(toasts)).toEqual(['Session ended'])
  clock.runAll()
  expect(texts(toasts)).toEqual([])
})

test('who reads it is not hurried', () => {
  const clock = handClock()
  const toasts = createToasts(clock)
  toasts.say('Copied')
  toasts.pause()
  expect(clock.waiting.size).toBe(0)
  toasts.resume()
  toasts.resume()
  expect(clock.waiting.size).toBe(1)
})
