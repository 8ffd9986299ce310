import { type Failure, fail, type GarminRequest, type Instant, type Json } from '../../domain/index.ts'
import { isEdgeAnswer, isHtml } from '../http/edge.ts'
import { type HttpAnswer, headerOf, textOf } from '../http/http.ts'
import { jsonObjectOf, jsonOf } from '../http/json-body.ts'
import { excessOf } from '../http/json-bounds.ts'
import { parseRetryAfter } from '../http/retry-after.ts'

/** Why a request may be sent again: a 429, a refusal of the network in front, or a passing fault. */
export type Trouble = 'rate-limited' | 'edge' | 'fault'

/** What an answer of the data API means (AUTH 9, DATA 1). */
export type ApiVerdict =
  | { readonly kind: 'good'; readonly content: { json?: Json; text?: string; bytes?: Uint8Array } }
  | { readonly kind: 'unauthorized' }
  | {
      readonly kind: 'trouble'
      readonly trouble: Trouble
      readonly retryAfterMs: number | null
      readonly failure: Failure
    }
  | { readonly kind: 'refused'; readonly failure: Failure }

/** Pure. `good` are 2xx of the form asked for, and Garmin's own 404 and 400. */
export function judge(request: GarminRequest, answer: HttpAnswer, now: Instant): ApiVerdict {
  const { status } = answer
  const dataset = request.path
  const retryAfterMs = parseRetryAfter(headerOf(answer, 'retry-after'), now)
  const trouble = (kind: Trouble, failure: Failure): ApiVerdict => ({
    kind: 'trouble',
    trouble: kind,
    retryAfterMs,
    failure,
  })

  if (status >= 200 && status < 300) {
    if (status === 204 || status === 205) return { kind: 'good', content: {} }
    const text = request.expects === 'json' ? textOf(answer) : ''
    const excess = excessOf(text)
    // Asked again it would be no smaller.
    if (excess !== null) return { kind: 'refused', failure: fail('garmin.too-large', { dataset, detail: excess }) }
    const content = request.expects === 'bytes' ? readBytes(answer) : readJson(answer, text)
    if (typeof content !== 'string') return { kind: 'good', content }
    return trouble('fault', fail('garmin.unexpected-answer', { dataset, detail: content }))
  }
  if (status === 401) return { kind: 'unauthorized' }
  if (status === 429) return trouble('rate-limited', fail('garmin.rate-limited'))
  if (status >= 500) return trouble('fault', fail('garmin.server-error', { httpStatus: status }))
  const text = textOf(answer)
  if (status === 403) {
    if (isEdgeAnswer(answer, text) || jsonObjectOf(text) === null) return trouble('edge', fail('garmin.edge-blocked'))
    return { kind: 'refused', failure: fail('garmin.not-permitted', { dataset }) }
  }
  // A page instead of Garmin's own 404 means that there is no such address at all.
  if ((status === 404 && !isHtml(answer, text)) || status === 400) return { kind: 'good', content: readError(text) }
  return { kind: 'refused', failure: fail('garmin.bad-request', { dataset, detail: `HTTP ${status}` }) }
}

function readJson(answer: HttpAnswer, text: string): { json: Json; text: string } | string {
  const json = jsonOf(text)
  if (json !== undefined) return { json, text }
  if (isHtml(answer, text)) return 'a page instead of JSON'
  return text === '' ? 'an empty answer' : 'not complete JSON'
}

function readBytes(answer: HttpAnswer): { bytes: Uint8Array } | string {
  if (/^text\/html\b/i.test(headerOf(answer, 'content-type') ?? '')) return 'a page instead of a file'
  return answer.bytes.length === 0 ? 'an empty file' : { bytes: answer.bytes }
}

function readError(text: string): { json?: Json; text?: string } {
  const json = jsonOf(text)
  return json === undefined ? {} : { json, text }
}
