import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { afterEach, expect, it } from 'vitest'
import { describeInBrowser, type Visitor, withBrowser } from '../support/browser.ts'
import { createShell, type Shell } from '../support/cli.ts'
import { expectNoSecret } from '../support/secrets.ts'
import { atTerminal } from '../support/terminal.ts'

let shell: Shell
afterEach(() => shell.close())

const browserLogin = ['auth', 'login', '--method', 'browser', '--page', 'on']
const signedInText = 'GarminSync has its session.'

/** Starts the command and waits for the address of its page. */
async function started(more: readonly string[] = []) {
  const { child, ended } = shell.start([...browserLogin, ...more])
  let said = ''
  child.stderr?.on('data', (chunk: string) => {
    said += chunk
  })
  let url: string | undefined
  while (url === undefined) {
    await sleep(20)
    url = /http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}(?=\s)/.exec(said)?.[0]
  }
  return { url, ended }
}

/** Follows the link of our page into a new tab. */
async function followLink(visitor: Visitor, page: Page): Promise<Page> {
  const opened = visitor.waitForEvent('page')
  await page.getByRole('link', { name: "Open Garmin's sign-in page" }).click()
  return opened
}

/** Types e-mail, password and the code that arrives; gives the address on which the browser ends. */
async function signInAtGarmin(tab: Page): Promise<string> {
  const { simulator } = shell
  await tab.fill('#username', simulator.email)
  await tab.fill('#password', simulator.password)
  await tab.click('#login-btn-signin')
  if (simulator.auth.account.mfa !== 'none') {
    await tab.waitForSelector('#mfa-code')
    await tab.fill(
      '#mfa-code',
      simulator.auth.account.mfa === 'totp' ? simulator.auth.authenticatorCode() : shell.code(),
    )
    await tab.click('#mfa-verification-code-submit')
  }
  await tab.waitForURL(/\/sso\/embed\?ticket=ST-/)
  return tab.url()
}

