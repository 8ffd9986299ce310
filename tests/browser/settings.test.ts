import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser, withBrowser } from '../support/browser.ts'
import { createDashboard, type Dashboard } from './support/dashboard.ts'

describeInBrowser('settings and workouts in a browser', () => {
  let dashboard: Dashboard
  beforeAll(async () => {
    dashboard = await createDashboard({ years: 1, mfa: 'none', signedIn: true })
    const ran = await dashboard.shell.run(['sync', 'workouts'])
    if (ran.code !== 0) throw new Error(ran.stderr)
  })
  afterAll(() => dashboard.close())

  /** For looking at: GARMINSYNC_SHOTS names a folder. */
  const shoot = async (page: Page, name: string) => {
    const folder = process.env.GARMINSYNC_SHOTS
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
  }
  const sidewaysPx = (page: Page) =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

  test('a code lets another browser in, and its session is ended from here', async () => {
    await withBrowser(
      async (visitor) => {
        const page = await dashboard.open(visitor, '/settings')
        await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
        await page.getByText(/^Signed in at Garmin\. Access is renewed by itself/).waitFor()
        await page.getByRole('button', { name: 'Show a code' }).click()
        const code = page.getByRole('status', { name: 'Code' })
        await code.waitFor()
        const letters = (await code.textContent()) ?? ''
        expect(letters).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/)
        await page.getByText('secret key').first().waitFor()
        await page.getByText(/of \d+ datasets/).waitFor()
        await shoot(page, 'settings-desktop')

        await withBrowser(async (other) => {
          const answer = await other.request.post(`${dashboard.url}/api/v1/auth/pair/redeem`, {
            headers: { 'x-garminsync-session': 'cookie', 'user-agent': 'Mozilla/5.0 (Android 15) Firefox/140.0' },
            data: { code: letters },
          })
          expect(answer.status()).toBe(200)
          const own = await answer.json()
          const asked = { headers: { 'user-agent': 'Mozilla/5.0 (Android 15) Firefox/140.0' } }
          const url = `${dashboard.url}/api/v1/auth/session`
          expect((await other.request.get(url, asked)).status()).toBe(200)

          await page.reload()
          await page.getByRole('heading', { level: 3, name: 'Firefox on Android' }).waitFor()
          const row = page.locator('.setting', { has: page.getByRole('heading', { name: 'Firefox on Android' }) })
          expect(await row.textContent()).toContain('from this machine')
          await row.getByRole('button', { name: 'End' }).click()
          const dialog = page.getByRole('dialog', { name: 'End the session of “Firefox on Android”?' })
          await dialog.waitFor()
          await dialog.getByRole('button', { name: 'Cancel' }).click()
          await dialog.waitFor({ state: 'detached' })
          expect((await other.request.get(url, asked)).status()).toBe(200)
          await row.getByRole('button', { name: 'End' }).click()
          await dialog.getByRole('button', { name: 'End this session' }).click()
          await row.waitFor({ state: 'detached' })
          expect((await other.request.get(url, asked)).status()).toBe(401)
          expect(own.access_token).toBe('[redacted]')
        })
      },
      { viewport: { width: 1440, height: 900 } },
    )
  })

  test('schedule, first day and theme are changed, and a refusal stands at its field', async () => {
    await withBrowser(
      async (visitor) => {
        const page = await dashboard.open(visitor, '/settings')
        await page.getByRole('button', { name: 'Change' }).click()
        await page.getByLabel('Minutes from one look to the next').fill('45')
        await page.getByLabel('Quiet from').fill('23:00')
        await page.getByLabel('Quiet to').fill('05:30')
        await page.getByRole('button', { name: 'Save' }).click()
        await page.getByText(/Quiet 23:00–05:30/).waitFor()
        await page.getByRole('heading', { name: 'Every 45' }).waitFor()

        await page.getByRole('button', { name: 'Earlier' }).click()
        await page.getByLabel('First day').fill('2017-01-09')
        await page.getByRole('button', { name: 'Save' }).click()
        await page.getByText(/^Back to .*2017/).waitFor()
        await page.getByRole('button', { name: 'Earlier' }).click()
        await page.getByLabel('First day').fill('2020-01-01')
        await page.getByRole('button', { name: 'Save' }).click()
        await page.getByText(/it is 2017-01-09 already/).waitFor()

        await page.getByRole('radio', { name: 'Dark' }).press('Space')
        await page.locator('html[data-theme="dark"]').waitFor()
        await shoot(page, 'settings-phone-dark')
        await expect.poll(() => sidewaysPx(page)).toBeLessThanOrEqual(0)
      },
      { viewport: { width: 390, height: 844 } },
    )
  })

  test('workouts show their steps, with those of a repeat within it, and what is planned', async () => {
    await withBrowser(
      async (visitor) => {
        const page = await dashboard.open(visitor, '/workouts')
        await page.getByRole('heading', { level: 1, name: 'Workouts and schedule' }).waitFor()
        await page.getByRole('region', { name: 'Library' }).getByRole('link').first().waitFor()
        const answer = await visitor.request.get(`${dashboard.url}/api/v1/workouts?steps=true&limit=1000`)
        const { items } = await answer.json()
        const repeated = items.find((one: { steps: { steps: unknown[] }[] }) =>
          one.steps.some(({ steps }) => steps.length > 0),
        )
        await page.goto(`${dashboard.url}/workouts?workout=${repeated.workout_id}`)
        await page
          .getByText(/^\d+ times$/)
          .first()
          .waitFor()
        await page.locator('.workout-shape[data-large="true"]').waitFor()
        await shoot(page, 'workouts-desktop')
        await page.setViewportSize({ width: 390, height: 844 })
        await expect.poll(() => sidewaysPx(page)).toBeLessThanOrEqual(0)
        await shoot(page, 'workouts-phone')
      },
      { viewport: { width: 1440, height: 900 } },
    )
  })
})
