import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, createApp } from '../../src/app/index.ts'
import { createClient } from '../../src/contract/index.ts'
import type { Instant } from '../../src/domain/index.ts'
import { mannersOf, readToEnd, type Watched, whatReadersMissed } from '../support/event-crowd.ts'
import { createWorld, type World } from '../support/world.ts'

const readers = 200
/**
 * The program's clock runs so much faster than the machine's that an answer of Garmin, which takes `latencyMs`, is worth a
 * step of progress: a job has about as many events as it has requests, however slow the machine is.
 */
const latencyMs = 30
const faster = 12

describe('two hundred readers of one job', () => {
  let world: World
  let app: App
  let server: { url: string; close(): Promise<void> }
  let token: Promise<string>
  beforeAll(async () => {
    world = await createWorld({ years: 1, mfa: 'none', latencyMs })
    await world.signIn()
    await world.restart()
    await writeFile(join(world.home, 'config.toml'), '[schedule]\nenabled = false\n')
    const started = Date.now()
    app = await createApp({
      env: world.env,
      home: world.home,
      version: '0.0.0-test',
      clock: () => (started + (Date.now() - started) * faster) as Instant,
    })
    server = await app.serve({ host: '127.0.0.1', port: 0 })
    token = app.openSession(null)
  })
  afterAll(async () => {
    await server.close()
    await app.close()
    await world.close()
  })

  /** Starts a job for days that were not asked for yet, and lets all of them read it to its end. */
  async function round(from: string, to: string): Promise<number[][]> {
    const current = await app.openSession(null)
    token = Promise.resolve(current)
    const client = createClient({ baseUrl: server.url, fetch, token: () => current })
    const { body: job } = await client.syncStart({ body: { sync_type: 'all', from, to } })
    const watched: Watched = {
      url: server.url,
      jobId: job.job_id,
      token: (refused) => {
        if (refused) token = app.openSession(null)
        return token
      },
    }
    const manners = mannersOf(20)
    return Promise.all(Array.from({ length: readers }, (_, nth) => readToEnd(watched, manners[nth % 3] ?? {})))
  }

  test('a third slow, a third coming back again and again: each sees each event once, and leaves nothing behind', async () => {
    const first = await round('-120d', '-91d')
    expect(whatReadersMissed(first)).toEqual([])
    expect(first[0]?.length).toBeGreaterThan(10)
    const before = heapAfterCollection()
    const second = await round('-90d', '-41d')
    expect(whatReadersMissed(second)).toEqual([])
    // An event takes over a kilobyte; a whole job of them, told to 200 readers, would show if anybody kept it. How flat it
    // stays over half an hour is the soak's to say.
    const events = second[0]?.length ?? 0
    second.length = 0
    first.length = 0
    expect(events).toBeGreaterThan(10)
    expect((heapAfterCollection() - before) / 1e6).toBeLessThan(4)
  }, 240_000)
})

/** Bytes that are in use once all that nobody needs is gone. */
function heapAfterCollection(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  // Once for what is dead, and once for what that held on to.
  collect()
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
