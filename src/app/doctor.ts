import { access, constants, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isFailure, toFailure } from '../domain/index.ts'
import type { SecretKey, Store } from '../store/index.ts'
import { readConfigFile } from './config-file.ts'
import type { Folders } from './folders.ts'
import { type Environment, readSettings } from './settings.ts'

/** One thing that `doctor` looked at. */
export interface Check {
  readonly name: string
  readonly state: 'ok' | 'warning' | 'problem'
  readonly detail: string
  /** What to do; null when all is well. */
  readonly fix: string | null
}

export interface DoctorOptions {
  readonly env: Environment
  readonly folders: Folders
  readonly version: string
  readonly secretKey: () => SecretKey
  readonly open: () => Promise<Store>
}

/** A store needs room for a few days at least. */
const littleRoomBytes = 200 * 1024 * 1024

/** Looks at everything that has to be right, changes nothing but what opening the store does, and never throws. */
export async function examine(options: DoctorOptions): Promise<Check[]> {
  const { env, folders } = options
  const checks: Check[] = [
    { name: 'version', state: 'ok', detail: `GarminSync ${options.version}, Node ${process.versions.node}`, fix: null },
  ]
  const look = async (name: string, work: () => Promise<Omit<Check, 'name'> | string>) => {
    try {
      const found = await work()
      checks.push(typeof found === 'string' ? { name, state: 'ok', detail: found, fix: null } : { name, ...found })
    } catch (thrown) {
      const failure = toFailure(thrown)
      checks.push({ name, state: 'problem', detail: failure.message, fix: failure.hint })
    }
  }
  await look('settings', async () => {
    const settings = readSettings(env)
    return settings.garminOrigin === null
      ? 'in order'
      : {
          state: 'warning',
          detail: `Garmin is played by ${settings.garminOrigin}`,
          fix: 'Unset GARMINSYNC_GARMIN_ORIGIN to talk to Garmin itself.',
        }
  })
  await look('config.toml', async () => {
    await readConfigFile(folders.configFile)
    return folders.configFile
  })
  await look('folder', async () => {
    const folder = await nearest(dirname(folders.database))
    await access(folder, constants.W_OK)
    const { bavail, bsize } = await statfs(folder)
    const free = bavail * bsize
    const detail = `${dirname(folders.database)}, ${Math.round(free / 1024 / 1024)} MB free`
    return free < littleRoomBytes ? { state: 'warning', detail, fix: 'Make room: a full disk ends a sync.' } : detail
  })
  await look('secret key', async () => {
    const { source, protects } = await options.secretKey().describe()
    return `${source}: ${protects} Health data itself is not encrypted.`
  })
  await look('store', async () => {
    const store = await options.open()
    const { engine, version, schema } = await store.about()
    const { ok, problems } = await store.check()
    const detail = `${engine} ${version}, schema ${schema}`
    return ok
      ? detail
      : {
          state: 'problem',
          detail: `${detail}: ${problems[0] ?? ''}`,
          fix: 'Move the database aside and sync again, or put a backup in its place.',
        }
  })
  await look('sign-in', async () => {
    const store = await options.open()
    const accounts = await store.accounts.list()
    if (accounts.length === 0)
      return { state: 'warning', detail: 'nobody has signed in yet', fix: 'Run `garminsync auth login`.' }
    const words: string[] = []
    let over = false
    let shut = false
    for (const account of accounts) {
      const tokens = await store.tokens.load(account.user_id).catch((failure: unknown) => {
        if (isFailure(failure, 'store.secret-key')) return 'shut' as const
        throw failure
      })
      if (tokens === 'shut') {
        shut = true
        words.push(`${account.user_id} is sealed with another key`)
        continue
      }
      over ||= tokens === null || tokens.over
      words.push(
        `${account.user_id} ${tokens === null ? 'signed out' : tokens.over ? 'needs to sign in again' : 'signed in'}`,
      )
    }
    if (shut) {
      const { source } = await options.secretKey().describe()
      return {
        state: 'problem',
        detail: `${words.join(', ')}; the key in use comes from ${source}`,
        fix: 'Give the key back that was in use, or run `garminsync auth login`. What was fetched is not affected.',
      }
    }
    return over ? { state: 'warning', detail: words.join(', '), fix: 'Run `garminsync auth login`.' } : words.join(', ')
  })
  return checks
}

/** The folder itself, or the closest one above it that exists. */
async function nearest(folder: string): Promise<string> {
  const there = await access(folder).then(
    () => true,
    () => false,
  )
  return there || dirname(folder) === folder ? folder : nearest(dirname(folder))
}
