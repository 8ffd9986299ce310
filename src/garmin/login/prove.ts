import { fail, type GarminTokens, isFailure } from '../../domain/index.ts'
import { isEdgeAnswer } from '../http/edge.ts'
import { type Http, type HttpAnswer, headerOf, textOf } from '../http/http.ts'
import { profilePath, readProfile } from '../profile.ts'
import type { Di } from '../tokens/di.ts'
import type { ProvenProfile } from '../types.ts'

export interface Proof {
  /** The pair in force: another than was given when it had to be refreshed. */
  readonly tokens: GarminTokens
  /** Null when Garmin could not be asked: not yet proven, and kept. */
  readonly profile: ProvenProfile | null
}

/**
 * One cheap call with a new token (AUTH 5.1): a profile proves it, a refusal by Garmin's API itself discards it, and
 * an edge 403, a 5xx, a limit or a timeout says nothing about it.
 * @throws auth.token-refused, interrupted
 */
export async function prove(
  { http, di }: { http: Http; di: Pick<Di, 'refresh'> },
  tokens: GarminTokens,
  signal: AbortSignal | undefined,
): Promise<Proof> {
  const first = await ask(http, tokens, signal)
  if (first.kind !== 'not-active') return settle(first, tokens)
  // "Token is not active" right after it was issued: refresh once, try once more, no loop (AUTH 5.6).
  const next = await di.refresh(tokens).catch((failure: unknown) => {
    throw isFailure(failure, 'interrupted') ? failure : fail('auth.token-refused')
  })
  return settle(await ask(http, next, signal), next)
}

type Reply = { kind: 'proven'; profile: ProvenProfile } | { kind: 'unproven' | 'refused' | 'not-active' }

function settle(reply: Reply, tokens: GarminTokens): Proof {
  if (reply.kind === 'refused' || reply.kind === 'not-active') throw fail('auth.token-refused')
  return { tokens, profile: reply.kind === 'proven' ? reply.profile : null }
}

async function ask(http: Http, tokens: GarminTokens, signal: AbortSignal | undefined): Promise<Reply> {
  try {
    const answer = await http.send({
      service: 'connectapi',
      region: tokens.region,
      method: 'GET',
      path: profilePath,
      headers: { accept: 'application/json', authorization: `Bearer ${tokens.accessToken.open()}` },
      signal,
    })
    return read(answer)
  } catch (failure) {
    if (isFailure(failure, 'garmin.unreachable') || isFailure(failure, 'garmin.too-large')) return { kind: 'unproven' }
    throw failure
  }
}

function read(answer: HttpAnswer): Reply {
  const text = textOf(answer)
  const challenge = headerOf(answer, 'www-authenticate')
  if (answer.status === 200) {
    const profile = readProfile(text)
    return profile ? { kind: 'proven', profile } : { kind: 'unproven' }
  }
  if (answer.status !== 401 && answer.status !== 403) return { kind: 'unproven' }
  if (challenge === null && isEdgeAnswer(answer, text)) return { kind: 'unproven' }
  return { kind: /token is not active/i.test(`${challenge ?? ''} ${text}`) ? 'not-active' : 'refused' }
}
