import { toUserId, type UserId } from '../domain/index.ts'
import { flag, type OptionValues, option, type ParseContext, text, wrongValue } from './options.ts'

/** Options of every command, before or after its name. */
export const globalOptions = {
  json: flag('Print the answer of the API as JSON.'),
  quiet: flag('Print data only.'),
  verbose: flag('Print what lies behind a failure.'),
  'no-color': flag('Print without colours (also NO_COLOR).'),
  server: option('URL', 'Ask a GarminSync server instead of this machine (GARMINSYNC_SERVER).', serverAddress),
  home: option('DIR', 'Keep everything in this folder (GARMINSYNC_HOME).', text),
  user: option('ID', 'The account, where there are several (GARMINSYNC_USER).', userId),
  help: flag('Explain the command.', 'h'),
} as const

/** As typed; environment variables are looked at where each value is used. */
export type Globals = OptionValues<typeof globalOptions>

function userId(value: string, context: ParseContext): UserId {
  const found = toUserId(value)
  if (found === null) throw wrongValue(context, `${context.name} takes the number of an account, not "${value}".`)
  return found
}

function serverAddress(value: string, context: ParseContext): string {
  const origin = originOf(value)
  if (origin !== null) return origin
  throw wrongValue(context, `${context.name} takes an address such as http://127.0.0.1:8787, not "${value}".`)
}

/** The origin of a server, at whose root the API lies; null for anything else. */
export function originOf(value: string): string | null {
  const url = URL.canParse(value) ? new URL(value) : null
  return url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/` ? url.origin : null
}
