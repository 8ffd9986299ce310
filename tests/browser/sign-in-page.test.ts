import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeInBrowser, withBrowser } from '../support/browser.ts'
import { browserTicket } from '../support/browser-ticket.ts'
import { expectNoSecret, secretsOf } from '../support/secrets.ts'
import { createDashboard, type Dashboard } from './support/dashboard.ts'

let dashboard: Dashboard
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
const inside = (page: Page) => page.getByRole('navigation', { name: 'Pages' })

async function typePassword(page: Page, password = dashboard.shell.simulator.password): Promise<void> {
  await page.getByLabel('E-mail').fill(dashboard.shell.simulator.email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

describeInBrowser('the sign-in page', () => {
  beforeAll(async () => {
    dashboard = await createDashboard()
  })
  afterAll(() => dashboard.close())

  it('takes e-mail, password and a code; a wrong code says how many tries are left; then one is inside, and out again', () =>
    withBrowser(async (visitor) => {
      const page = await visitor.newPage()
      await page.goto(dashboard.url)
      await heading(page, 'Sign in').waitFor()
      await typePassword(page)
      await heading(page, 'Enter the code').waitFor()
      const code = page.getByLabel('Code', { exact: true })
      // A reload finds the code that is waited for again.
      await page.reload()
      await heading(page, 'Enter the code').waitFor()
      const right = dashboard.shell.code()
      await code.fill(right === '111111' ? '222222' : '111111')
      await page.getByRole('alert').getByText('2 tries left').waitFor()
      // Sends itself at the last digit, however it was written.
      await code.fill(`${right.slice(0, 3)} ${right.slice(3)}`)
      await inside(page).waitFor()
      expect(new URL(page.url()).pathname).toBe('/')
      const cookies = await visitor.cookies()
      expect(cookies.map(({ httpOnly, sameSite }) => [httpOnly, sameSite])).toEqual([[true, 'Strict']])
      // What is kept where scripts can read it is no secret.
      const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
      expect(kept).not.toContain(cookies[0]?.value)
      expect(kept).not.toContain(dashboard.shell.simulator.password)

      await page.getByLabel(/^Account:/).click()
      await page.getByRole('button', { name: 'Sign out' }).click()
      await heading(page, 'Sign in').waitFor()
      expect(await visitor.cookies()).toEqual([])
    }))

  it('says what Garmin did not accept, sends nothing again by itself and nothing that is not filled in', () =>
    withBrowser(async (visitor) => {
      const page = await visitor.newPage()
      await page.goto(`${dashboard.url}/coverage`)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByText('Its password.').waitFor()
      dashboard.shell.asked()
      await typePassword(page, 'wrong')
      await page.getByText('We tried once and will not try again by ourselves.').waitFor()
      const asked = dashboard.shell.simulator.requests.filter(({ method }) => method === 'POST')
      expect(asked).toHaveLength(1)
    }))

  it('takes the address of the last page of a browser’s own sign-in, and forgets it at once', () =>
    withBrowser(async (visitor) => {
      const page = await visitor.newPage()
      await page.goto(dashboard.url)
      await page.getByRole('button', { name: 'Use your own browser instead' }).click()
      const link = page.getByRole('link', { name: 'Open Garmin’s sign-in page' })
      expect(await link.getAttribute('rel')).toBe('noopener noreferrer')
      const field = page.getByLabel('Address of the last page')
      await field.fill('https://example.org/without')
      await page.getByRole('button', { name: 'Finish' }).click()
      await page.getByText('There is no ticket in this.').waitFor()
      expect(await field.inputValue()).toBe('')
      await field.fill(await browserTicket(dashboard.shell.simulator))
      await page.getByRole('button', { name: 'Finish' }).click()
      await inside(page).waitFor()
    }))

  it('takes a pair link, whose code is in no address afterwards, and a code by hand once', () =>
    withBrowser(async (visitor) => {
      await dashboard.shell.signIn()
      const pair = async () => {
        const { stdout } = await dashboard.shell.run(['auth', 'pair', '--json'])
        return (JSON.parse(stdout) as { code: string }).code
      }
      const page = await visitor.newPage()
      const code = await pair()
      await page.goto(`${dashboard.url}/#pair=${code}`)
      await heading(page, 'With a code from another machine').waitFor()
      expect(page.url()).not.toContain(code)
      const field = page.getByLabel('Code from the other machine')
      expect(await field.inputValue()).toBe(code.replaceAll('-', ''))
      await page.getByRole('button', { name: 'Come in' }).click()
      await inside(page).waitFor()

      await page.getByLabel(/^Account:/).click()
      await page.getByRole('link', { name: 'Sign in to another account' }).click()
      await page.getByRole('button', { name: 'Use a code from another machine' }).click()
      await field.fill(code)
      await page.getByText('This code is not known here').waitFor()
      await field.fill((await pair()).toLowerCase())
      await inside(page).waitFor()
    }))

  it('is passed by keyboard alone, with everything named, and nothing secret is in a log', () =>
    withBrowser(async (visitor) => {
      const page = await visitor.newPage()
      await page.goto(dashboard.url)
      await heading(page, 'Sign in').waitFor()
      const type = async (label: string, text: string) => {
        const there = async () =>
          page.getByLabel(label, { exact: true }).evaluate((field) => field === document.activeElement)
        while (!(await there())) await page.keyboard.press('Tab')
        await page.keyboard.type(text)
      }
      await type('E-mail', dashboard.shell.simulator.email)
      await type('Password', dashboard.shell.simulator.password)
      await page.keyboard.press('Enter')
      await heading(page, 'Enter the code').waitFor()
      await page.waitForFunction(() => document.activeElement?.tagName === 'INPUT')
      await page.keyboard.type(dashboard.shell.code())
      await inside(page).waitFor()
      // The first stop leads to the page itself.
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the page')
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: 'Keys' }).waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'detached' })
      const { shell } = dashboard
      expectNoSecret(secretsOf(shell), { page: await page.content(), address: page.url() }, [shell.home])
    }))

  it('shows the pause that Garmin wants instead of a field, also after a reload, and leaves the own browser open', () =>
    withBrowser(async (visitor) => {
      const page = await visitor.newPage()
      await page.goto(dashboard.url)
      await heading(page, 'Sign in').waitFor()
      dashboard.shell.simulator.faults.add({ kind: '429', match: 'api/login', retryAfter: 3600 })
      await typePassword(page)
      await heading(page, 'Garmin wants a pause').waitFor()
      await page.reload()
      await heading(page, 'Garmin wants a pause').waitFor()
      expect(await page.locator('input').count()).toBe(0)
      await page.getByRole('button', { name: 'Use your own browser now' }).click()
      await heading(page, 'With your own browser').waitFor()
    }))
})
