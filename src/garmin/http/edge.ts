import type { HttpHeaders } from './exchange.ts'
import { headerOf } from './http.ts'

/**
 * True when the network in front of Garmin answered instead of Garmin: a challenge (`cf-mitigated`), a page, or the
 * bare text `error code: 1020` (AUTH 9, 10). Says nothing about account or token.
 */
export function isEdgeAnswer(answer: { readonly headers: HttpHeaders }, text: string): boolean {
  if (headerOf(answer, 'cf-mitigated') !== null) return true
  if (/^error code: \d+/.test(text.trimStart())) return true
  return isHtml(answer, text)
}

export function isHtml(answer: { readonly headers: HttpHeaders }, text: string): boolean {
  return /^text\/html\b/i.test(headerOf(answer, 'content-type') ?? '') || /^\s*</.test(text)
}
