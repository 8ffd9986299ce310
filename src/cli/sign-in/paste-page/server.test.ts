import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import type { Taken } from '../ticket-desk.ts'
import { openPastePage, type PastePage } from './server.ts'

const link = {
  url: 'https://sso.garmin.com/sso/signin?id=gauth-widget&embedWidget=true',
  last_page: 'https://sso.garmin.com/sso/embed?ticket=',
}
const notice = { title: 'There is no <ticket> in it.', hint: 'Paste "the" address.' }

let page: PastePage
afterEach(() => page.close())

async function opened(answer: Taken = { kind: 'done' }) {
  const pasted: string[] = []
  page = await openPastePage({
    link,
    take: async (text) => {
      pasted.push(text)
      return answer
    },
  })
  return pasted
}

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

function ask(url: string, method = 'GET', headers: OutgoingHttpHeaders = {}, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const form = { 'content-type': 'application/x-www-form-urlencoded' }
/** As Chromium sends a form of a page with `no-referrer`. */
const ours = { ...form, origin: 'null', 'sec-fetch-site': 'same-origin' }
const paste = (headers: OutgoingHttpHeaders, text = `${link.last_page}ST-1234567-abcdefghij-cas`) =>
  ask(page.url, 'POST', headers, new URLSearchParams({ pasted: text }).toString())

describe('the page that takes the ticket', () => {
  it('explains, links to Garmin with noopener, has no script and lets nothing in or out', async () => {
    await opened()
    const { status, headers, text } = await ask(page.url)
    expect(status).toBe(200)
    expect(text).toContain(`href="${link.url.replace('&', '&#38;')}" target="_blank" rel="noopener noreferrer"`)
    expect(text).toContain('ERROR: clientId parameter must be specified')
    expect(text).not.toMatch(/<script|<img|<link|javascript:|\son\w+=/i)
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
    })
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]{44}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    )
    expect(headers['set-cookie']).toBeUndefined()
  })

  it('has an address that nobody can guess, on the loopback interface', async () => {
    await opened()
    const first = page.url
    expect(first).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}$/)
    for (const path of ['/', '/favicon.ico', `${new URL(first).pathname}x`])
      expect((await ask(new URL(path, first).href)).status).toBe(404)
    await page.close()
    await opened()
    expect(new URL(page.url).pathname).not.toBe(new URL(first).pathname)
  })

  it('leads there once from the address that a program may be given', async () => {
    await opened()
    const first = await ask(page.onceUrl)
    expect([first.status, first.headers.location]).toEqual([303, new URL(page.url).pathname])
    expect((await ask(page.onceUrl)).status).toBe(404)
  })

  it('hands over what was pasted, whole, and says that it is done', async () => {
    const pasted = await opened()
    const done = await paste(ours, `  ${link.last_page}ST-1234567-abcdefghij-cas\n`)
    expect([done.status, done.headers['cache-control']]).toEqual([200, 'no-store'])
    expect(done.text).toContain('You can close this tab')
    expect(done.text).not.toContain('ST-1234567')
    await paste({ ...form, origin: new URL(page.url).origin }, 'var response_url = "…?ticket=ST-1&x=ä";')
    expect(pasted).toEqual([`${link.last_page}ST-1234567-abcdefghij-cas`, 'var response_url = "…?ticket=ST-1&x=ä";'])
  })

  it.each([
    ['another site', { ...form, origin: 'https://evil.example' }],
    ['another site that hides its name', { ...form, origin: 'null' }],
    ['another site by a browser that says so', { ...form, origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['another port of this machine', { ...form, origin: 'null', 'sec-fetch-site': 'same-site' }],
    ['no page at all', form],
    ['a script', { ...ours, 'content-type': 'application/json' }],
    ['a foreign name that points here', { ...ours, host: 'evil.example' }],
    ['our address by another name', { ...ours, host: 'localhost' }],
  ])('takes nothing from %s', async (_, headers) => {
    const pasted = await opened()
    expect((await paste(headers)).status).toBe(403)
    expect(pasted).toEqual([])
  })

  it('shows nothing to a foreign name that points here', async () => {
    await opened()
    const { status, text } = await ask(page.url, 'GET', { host: 'evil.example' })
    expect(status).toBe(403)
    expect(text).not.toContain('sso.garmin.com')
  })

  it('says what was wrong with a paste, harmlessly, and takes the next one', async () => {
    await opened({ kind: 'again', notice })
    const wrong = await paste(ours, '<b>no</b>')
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('There is no &#60;ticket&#62; in it.')
    expect(wrong.text).toContain('Paste &#34;the&#34; address.')
    expect(wrong.text).toContain('<textarea')
    expect(wrong.text).not.toContain('<b>no</b>')
  })

  it('says that it is over where no further paste helps', async () => {
    await opened({ kind: 'over', notice })
    const over = await paste(ours)
    expect(over.status).toBe(403)
    expect(over.text).toContain('The command in the terminal has ended')
    expect(over.text).not.toContain('<textarea')
  })

  it('refuses what is far longer than a page', async () => {
    const pasted = await opened()
    expect((await paste(ours, 'x'.repeat(300_000))).status).toBe(413)
    expect(pasted).toEqual([])
    expect((await ask(page.url, 'DELETE')).status).toBe(405)
  })

  it('finishes the answer that is under way before it ends', async () => {
    let finish = () => {}
    let begun = () => {}
    const taking = new Promise<void>((resolve) => {
      begun = resolve
    })
    const finished = new Promise<void>((resolve) => {
      finish = resolve
    })
    const take = async (): Promise<Taken> => {
      begun()
      await finished
      return { kind: 'done' }
    }
    page = await openPastePage({ link, take })
    const pasting = paste(ours)
    await taking
    const closing = page.close()
    finish()
    expect((await pasting).status).toBe(200)
    await closing
    await expect(ask(page.url)).rejects.toThrow('ECONNREFUSED')
  })
})
