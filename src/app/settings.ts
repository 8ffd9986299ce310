import { BlockList } from 'node:net'
import { isSampleSource, type SampleSource } from '../datasets/index.ts'
import { type AllowList, fail, isId64, parseAllowList, Secret, type UserId } from '../domain/index.ts'
import { isConsumerPart } from './config-file.ts'
import { isLoopbackHost } from './loopback.ts'
import { parseNetworks } from './networks.ts'

/** One setting: everything that flags, `config show` and the docs say of it comes from here. */
export interface SettingEntry {
  readonly env: string
  readonly type: 'path' | 'text' | 'url' | 'pace' | 'id' | 'command' | 'list'
  readonly help: string
  readonly secret?: true
  readonly fallback?: string
}

/** Every setting there is. */
export const settings = {
  home: {
    env: 'GARMINSYNC_HOME',
    type: 'path',
    help: 'One folder for everything: configuration, database, originals, key and log.',
    fallback: 'the XDG folders',
  },
  databaseUrl: {
    env: 'GARMINSYNC_DATABASE_URL',
    type: 'url',
    help: '`postgres://…` moves the store to PostgreSQL.',
    secret: true,
    fallback: 'garminsync.db in the data folder',
  },
  server: {
    env: 'GARMINSYNC_SERVER',
    type: 'url',
    help: 'A GarminSync server to talk to instead of the store on this machine.',
  },
  user: { env: 'GARMINSYNC_USER', type: 'id', help: 'The account to use where there are several: its profile number.' },
  email: { env: 'GARMINSYNC_EMAIL', type: 'text', help: 'E-mail for `auth login` without a terminal.' },
  passwordFile: {
    env: 'GARMINSYNC_PASSWORD_FILE',
    type: 'path',
    help: 'File whose first line is the password, for `auth login` without a terminal.',
  },
  passwordCommand: { env: 'GARMINSYNC_PASSWORD_COMMAND', type: 'command', help: 'Command that prints the password.' },
  secretKey: {
    env: 'GARMINSYNC_SECRET_KEY',
    type: 'text',
    help: 'The key that seals the tokens: 32 bytes as base64 or hex, or a passphrase.',
    secret: true,
    fallback: 'secret.key in the configuration folder',
  },
  secretKeyFile: { env: 'GARMINSYNC_SECRET_KEY_FILE', type: 'path', help: 'File that holds the key.' },
  secretKeyCommand: { env: 'GARMINSYNC_SECRET_KEY_COMMAND', type: 'command', help: 'Command that prints the key.' },
  oauthConsumer: {
    env: 'GARMINSYNC_OAUTH_CONSUMER',
    type: 'text',
    help: 'The OAuth1 consumer that renews sessions taken over from garth or npm garmin-connect: `key:secret`.',
    secret: true,
    fallback: '[garmin] oauth_consumer in config.toml',
  },
  allowedUsers: {
    env: 'GARMINSYNC_ALLOWED_USERS',
    type: 'list',
    help: 'Who may use a server that others reach: e-mail addresses of Garmin accounts and account numbers.',
  },
  publicUrl: {
    env: 'GARMINSYNC_PUBLIC_URL',
    type: 'url',
    help: 'Where people reach `garminsync serve`, such as https://fit.example.org.',
    fallback: 'only this machine reaches it',
  },
  trustedProxies: {
    env: 'GARMINSYNC_TRUSTED_PROXIES',
    type: 'list',
    help: 'Addresses and networks of reverse proxies whose X-Forwarded-For and X-Forwarded-Proto are believed.',
    fallback: 'none',
  },
  metricsToken: {
    env: 'GARMINSYNC_METRICS_TOKEN',
    type: 'text',
    help: 'What /metrics wants as a bearer token on a server that others reach.',
    secret: true,
    fallback: '/metrics is answered on this machine only',
  },
  pace: {
    env: 'GARMINSYNC_PACE',
    type: 'pace',
    help: 'Requests to Garmin: `burst,per-second`, or `off` where GARMINSYNC_GARMIN_ORIGIN is set.',
    fallback: '120,2',
  },
  budget: {
    env: 'GARMINSYNC_BUDGET',
    type: 'text',
    help: 'Most requests to Garmin: `per-run,per-day`, either may be `-` for any number. Days are those of UTC.',
    fallback: '-,-',
  },
  garminOrigin: {
    env: 'GARMINSYNC_GARMIN_ORIGIN',
    type: 'url',
    help: "A loopback origin that plays all of Garmin's hosts, for trying things out. Over HTTP it is sent the `Host` of the one that is meant.",
  },
  datasets: {
    env: 'GARMINSYNC_DATASETS',
    type: 'list',
    help: 'Datasets to fetch besides the usual ones (private ones, and those of one more request an item), `-name` for one to leave out; commas between them.',
    fallback: 'datasets in config.toml',
  },
  samples: {
    env: 'GARMINSYNC_SAMPLES',
    type: 'text',
    help: "Samples within the day: `zip`, the watch's own files, one request a day, or `json`, one request for each kind and day.",
    fallback: 'samples in config.toml, else zip',
  },
  sqlite: {
    env: 'GARMINSYNC_SQLITE',
    type: 'text',
    help: 'SQLite provider: `photostructure` or `node`.',
    fallback: 'photostructure, else node',
  },
} as const satisfies Record<string, SettingEntry>

