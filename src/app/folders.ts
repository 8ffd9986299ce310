import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Environment } from './settings.ts'

/** Where everything lives (PRODUCT section 5). */
export interface Folders {
  readonly config: string
  readonly data: string
  readonly state: string
  readonly configFile: string
  readonly secretKeyFile: string
  readonly database: string
  readonly originals: string
  readonly locks: string
  readonly log: string
}

/** One folder when a home is given, else the XDG folders; an empty XDG variable counts as unset. */
export function findFolders(env: Environment, home: string | null): Folders {
  const one = home ?? (env.GARMINSYNC_HOME?.trim() || null)
  const xdg = (name: string, fallback: string) => join(env[name]?.trim() || join(homedir(), fallback), 'garminsync')
  const config = one !== null ? resolve(one) : xdg('XDG_CONFIG_HOME', '.config')
  const data = one !== null ? resolve(one) : xdg('XDG_DATA_HOME', '.local/share')
  const state = one !== null ? resolve(one) : xdg('XDG_STATE_HOME', '.local/state')
  return {
    config,
    data,
    state,
    configFile: join(config, 'config.toml'),
    secretKeyFile: join(config, 'secret.key'),
    database: join(data, 'garminsync.db'),
    originals: join(data, 'originals'),
    locks: join(state, 'locks'),
    log: join(state, 'log'),
  }
}
