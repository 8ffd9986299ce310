import { readFile } from 'node:fs/promises'
import { isSampleSource, type SampleSource } from '../datasets/index.ts'
import { defaultSchedule, fail, type Schedule, Secret, scheduleProblem } from '../domain/index.ts'
import { toWebhooks, type Webhook } from './webhook-config.ts'

/** What `config.toml` may hold. */
export interface ConfigFile {
  /** `datasets`: those that are off until they are named, and with `-` before the name those to leave out. */
  readonly datasets: readonly string[]
  /** `samples`: null = not said. */
  readonly samples: SampleSource | null
  /** `[schedule]`: what holds for accounts without a wish of their own. */
  readonly schedule: Schedule
  /** `[[webhooks]]`: who is told what happens. */
  readonly webhooks: readonly Webhook[]
  /** `[garmin] headers`: sent besides our own, for the person's own account. */
  readonly headers: Readonly<Record<string, string>>
  /** `[garmin] client_ids`: DI client ids to try, newest first (AUTH 1.3); empty = those we know. */
  readonly clientIds: readonly string[]
  /** `[garmin] oauth_consumer = { key, secret }`: renews sessions taken over from OAuth1 tools; null = none. */
  readonly oauthConsumer: { readonly key: string; readonly secret: Secret } | null
}

const nothing: ConfigFile = {
  datasets: [],
  samples: null,
  schedule: toSchedule(undefined, () => fail('internal')),
  webhooks: [],
  headers: {},
  clientIds: [],
  oauthConsumer: null,
}
/** Headers that are ours to set: they carry identity, length or connection. */
const reserved = new Set([
  'authorization',
  'cookie',
  'host',
  'content-length',
  'content-type',
  'connection',
  'transfer-encoding',
])

/** A missing file is an empty one. @throws settings.invalid naming the key */
export async function readConfigFile(path: string): Promise<ConfigFile> {
  const text = await readFile(path, 'utf8').catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR') return null
    throw fail('settings.invalid', { name: 'config.toml', detail: `it cannot be read (${thrown.code}).` })
  })
  if (text === null || text.trim() === '') return nothing
  const { parse } = await import('smol-toml')
  let document: Record<string, unknown>
  try {
    document = parse(text)
  } catch (thrown) {
    throw fail('settings.invalid', {
      name: 'config.toml',
      detail: thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : '',
    })
  }
  return toConfig(document)
}

function toConfig(document: Record<string, unknown>): ConfigFile {
  const invalid = (name: string, detail: string) => fail('settings.invalid', { name: `config.toml: ${name}`, detail })
  for (const section of Object.keys(document))
    if (!['datasets', 'samples', 'schedule', 'webhooks', 'garmin'].includes(section))
      throw invalid(section, 'there is no such setting.')
  const { datasets = [], samples = null } = document
  if (!Array.isArray(datasets) || !datasets.every((name) => typeof name === 'string'))
    throw invalid('datasets', 'it must be a list of names.')
  if (samples !== null && !isSampleSource(samples)) throw invalid('samples', 'it must be "zip" or "json".')
  const garmin = (document.garmin ?? {}) as Record<string, unknown>
  for (const key of Object.keys(garmin))
    if (!['headers', 'client_ids', 'oauth_consumer'].includes(key))
      throw invalid(`garmin.${key}`, 'there is no such setting.')
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries((garmin.headers ?? {}) as Record<string, unknown>)) {
    if (typeof value !== 'string' || !/^[\x20-\x7e]*$/.test(value) || !/^[a-z0-9-]+$/i.test(name))
      throw invalid(`garmin.headers.${name}`, 'it must be a plain text.')
    if (reserved.has(name.toLowerCase())) throw invalid(`garmin.headers.${name}`, 'this header cannot be changed.')
    headers[name.toLowerCase()] = value
  }
  const ids = garmin.client_ids ?? []
  if (!Array.isArray(ids) || !ids.every((id) => typeof id === 'string' && /^[A-Z0-9_]{1,100}$/.test(id)))
    throw invalid('garmin.client_ids', 'it must be a list of client ids.')
  const oauthConsumer = toConsumer(garmin.oauth_consumer, invalid)
  const schedule = toSchedule(document.schedule, invalid)
  const webhooks = toWebhooks(document.webhooks, invalid)
  return { datasets, samples, schedule, webhooks, headers, clientIds: ids as string[], oauthConsumer }
}

/** `quiet = "23:00-06:00"`; the zone is this machine's where none is named. */
function toSchedule(value: unknown, invalid: (name: string, detail: string) => Error): Schedule {
  const { quiet, ...wishes } = (value ?? {}) as Record<string, unknown>
  const known = ['enabled', 'every_min', 'nightly_at', 'zone']
  const stranger = Object.keys(wishes).find((key) => !known.includes(key))
  if (stranger !== undefined) throw invalid(`schedule.${stranger}`, 'there is no such setting.')
  const [from, to, ...more] = quiet === undefined ? [] : String(quiet).split('-')
  if (quiet !== undefined && (to === undefined || more.length > 0))
    throw invalid('schedule.quiet', 'write it as "23:00-06:00".')
  const schedule = {
    ...defaultSchedule,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    ...wishes,
    quiet_from: from?.trim() ?? null,
    quiet_to: to?.trim() ?? null,
  } as Schedule
  const problem = typeof schedule.enabled === 'boolean' ? scheduleProblem(schedule) : 'enabled: write true or false'
  if (problem === null) return schedule
  const [field = '', what = ''] = problem.split(': ')
  throw invalid(`schedule.${field.startsWith('quiet') ? 'quiet' : field}`, `${what}.`)
}

function toConsumer(value: unknown, invalid: (name: string, detail: string) => Error): ConfigFile['oauthConsumer'] {
  if (value === undefined) return null
  const { key, secret } = (value ?? {}) as Record<string, unknown>
  // The values are not repeated.
  if (!isConsumerPart(key) || !isConsumerPart(secret))
    throw invalid('garmin.oauth_consumer', 'write it as { key = "…", secret = "…" }.')
  return { key, secret: new Secret(secret) }
}

/** Half of an OAuth1 consumer: letters, digits and dashes in every one that is known. */
export function isConsumerPart(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9._~+/=-]{1,200}$/.test(value)
}
