import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, createApp } from '../../src/app/index.ts'
import { createClient } from '../../src/contract/index.ts'
import { createWorld, type World } from '../support/world.ts'

const readers = 200

describe('two hundred readers of one job', () => {
  let world: World
  let app: App
  let server: { url: string; close(): Promise<void> }
  let token: string
  beforeAll(async () => {
    world = await createWorld({ years: 1, mfa: 'none', latencyMs: 20 })
    await world.signIn()
    await world.restart()
    app = await createApp({
      env: world.env,
      home: world.home,
      version: '0.0.0-test',
      wait: (_ms, signal) =>
        new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true })),
    })
    server = await app.serve({ host: '127.0.0.1', port: 0 })
    token = await app.openSession(null)
  })
  afterAll(async () => {
    await server.close()
    await app.close()
    await world.close()
  })

  /** Reads to the end of the job: some slowly, some coming back after every few events. */
  async function read(jobId: string, { slowMs = 0, leavesAfter = Number.POSITIVE_INFINITY }): Promise<number[]> {
    const ids: number[] = []
    for (;;) {
      const headers = { authorization: `Bearer ${token}`, 'last-event-id': String(ids.at(-1) ?? 0) }
      const leave = new AbortController()
      const answer = await fetch(`${server.url}/api/v1/sync/jobs/${jobId}/events`, { headers, signal: leave.signal })
      let seen = 0
      let text = ''
      try {
        for await (const chunk of answer.body ?? []) {
          text += Buffer.from(chunk).toString()
          const blocks = text.split('\n\n')
          text = blocks.pop() ?? ''
          for (const block of blocks) {
            const id = /^id: (\d+)$/m.exec(block)?.[1]
            if (id === undefined) continue
            ids.push(Number(id))
            seen++
            if (/"status":"(completed|failed|cancelled)"/.test(block)) return ids
          }
          if (seen >= leavesAfter) break
          if (slowMs > 0) await sleep(slowMs)
        }
      } finally {
        leave.abort()
      }
    }
  }

  test('a third slow, a third coming back again and again: each sees each event once, in order', async () => {
    const client = createClient({ baseUrl: server.url, fetch, token: () => token })
    const { body: job } = await client.syncStart({ body: { sync_type: 'all', from: '-20d', full: true } })
    const kinds = [{}, { slowMs: 100 }, { leavesAfter: 3 }]
    const seen = await Promise.all(Array.from({ length: readers }, (_, nth) => read(job.job_id, kinds[nth % 3] ?? {})))
    const [first = []] = seen
    expect(first.length).toBeGreaterThan(3)
    expect(first).toEqual(first.map((_, at) => at + 1))
    for (const ids of seen) expect(ids).toEqual(first)
  }, 180_000)
})