async function paste(page: Page, text: string): Promise<void> {
  await page.getByLabel('Paste it here').fill(text)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

describeInBrowser('signing in through a real browser', () => {
  it('from the link to the stored session, with a code', async () => {
    shell = await createShell()
    const { url, ended } = await started()
    let address = ''
    await withBrowser(async (visitor) => {
      const page = await visitor.newPage()
      await page.goto(url)
      const tab = await followLink(visitor, page)
      // A page that opened Garmin's would be sent on without the ticket.
      expect(await tab.evaluate(() => window.opener === null && document.referrer === '')).toBe(true)
      address = await signInAtGarmin(tab)
      expect(await tab.textContent('body')).toContain('ERROR: clientId parameter must be specified')
      await paste(page, address)
      await page.getByText(signedInText).waitFor()
      expect(await page.title()).toBe('Signed in · GarminSync')
    })
    const ran = await ended
    expect(ran.code, ran.stderr).toBe(0)
    expect(ran.stdout).toContain('Signed in as')
    const status = await shell.run(['auth', 'status'])
    expect(status.code).toBe(0)
    expect(status.stdout).toMatch(/^signed in +yes$/m)
    expect((await shell.run(['sync', 'profile'])).code).toBe(0)
    expect(shell.simulator.violations).toEqual([])
    expect(shell.simulator.auth.counts).toMatchObject({ exchanges: 1 })
    const ticket = new URL(address).searchParams.get('ticket') ?? ''
    expect(ticket).toMatch(/^ST-.{20,}-cas$/)
    expectNoSecret([ticket, shell.simulator.password], { ...ran, code: '' }, [shell.home, shell.cwd])
    // The page has ended with the command.
    await expect(fetch(url)).rejects.toThrow()
  })

  it('a wrong paste is explained on the page; who is signed in at Garmin gets a new ticket without typing', async () => {
    shell = await createShell({ mfa: 'totp' })
    const { url, ended } = await started()
    await withBrowser(async (visitor) => {
      const page = await visitor.newPage()
      await page.goto(url)
      const old = await signInAtGarmin(await followLink(visitor, page))
      await paste(page, 'https://connect.garmin.com/app?ticket=ST-1234567-abcdefghij')
      await page.getByRole('alert').getByText('the address is of connect.garmin.com').waitFor()
      await paste(page, old.replace(/ST-\d+/, 'ST-000000'))
      await page.getByRole('alert').getByText('Garmin did not accept the sign-in ticket').waitFor()
      const address = await signedInAlready(visitor, page)
      expect(address).not.toBe(old)
      await paste(page, address)
      await page.getByText(signedInText).waitFor()
    })
    const ran = await ended
    expect(ran.code, ran.stderr).toBe(0)
    expect(shell.simulator.auth.logins.map(({ count }) => count)).toEqual([1])
  })

  it('the prompt in the terminal works beside the page, and the page ends with it', async () => {
    shell = await createShell({ mfa: 'none' })
    const seat = atTerminal(shell, browserLogin)
    await seat.answer('Address of the last page: ', '')
    const url = /http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}(?=\s)/.exec(seat.shown())?.[0] ?? ''
    await withBrowser(async (visitor) => {
      const page = await visitor.newPage()
      await page.goto(url)
      const address = await signInAtGarmin(await followLink(visitor, page))
      await seat.answer('', `${address}\r`)
      const { code, stdout } = await seat.ended
      expect(code, stdout).toBe(0)
      expect(stdout).toContain('Signed in as')
      expect(stdout).not.toContain('ticket=ST-')
    })
    await expect(fetch(url)).rejects.toThrow()
  })

  it('without `noopener` Garmin gives the window back and the ticket is lost: that is why our link has it', async () => {
    shell = await createShell({ mfa: 'none' })
    const { url, ended } = await started()
    await withBrowser(async (visitor) => {
      const page = await visitor.newPage()
      await page.goto(url)
      const link = await page.getByRole('link').getAttribute('href')
      const other = await visitor.newPage()
      await other.goto(`${shell.simulator.origin}/sso/embed`)
      const opened = visitor.waitForEvent('page')
      await other.evaluate((to) => {
        window.open(to ?? '')
      }, link)
      const popup = await opened
      const closed = popup.waitForEvent('close')
      await popup.fill('#username', shell.simulator.email)
      await popup.fill('#password', shell.simulator.password)
      await popup.click('#login-btn-signin')
      await closed
      await other.waitForURL((now) => now.pathname === '/sso/embed')
      expect(other.url()).not.toContain('ticket')
      const address = await signedInAlready(visitor, page)
      await paste(page, address)
      await page.getByText(signedInText).waitFor()
    })
    expect((await ended).code).toBe(0)
  })

  it.each([
    ['a phone', 'light', 360],
    ['a phone', 'dark', 360],
    ['a desktop', 'dark', 1280],
  ] as const)('the page fits %s (%s, %i px) and is used by keyboard alone', async (_, colorScheme, width) => {
    shell = await createShell({ mfa: 'none' })
    const { url, ended } = await started()
    await withBrowser(
      async (visitor) => {
        const page = await visitor.newPage()
        await page.goto(url)
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
        const [ground, ink] = await page.evaluate(() => {
          const { backgroundColor, color } = getComputedStyle(document.body)
          return [backgroundColor, color]
        })
        expect([ground, ink]).toEqual(
          colorScheme === 'dark'
            ? ['rgb(15, 18, 20)', 'rgb(236, 238, 238)']
            : ['rgb(245, 244, 240)', 'rgb(26, 29, 31)'],
        )
        // The field has the focus at first; the link is the stop before it.
        const opened = visitor.waitForEvent('page')
        await page.keyboard.press('Shift+Tab')
        await page.keyboard.press('Enter')
        const address = await signInAtGarmin(await opened)
        await page.keyboard.press('Tab')
        await page.keyboard.insertText(address)
        await page.keyboard.press('Tab')
        await page.keyboard.press('Enter')
        await page.getByText(signedInText).waitFor()
      },
      { colorScheme, viewport: { width, height: 800 } },
    )
    expect((await ended).code).toBe(0)
  })
})

/** The browser is signed in at Garmin: the link leads to a ticket at once. */
async function signedInAlready(visitor: Visitor, page: Page): Promise<string> {
  const tab = await followLink(visitor, page)
  await tab.waitForURL(/\/sso\/embed\?ticket=ST-/)
  return tab.url()
}