export type SettingName = keyof typeof settings

/** What the environment says, checked and frozen. Empty variables count as unset. */
export interface Settings {
  readonly databaseUrl: Secret | null
  readonly user: UserId | null
  readonly secretKey: Secret | null
  readonly secretKeyFile: string | null
  readonly secretKeyCommand: string | null
  readonly oauthConsumer: { readonly key: string; readonly secret: Secret } | null
  readonly allowedUsers: AllowList | null
  /** An origin, without a path. */
  readonly publicUrl: string | null
  readonly trustedProxies: BlockList
  readonly metricsToken: Secret | null
  /** Null = off. */
  readonly pace: { burst: number; perSecond: number } | null
  /** Null = as many requests as it takes. */
  readonly budget: { readonly perRun: number | null; readonly perDay: number | null } | null
  readonly garminOrigin: string | null
  /** Null = as the configuration file says. */
  readonly datasets: readonly string[] | null
  readonly samples: SampleSource | null
  readonly sqlite: 'photostructure' | 'node' | null
}

export type Environment = Readonly<Record<string, string | undefined>>

/** @throws settings.invalid with the variable's name */
export function readSettings(env: Environment): Settings {
  const text = (name: SettingName): string | null => env[settings[name].env]?.trim() || null
  const invalid = (name: SettingName, detail: string) => fail('settings.invalid', { name: settings[name].env, detail })
  const user = text('user')
  if (user !== null && !isId64(user)) throw invalid('user', 'it must be a number of digits.')
  const garminOrigin = text('garminOrigin')
  if (garminOrigin !== null && !isLoopbackOrigin(garminOrigin))
    throw invalid('garminOrigin', 'it must be an http(s) origin on this machine, such as http://127.0.0.1:8099.')
  const sqlite = text('sqlite')
  if (sqlite !== null && sqlite !== 'photostructure' && sqlite !== 'node')
    throw invalid('sqlite', 'it must be photostructure or node.')
  const samples = text('samples')
  if (samples !== null && !isSampleSource(samples)) throw invalid('samples', 'it must be zip or json.')
  const databaseUrl = text('databaseUrl')
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl))
    throw invalid('databaseUrl', 'it must start with postgres://.')
  const parsed = <T>(name: SettingName, parse: (value: string) => T | null, detail: string): T | null => {
    const value = text(name)
    if (value === null) return null
    const result = parse(value)
    if (result === null) throw invalid(name, detail)
    return result
  }
  return Object.freeze({
    databaseUrl: databaseUrl === null ? null : new Secret(databaseUrl),
    user: user as UserId | null,
    secretKey: text('secretKey') === null ? null : new Secret(text('secretKey') ?? ''),
    secretKeyFile: text('secretKeyFile'),
    secretKeyCommand: text('secretKeyCommand'),
    oauthConsumer: parseConsumer(text('oauthConsumer'), (detail) => invalid('oauthConsumer', detail)),
    allowedUsers: parsed('allowedUsers', parseAllowList, 'write e-mail addresses and account numbers, with commas.'),
    publicUrl: parsed('publicUrl', toOrigin, 'write it as https://fit.example.org, without a path.'),
    trustedProxies:
      parsed('trustedProxies', parseNetworks, 'write addresses and networks, such as 127.0.0.1, 10.0.0.0/8.') ??
      new BlockList(),
    metricsToken: text('metricsToken') === null ? null : new Secret(text('metricsToken') ?? ''),
    pace: parsePace(text('pace'), garminOrigin !== null, (detail) => invalid('pace', detail)),
    budget: parseBudget(text('budget'), (detail) => invalid('budget', detail)),
    garminOrigin: garminOrigin === null ? null : new URL(garminOrigin).origin,
    datasets:
      text('datasets')
        ?.split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '') ?? null,
    samples,
    sqlite,
  })
}

