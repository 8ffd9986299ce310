import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Frame, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { createSimulator, type Simulator } from '../../src/simulator/index.ts'
import { widgetQuery } from '../../src/simulator/widget-support.ts'
import { describeInBrowser, type Visitor, withBrowser } from '../support/browser.ts'

/** A simulated Garmin by the name of localhost, and a page of somebody else's at another origin. */
async function inBrowser(
  site: (link: (more?: Record<string, string>) => string, origin: string) => string,
  use: (visitor: Visitor, place: { simulator: Simulator; origin: string; sso: string }) => Promise<void>,
): Promise<void> {
  const simulator = await createSimulator({ years: 1 })
  const sso = simulator.origin.replace('127.0.0.1', 'localhost')
  let origin = ''
  const link = (more?: Record<string, string>) => `${sso}/sso/signin?${widgetQuery('garmin.com', more)}`
  const server = createServer((_, answer) =>
    answer.writeHead(200, { 'content-type': 'text/html' }).end(site(link, origin)),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://localhost:${(server.address() as AddressInfo).port}`
  try {
    await withBrowser((visitor) => use(visitor, { simulator, origin, sso }))
  } finally {
    server.closeAllConnections()
    server.close()
    await simulator.close()
  }
  expect(simulator.violations).toEqual([])
}

async function signIn(page: Page | Frame, simulator: Simulator): Promise<void> {
  await page.fill('#username', simulator.email)
  await page.fill('#password', simulator.password)
  await page.click('#login-btn-signin')
  await page.waitForSelector('#mfa-code')
  await page.fill('#mfa-code', simulator.inbox.at(-1)?.code ?? '')
  await page.click('#mfa-verification-code-submit')
}
const opened = async (visitor: Visitor, page: Page) => {
  const popup = visitor.waitForEvent('page')
  await page.click('a')
  return popup
}

describeInBrowser('the widget’s last page, in a real browser', () => {
  it('with an opener, the opener goes to the bare service, the window closes and the ticket is lost', () =>
    inBrowser(
      (link) => `<link rel="icon" href="data:,"><a target="_blank" rel="opener" href="${link()}">sign in</a>`,
      async (visitor, { simulator, origin, sso }) => {
        const page = await visitor.newPage()
        await page.goto(origin)
        const popup = await opened(visitor, page)
        const closed = popup.waitForEvent('close')
        await signIn(popup, simulator)
        await Promise.all([closed, page.waitForURL(`${sso}/sso/embed`)])
      },
    ))

  it('without one, the tab goes to the service with the ticket; the link opened again does so without a question', () =>
    inBrowser(
      (link) => `<link rel="icon" href="data:,"><a target="_blank" rel="noopener" href="${link()}">sign in</a>`,
      async (visitor, { simulator, origin, sso }) => {
        const page = await visitor.newPage()
        await page.goto(origin)
        const first = await opened(visitor, page)
        await signIn(first, simulator)
        await first.waitForURL(new RegExp(`^${sso}/sso/embed\\?ticket=ST-[\\w-]+-cas$`))
        const second = await opened(visitor, page)
        await second.waitForURL(/\/sso\/embed\?ticket=ST-/)
        expect(second.url()).not.toBe(first.url())
        expect(simulator.inbox).toHaveLength(1)
        await second.goto(`${sso}/sso/signin?${widgetQuery()}&reauth=true`)
        expect(await second.title()).toBe('GARMIN Authentication Application')
      },
    ))

  it('in a frame that is not to use the ticket up, it is told to the page around it', () =>
    inBrowser(
      (link, origin) => `<link rel="icon" href="data:,"><script>
        addEventListener('message', (event) => { document.title = JSON.stringify([event.origin, event.data]) })
        </script><iframe src="${link({
          source: origin,
          consumeServiceTicket: 'false',
          redirectAfterAccountLoginUrl: '',
          redirectAfterAccountCreationUrl: '',
        }).replaceAll('&', '&amp;')}"></iframe>`,
      async (visitor, { simulator, origin, sso }) => {
        const page = await visitor.newPage()
        await page.goto(origin)
        const frame = page.frames()[1]
        if (!frame) throw new Error('the widget is not in its frame')
        await signIn(frame, simulator)
        await page.waitForFunction(() => document.title !== '')
        const [from, data] = JSON.parse(await page.title())
        expect(from).toBe(sso)
        expect(data).toEqual({
          status: 'SUCCESS',
          serviceTicket: expect.stringMatching(/^ST-\d{6}-\w{20}-cas$/),
          serviceUrl: 'https://sso.garmin.com/sso/embed',
        })
      },
    ))

  it('a person who mistypes and asks for a further code gets in', () =>
    inBrowser(
      () => '',
      async (visitor, { simulator, sso }) => {
        const page = await visitor.newPage()
        await page.goto(`${sso}/sso/signin?${widgetQuery()}`)
        await page.fill('#username', simulator.email)
        await page.fill('#password', 'wrong')
        await page.click('#login-btn-signin')
        await page.getByText('Invalid sign in.').waitFor()
        await page.fill('#password', simulator.password)
        await page.click('#login-btn-signin')
        await page.fill('#mfa-code', '000000')
        await page.click('#mfa-verification-code-submit')
        await page.getByText('Invalid code.').waitFor()
        await page.click('#newCode')
        await page.getByText('A new code has been sent.').waitFor()
        expect(simulator.inbox).toHaveLength(2)
        await page.fill('#mfa-code', simulator.inbox.at(-1)?.code ?? '')
        await page.click('#mfa-verification-code-submit')
        await page.waitForURL(/\/sso\/embed\?ticket=ST-/)
      },
    ))
})
