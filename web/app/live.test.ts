import { expect, test } from 'vitest'
import type { SyncJobJson } from '../../src/contract/index.ts'
import { createLive, type LiveEvent } from './live.ts'

const keys = ['status', 'jobs?status=', 'home', 'activities?q=run']

/** A stream that tells `parts` after each other, one for each connection; then nobody answers any more. */
function open(parts: readonly { id: number; data: LiveEvent }[][]) {
  const log: string[] = []
  let wake: () => void = () => undefined
  const told = new Promise<void>((resolve) => {
    wake = resolve
  })
  let at = 0
  const live = createLive({
    open: async function* ({ lastEventId }) {
      log.push(`open after ${lastEventId ?? 'nothing'}`)
      const part = parts[at++]
      if (part === undefined) {
        wake()
        throw new Error('nobody answers')
      }
      yield* part
    },
    resources: { refresh: (matches = () => true) => void log.push(`refresh ${keys.filter(matches).join(' ')}`) },
    onSessionEnded: (id) => {
      log.push(`ended ${id}`)
      wake()
    },
    wait: async () => undefined,
    looked: async () => undefined,
  })
  return { live, log, told }
}

test('what arrives fills every page, what only works on fills the state of work', async () => {
  const job = { job_id: 'j1' } as SyncJobJson
  const { live, log, told } = open([
    [{ id: 1, data: { type: 'job', job } }],
    [{ id: 2, data: { type: 'data-changed', tables: ['sleep'] } }],
  ])
  live.restart()
  await told
  live.stop()
  expect(live.job.value).toBe(job)
  expect(log).toContain('refresh status jobs?status=')
  expect(log).toContain('refresh status jobs?status= home activities?q=run')
})

test('a stream that broke off is taken up after the last event, and the state of work is asked for meanwhile', async () => {
  const { live, log, told } = open([[{ id: 41, data: { type: 'status' } }]])
  live.restart()
  await told
  expect(log.slice(0, 2)).toEqual(['open after nothing', 'refresh status jobs?status='])
  expect(log).toContain('open after 41')
  live.stop()
  expect(live.state.value).toBe('off')
})

test('the end of the session ends the stream', async () => {
  const { live, log, told } = open([[{ id: 1, data: { type: 'session-ended', session_id: 's1' } }]])
  live.restart()
  await told
  expect(log).toEqual(['open after nothing', 'ended s1'])
})