function parseConsumer(text: string | null, invalid: (detail: string) => Error): Settings['oauthConsumer'] {
  if (text === null) return null
  const [key, secret, ...more] = text.split(':')
  // The value is not repeated.
  if (!isConsumerPart(key) || !isConsumerPart(secret) || more.length > 0) throw invalid('write it as key:secret.')
  return { key, secret: new Secret(secret) }
}

/** Default: bursts of 120 requests, then 2 a second (PRODUCT section 2). */
export const defaultPace = { burst: 120, perSecond: 2 } as const

function parsePace(text: string | null, loopback: boolean, invalid: (detail: string) => Error): Settings['pace'] {
  if (text === null) return defaultPace
  if (text === 'off') {
    if (!loopback) throw invalid('off is accepted only where GARMINSYNC_GARMIN_ORIGIN names this machine.')
    return null
  }
  const match = /^(\d{1,5})\s*,\s*(\d{1,4}(?:\.\d{1,3})?)$/.exec(text)
  const burst = Number(match?.[1])
  const perSecond = Number(match?.[2])
  if (!match || burst < 1 || perSecond <= 0) throw invalid('write it as burst,per-second, such as 120,2.')
  return { burst, perSecond }
}

function parseBudget(text: string | null, invalid: (detail: string) => Error): Settings['budget'] {
  if (text === null) return null
  const match = /^(-|\d{1,7})\s*,\s*(-|\d{1,7})$/.exec(text)
  const [perRun, perDay] = [match?.[1], match?.[2]].map((part) => (part === '-' ? null : Number(part)))
  if (!match || perRun === 0 || perDay === 0) throw invalid('write it as per-run,per-day, such as 500,2000 or -,2000.')
  return { perRun: perRun ?? null, perDay: perDay ?? null }
}

/** `http://127.0.0.1:8099`, `http://localhost:…`, `http://[::1]:…`; without path, query or user. */
export function isLoopbackOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return (
    isLoopbackHost(url.hostname) &&
    /^https?:$/.test(url.protocol) &&
    url.pathname === '/' &&
    url.search === '' &&
    url.username === ''
  )
}

/** An origin that people can type; null for anything else. */
function toOrigin(text: string): string | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  const bare = url.pathname === '/' && url.search === '' && url.hash === '' && url.username === ''
  return bare && /^https?:$/.test(url.protocol) ? url.origin : null
}

/** Settings as `config show` prints them: where each value comes from, secrets hidden. */
export function showSettings(
  env: Environment,
): { name: string; value: string | null; source: 'environment' | 'default'; secret: boolean; help: string }[] {
  return Object.values(settings as Record<string, SettingEntry>).map((entry) => {
    const value = env[entry.env]?.trim() || null
    const shown = value !== null && entry.secret === true ? '[redacted]' : value
    return {
      name: entry.env,
      value: shown ?? entry.fallback ?? null,
      source: value === null ? 'default' : 'environment',
      secret: entry.secret === true,
      help: entry.help,
    }
  })
}
