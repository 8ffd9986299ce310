import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '../../src/contract/index.ts'
import { createSimulator } from '../../src/simulator/index.ts'
import { mannersOf, readToEnd, whatReadersMissed } from './event-crowd.ts'
import { startServer } from './server.ts'

/** Requests that ten years take, roughly: one file a day, one an activity, and lists. */
const requestsOfTenYears = 6_700

const renewEverySeconds = 300

export interface ReadersSoakOptions {
  readonly minutes: number
  readonly readers: number
  /** The built program. */
  readonly program: string
  readonly onMinute: (told: { minute: number; rssMb: number }) => void
}

export interface ReadersSoakResult {
  readonly seconds: number
  /** Events of the job; every reader has to see all of them. */
  readonly events: number
  readonly reconnects: number
  /** What somebody missed, saw twice or saw out of order, in words. */
  readonly missed: readonly string[]
  /** Medians of the server's memory in the first, second and last third of the time. */
  readonly rssMb: readonly [number, number, number]
}

/**
 * A server in a process of its own fetches ten years of a life while many readers watch, at a speed at which this takes
 * about so many minutes.
 */
export async function soakReaders(options: ReadersSoakOptions): Promise<ReadersSoakResult> {
  const { minutes, readers, program, onMinute } = options
  const latencyMs = Math.round((minutes * 60_000) / requestsOfTenYears)
  const simulator = await createSimulator({ years: 10, mfa: 'none', latencyMs })
  const folder = await mkdtemp(join(tmpdir(), 'garminsync-readers-'))
  const home = join(folder, 'home')
  await mkdir(home)
  // The one job is the one that is watched.
  await writeFile(join(home, 'config.toml'), '[schedule]\nenabled = false\n')
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    GARMINSYNC_HOME: home,
    GARMINSYNC_GARMIN_ORIGIN: simulator.origin,
    GARMINSYNC_PACE: 'off',
  }
  const server = await startServer({ cwd: folder, env }, { program })
  const samples: number[] = []
  let session: Promise<{ access_token: string; refresh_token: string }> | null = null
  let renew: ((refreshToken: string) => Promise<{ access_token: string; refresh_token: string }>) | null = null
  const started = performance.now()
  const look = setInterval(() => {
    samples.push(residentMb(server.child.pid))
    simulator.forget()
    if (samples.length % 60 === 0) onMinute({ minute: samples.length / 60, rssMb: Math.round(samples.at(-1) ?? 0) })
    // Well before the access token ends.
    if (samples.length % renewEverySeconds === 0 && session !== null && renew !== null) {
      const again = renew
      session = session.then(({ refresh_token }) => again(refresh_token))
    }
  }, 1000)
  try {
    const visitor = createClient({ baseUrl: server.url, fetch })
    const login = await visitor.authLogin({ body: { email: simulator.email, password: simulator.password } })
    if (login.status !== 200) throw new Error('a code is wanted')
    session = Promise.resolve(login.body)
    const token = async () => (await session)?.access_token ?? ''
    renew = (refresh_token) => visitor.authRefresh({ body: { refresh_token } })
    const client = createClient({ baseUrl: server.url, fetch, token })
    const { body: job } = await client.syncStart({ body: { sync_type: 'all', from: '-3650d' } })
    let connections = 0
    const counted = () => {
      connections++
      return token()
    }
    const watched = { url: server.url, jobId: job.job_id, token: counted }
    const manners = mannersOf(1000)
    const seen = await Promise.all(
      Array.from({ length: readers }, (_, nth) => readToEnd(watched, manners[nth % 3] ?? {})),
    )
    const ended = await client.syncJob({ params: { job_id: job.job_id } })
    const missed = whatReadersMissed(seen)
    if (ended.status !== 'completed') missed.push(`the job ended ${ended.status}: ${ended.error_message}`)
    const third = Math.floor(samples.length / 3)
    return {
      seconds: Math.round((performance.now() - started) / 1000),
      events: seen[0]?.length ?? 0,
      reconnects: connections - readers,
      missed,
      rssMb: [
        median(samples.slice(0, third)),
        median(samples.slice(third, 2 * third)),
        median(samples.slice(2 * third)),
      ],
    }
  } finally {
    clearInterval(look)
    await server.end('SIGTERM')
    await simulator.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Memory of a process, megabytes; 0 where the system does not tell. */
function residentMb(pid: number | undefined): number {
  try {
    return Number(/^VmRSS:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

function median(values: readonly number[]): number {
  return Math.round([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0)
}
