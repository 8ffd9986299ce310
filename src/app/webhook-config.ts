import { isObject, Secret } from '../domain/index.ts'
import { isLoopbackHost } from './loopback.ts'

/** What others may be told of. */
export const webhookEvents = ['job.finished', 'job.failed', 'sign-in-needed', 'activity.new'] as const
export type WebhookEvent = (typeof webhookEvents)[number]

/** A program that wants to be told. */
export interface Webhook {
  readonly url: string
  /** Signs what it is sent. */
  readonly secret: Secret
  readonly events: ReadonlySet<WebhookEvent>
}

/** A shorter secret could be guessed from one message. */
const shortestSecret = 16

/** `[[webhooks]]` of config.toml. The values of secrets are not repeated. */
export function toWebhooks(value: unknown, invalid: (name: string, detail: string) => Error): Webhook[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) throw invalid('webhooks', 'write it as [[webhooks]].')
  const hooks = value.map((entry) => toWebhook(entry, invalid))
  const twice = hooks.find((hook, at) => hooks.findIndex(({ url }) => url === hook.url) !== at)
  if (twice !== undefined) throw invalid('webhooks.url', 'the same address stands there twice.')
  return hooks
}

function toWebhook(entry: unknown, invalid: (name: string, detail: string) => Error): Webhook {
  const { url, secret, events = webhookEvents, ...rest } = isObject(entry) ? entry : {}
  const [stranger] = Object.keys(rest)
  if (stranger !== undefined) throw invalid(`webhooks.${stranger}`, 'there is no such setting.')
  if (typeof url !== 'string' || !isSafeUrl(url))
    throw invalid('webhooks.url', 'it must be an https address; http is for this machine only.')
  if (typeof secret !== 'string' || secret.length < shortestSecret)
    throw invalid('webhooks.secret', `it must be a text of at least ${shortestSecret} characters.`)
  const known: readonly unknown[] = webhookEvents
  if (!Array.isArray(events) || events.length === 0 || !events.every((event) => known.includes(event)))
    throw invalid('webhooks.events', `it must be a list of ${webhookEvents.join(', ')}.`)
  return { url: new URL(url).href, secret: new Secret(secret), events: new Set(events as WebhookEvent[]) }
}

/** What is sent tells of somebody's health: nobody on the way may read it. */
function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  if (username !== '' || password !== '') return false
  return protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname))
}
