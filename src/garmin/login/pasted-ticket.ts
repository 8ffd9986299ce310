import { fail, type Region, type Secret } from '../../domain/index.ts'
import { toServiceTicket } from './verdict.ts'

export interface PastedTicket {
  readonly ticket: Secret
  /** Of the address or the page text; null where the text does not say. */
  readonly region: Region | null
}

/** The whole text of a page is far below this; what is longer is something else. */
const longestText = 1024 * 1024

/**
 * Finds the ticket in what a person brings from their browser: the address of the last page, the ticket alone, or any
 * text of the page that holds it (AUTH 11.2). `origin` is the address that plays Garmin, where one does.
 * @throws auth.ticket-missing for a text without one, and for an address of another site, whose ticket is of no use
 */
export function readPastedTicket(pasted: Secret, options: { origin: string | null; lastPage: string }): PastedTicket {
  const missing = (detail: string) =>
    fail('auth.ticket-missing', { detail, lastPage: options.lastPage, field: 'ticket' })
  const text = decoded(pasted.open().slice(0, longestText).trim())
  const host = /\s/.test(text) ? null : hostOf(text)
  if (host !== null && !/^sso\.garmin\.(com|cn)$/.test(host.name) && host.origin !== options.origin)
    throw missing(`the address is of ${/^[a-z0-9.-]{1,100}$/.test(host.name) ? host.name : 'another site'}`)
  // Not in the middle of a word: LATEST-news is no ticket.
  const found = /(?<![A-Za-z0-9])ST-[A-Za-z0-9._-]{8,}/.exec(text)?.[0].replace(/[._-]+$/, '')
  const ticket = toServiceTicket(found)
  if (ticket === null) throw missing('nothing in it begins with ST-')
  const region = /\bsso\.garmin\.(com|cn)(?![A-Za-z0-9.-])/.exec(text)?.[1]
  return { ticket, region: region === 'com' || region === 'cn' ? region : null }
}

/** Percent signs undone, also where they are not all well formed; scripts write `/` as `\/`. */
function decoded(text: string): string {
  const plain = text.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return plain.replaceAll('\\/', '/')
}

function hostOf(text: string): { name: string; origin: string } | null {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null
  const url = new URL(text)
  // The user name of an address can look like its host.
  return { name: url.username === '' ? url.hostname : '', origin: url.origin }
}
