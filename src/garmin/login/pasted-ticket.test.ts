import { describe, expect, test } from 'vitest'
import { isFailure, Secret } from '../../domain/index.ts'
import { readPastedTicket } from './pasted-ticket.ts'

const ticket = 'ST-0123456-Abcdefghij0123456789-cas'
const read = (text: string, origin: string | null = null) =>
  readPastedTicket(new Secret(text), { origin, lastPage: 'https://sso.garmin.com/sso/embed?ticket=' })

describe('what a person may paste', () => {
  test.each([
    ['the ticket', ticket, null],
    ['with blanks around', `  ${ticket}\r\n`, null],
    ['the end of the address', `?ticket=${ticket}`, null],
    ['the address', `https://sso.garmin.com/sso/embed?ticket=${ticket}`, 'com'],
    ['the address with more', `https://sso.garmin.cn/sso/embed?a=1&ticket=${ticket}&logintoken=x#top`, 'cn'],
    ['encoded', encodeURIComponent(`https://sso.garmin.com/sso/embed?ticket=${ticket}`), 'com'],
    [
      'the page',
      `<title>Success</title> var response_url = "https:\\/\\/sso.garmin.cn\\/sso\\/embed?ticket=${ticket}";`,
      'cn',
    ],
    ['a message', `{"status":"SUCCESS","serviceTicket":"${ticket}"}`, null],
    ['a sentence', `the ticket is ${ticket}.`, null],
    ['with stray percent signs', `100%! https://sso.garmin.com/sso/embed?ticket=${ticket} %zz`, 'com'],
    ['after a word that is none', `LATEST-newsletter https://sso.garmin.com/ ${ticket}`, 'com'],
  ])('%s', (_, text, region) => {
    const found = read(text)
    expect(found.ticket.open()).toBe(ticket)
    expect(found.region).toBe(region)
  })

  test('the address of the stand-in for Garmin', () => {
    const found = read(`http://127.0.0.1:8099/sso/embed?ticket=${ticket}`, 'http://127.0.0.1:8099')
    expect(found).toMatchObject({ region: null })
  })
})

test.each([
  ['nothing', '', 'nothing in it begins with ST-'],
  ['the first page', 'https://sso.garmin.com/sso/signin?id=gauth-widget', 'nothing in it'],
  ['too short', 'ST-1', 'nothing in it'],
  ['the web site', `https://connect.garmin.com/app?ticket=${ticket}`, 'connect.garmin.com'],
  ['a look-alike', `https://sso.garmin.com.evil.example/sso/embed?ticket=${ticket}`, 'sso.garmin.com.evil.example'],
  ['a user name that looks like it', `https://sso.garmin.com@evil.example/?ticket=${ticket}`, 'another site'],
  ['another machine', `http://127.0.0.1:1/sso/embed?ticket=${ticket}`, '127.0.0.1'],
])('%s is refused with the reason, and without the ticket', (_, text, reason) => {
  let thrown: unknown
  try {
    read(text, 'http://127.0.0.1:8099')
  } catch (failure) {
    thrown = failure
  }
  if (!isFailure(thrown)) throw new Error('expected a failure')
  expect(thrown.code).toBe('auth.ticket-missing')
  expect(thrown.message).toContain(reason)
  expect(JSON.stringify([thrown.message, thrown.hint, thrown.data])).not.toContain(ticket)
})
