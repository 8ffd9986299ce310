import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, createApp } from '../../src/app/index.ts'
import { type Client, createClient } from '../../src/contract/index.ts'
import type { Clock, Instant } from '../../src/domain/index.ts'
import { createSimulator, type Simulator, type SimulatorOptions } from '../../src/simulator/index.ts'

/** A person, a Garmin of their own and an empty home folder; everything is gone after `close`. */
export interface World {
  readonly simulator: Simulator
  readonly home: string
  readonly env: Record<string, string>
  /** The program in this process; the same until `restart`. */
  app(): Promise<App>
  /** The contract, with the owner's session. */
  client(): Promise<Client>
  /** Signs in with password and the code that arrived. */
  signIn(): Promise<void>
  /** A new process, as far as one can be had within this one. */
  restart(): Promise<void>
  /** Paths of the data requests since the last call, in order. */
  asked(): string[]
  close(): Promise<void>
}

export async function createWorld(options: SimulatorOptions = {}, more: Record<string, string> = {}): Promise<World> {
  const started = Date.now()
  // Our clock goes with the life's, from whatever moment, so that days which pass there pass here.
  let present: () => number = options.now ?? (() => started)
  const clock: Clock = () => (present() + Date.now() - started) as Instant
  const simulator = await createSimulator({ years: 1, ...(options.now ? { clock } : {}), ...options })
  present = simulator.life.now
  const home = await mkdtemp(join(tmpdir(), 'garminsync-test-'))
  const env = { GARMINSYNC_HOME: home, GARMINSYNC_GARMIN_ORIGIN: simulator.origin, GARMINSYNC_PACE: 'off', ...more }
  let current: Promise<App> | null = null
  const app = () => {
    current ??= createApp({ env, home, version: '0.0.0-test', clock })
    return current
  }
  const client = async () => {
    const running = await app()
    return createClient({ baseUrl: 'http://localhost', fetch: running.fetch, token: () => running.openSession(null) })
  }
  const restart = async () => {
    await (await current)?.close()
    current = null
  }
  return {
    simulator,
    home,
    env,
    app,
    client,
    restart,
    signIn: async () => {
      const running = await app()
      const visitor = createClient({ baseUrl: 'http://localhost', fetch: running.fetch })
      const answer = await visitor.authLogin({ body: { email: simulator.email, password: simulator.password } })
      if (answer.status === 200) return
      const code = simulator.inbox.at(-1)?.code ?? ''
      await visitor.authMfa({ body: { challenge_id: answer.body.challenge_id, code } })
      simulator.forget()
    },
    asked: () => {
      const paths = simulator.requests.map((request) => request.path)
      simulator.forget()
      return paths
    },
    close: async () => {
      await restart()
      await simulator.close()
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** Starts a sync and waits for its end. */
export async function sync(
  world: World,
  body: {
    sync_type?: 'all' | 'activities' | 'health' | 'workouts' | 'profile'
    from?: string
    to?: string
    full?: boolean
  } = {},
) {
  const client = await world.client()
  const { body: job } = await client.syncStart({ body: { sync_type: 'all', ...body } })
  for await (const _event of client.syncEvents({ params: { job_id: job.job_id } })) {
    // Only the end counts.
  }
  return client.syncJob({ params: { job_id: job.job_id } })
}
