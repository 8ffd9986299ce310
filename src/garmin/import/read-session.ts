import {
  fail,
  type GarminTokens,
  type Instant,
  isObject,
  type Json,
  type Region,
  type Secret,
} from '../../domain/index.ts'
import { jsonOf } from '../http/json-body.ts'
import { importFormats } from './all-formats.ts'
import { isBundle, openSession } from './bundle.ts'
import { toTokens } from './to-tokens.ts'

/** More than every known file; two tokens of the largest size, in base64, fit. */
const maxLength = 60_000

export interface ReadSessionInput {
  readonly content: Secret
  readonly passphrase: Secret | null
  readonly region: Region | null
  readonly now: Instant
}

/**
 * The session in a file's content, whoever wrote it. Detected by structure (AUTH section 7): a text that starts with
 * `{` or `[` is JSON, anything else base64 of a JSON array.
 * @throws import.unrecognised, import.broken, import.passphrase, auth.input-needed, auth.wrong-region
 */
export async function readSession(
  input: ReadSessionInput,
): Promise<{ tokens: GarminTokens; garminGuid: string | null; tool: string }> {
  const document = documentOf(input.content.open())
  if (isBundle(document)) {
    const tokens = await openSession(document, input.passphrase)
    if (input.region !== null && input.region !== tokens.region)
      throw fail('auth.wrong-region', { otherRegion: tokens.region })
    return { tokens, garminGuid: null, tool: 'GarminSync' }
  }
  const format = importFormats.find((one) => one.recognises(document))
  if (format === undefined) throw unrecognised('it has none of the forms that are known')
  const { tool } = format
  return { ...toTokens(format.read(document), { tool, region: input.region, now: input.now }), tool }
}

function documentOf(content: string): Json {
  if (content.length > maxLength) throw unrecognised('it is too large')
  const text = content.replace(/^\ufeff/, '').trim()
  if (text === '') throw unrecognised('it is empty')
  if (/^[{[]/.test(text)) {
    const document = jsonOf(text)
    if (document === undefined) throw unrecognised('it is JSON that breaks off or is damaged')
    return unfolded(document)
  }
  const decoded = /^[A-Za-z0-9+/_\s-]+={0,2}$/.test(text)
    ? jsonOf(Buffer.from(text, 'base64').toString('utf8'))
    : undefined
  if (!Array.isArray(decoded)) throw unrecognised('it is neither JSON nor the base64 string of garth')
  return decoded
}

/** A folder, as the command sends it: `{"files": {"oauth1_token.json": "…its text…"}}`. */
function unfolded(document: Json): Json {
  if (!isObject(document) || !isObject(document.files)) return document
  const entries = Object.entries(document.files).map(([name, text]) => {
    const value = typeof text === 'string' ? jsonOf(text) : undefined
    if (value === undefined) throw unrecognised(`${name.replace(/[^\w.]/g, '').slice(0, 40)} in it is not JSON`)
    return [name, value] as const
  })
  const folder: { [key: string]: Json } = Object.fromEntries(entries)
  return folder['garmin_tokens.json'] ?? folder['.garmin_tokens.json'] ?? folder['native-oauth2.json'] ?? folder
}

const unrecognised = (detail: string) => fail('import.unrecognised', { detail })
