import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, type LocalDate } from '../../src/domain/index.ts'
import { describeInBrowser, withBrowser } from '../support/browser.ts'
import { hrvBegins, isMissing } from '../support/ten-years.ts'
import { createDashboard, type Dashboard } from './support/dashboard.ts'
import { liveLong, withoutSchedule } from './support/long-life.ts'

const seen = { timeout: 25_000 }
const readerIn = (timezoneId: string) => ({ timezoneId, locale: 'en-GB', viewport: { width: 1280, height: 900 } })

/** No page may scroll sideways. */
const sideways = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

describeInBrowser('the first minutes', () => {
  let dashboard: Dashboard
  beforeAll(async () => {
    dashboard = await createDashboard({ signedIn: true, years: 1, before: withoutSchedule })
  })
  afterAll(() => dashboard.close())

  test('from an empty store to today’s values: Home fills in place, and nobody reloads it', async () => {
    await withBrowser(async (visitor) => {
      const page = await dashboard.open(visitor)
      await page.getByRole('heading', { level: 1, name: /^Welcome/ }).waitFor(seen)
      await page.getByRole('heading', { name: 'While you wait' }).waitFor(seen)
      expect(await dashboard.shell.run(['sync', 'health', '--from', '-40d'])).toMatchObject({ code: 0 })
      // What follows came by the stream: the page was opened once.
      await page.getByRole('heading', { level: 1, name: /^\w+day / }).waitFor(seen)
      await page.getByRole('img', { name: /^Nights, 28 days, [1-9]/ }).waitFor(seen)
      expect(await page.getByRole('heading', { name: 'While you wait' }).count()).toBe(0)
      expect(await page.evaluate(() => performance.getEntriesByType('navigation').length)).toBe(1)
    }, readerIn('Europe/Berlin'))
  }, 150_000)
})

describeInBrowser('ten years of a life', () => {
  let dashboard: Dashboard
  let today: LocalDate
  beforeAll(async () => {
    dashboard = await createDashboard({
      signedIn: true,
      years: 1,
      before: async (shell) => {
        today = await liveLong(shell, 3650, 40)
      },
    })
  })
  afterAll(() => dashboard.close())

  test('Home says how today stands, and the table behind a chart says the same', async () => {
    await withBrowser(async (visitor) => {
      const page = await dashboard.open(visitor)
      await page.getByRole('heading', { name: 'Nights, four weeks' }).waitFor(seen)
      const nights = page.locator('section', { has: page.getByRole('heading', { name: 'Nights, four weeks' }) })
      await nights.getByRole('button', { name: 'Table' }).focus()
      await page.keyboard.press('t')
      await nights.getByRole('row').nth(28).waitFor(seen)
      await page.keyboard.press('t')
      for (const width of [390, 768, 1440, 1920]) {
        await page.setViewportSize({ width, height: 900 })
        await expect.poll(() => sideways(page), { message: `sideways at ${width}` }).toBe(0)
      }
    }, readerIn('Europe/Stockholm'))
  })

  test('ten years of trends by months; a metric that was empty says since when it is there', async () => {
    await withBrowser(async (visitor) => {
      const page = await dashboard.open(
        visitor,
        '/trends?range=10y&compare=none&metrics=hrv_night.last_night_avg,daily_summary.steps',
      )
      const hrv = page.getByRole('region', { name: /^HRV/ }).or(page.locator('section.trend').first())
      await page.getByRole('slider', { name: /^HRV, 3\d{3} days/ }).waitFor(seen)
      expect(await hrv.first().innerText()).toContain('Empty before')
      expect(await page.locator('section.trend').count()).toBe(2)
      // The range that was asked for is the range that is drawn.
      await page
        .locator('.plot-ticks span', { hasText: String(Number(today.slice(0, 4)) - 8) })
        .first()
        .waitFor(seen)
      await page.getByRole('slider', { name: /^Steps/ }).focus()
      await page.keyboard.press('ArrowLeft')
      await page.getByRole('status').getByRole('link', { name: 'Open the day' }).waitFor(seen)
      await page.getByRole('radio', { name: '30 d' }).check({ force: true })
      await page.waitForURL(/range=30/)
      for (const width of [390, 1920]) {
        await page.setViewportSize({ width, height: 900 })
        await expect.poll(() => sideways(page), { message: `sideways at ${width}` }).toBe(0)
      }
      await page.goto(
        `${dashboard.url}/trends?metrics=hrv_night.last_night_avg&compare=none&from=2018-01-01&to=2018-03-31`,
      )
      await page.getByRole('heading', { name: 'HRV: nothing in this span' }).waitFor(seen)
      expect(hrvBegins > '2018-03-31').toBe(true)
    }, readerIn('Europe/Stockholm'))
  })

  test('a day shows where the watch was off, a night that began before midnight, and is left by a key', async () => {
    await withBrowser(async (visitor) => {
      // A day that was asked for, whatever the season.
      let day = addDays(today, -8)
      while (isMissing(day)) day = addDays(day, -1)
      const page = await dashboard.open(visitor, `/day/${day}`)
      const heart = page.getByRole('slider', { name: /^Heart rate, \d+ values/ })
      await heart.waitFor(seen)
      await page
        .getByText(/12:36–13:\d\d/)
        .first()
        .waitFor(seen)
      // No line crosses the time off the wrist: there are at least two pieces.
      const line = await page.locator('.lane [data-part="line"]').first().getAttribute('d')
      expect(line?.split('M').length).toBeGreaterThan(2)
      await heart.focus()
      await page.keyboard.press('ArrowLeft')
      await expect.poll(() => heart.getAttribute('aria-valuetext')).toMatch(/^23:58, Heart rate \d+/)
      await page.keyboard.press('[')
      await page.waitForURL(new RegExp(addDays(day, -1)))
      for (const width of [390, 768, 1920]) {
        await page.setViewportSize({ width, height: 900 })
        await expect.poll(() => sideways(page), { message: `sideways at ${width}` }).toBe(0)
      }
    }, readerIn('Europe/Stockholm'))
  })

  test('days of 23 and of 25 hours have as many, and an hour that comes twice says so; a day never asked for says that', async () => {
    await withBrowser(async (visitor) => {
      const year = Number(today.slice(0, 4)) - 1
      const lastSunday = (month: number) => {
        const end = new Date(Date.UTC(year, month, 0))
        return new Date(end.getTime() - end.getUTCDay() * 86_400_000).toISOString().slice(0, 10)
      }
      const page = await dashboard.open(visitor, `/day/${lastSunday(10)}`)
      await page.getByText('this day has 25 hours').waitFor(seen)
      await page.getByText('02:00 again').waitFor(seen)
      await page.goto(`${dashboard.url}/day/${lastSunday(3)}`)
      await page.getByText('this day has 23 hours').waitFor(seen)
      await page.goto(`${dashboard.url}/day/${year}-03-05`)
      await page.getByRole('heading', { name: 'Never asked' }).waitFor(seen)
      await page.getByText(/That takes about \d+ requests?\.$/).waitFor(seen)
      await page.getByRole('button', { name: 'Fetch this day' }).click()
      await page.getByRole('heading', { level: 1, name: 'Jobs' }).waitFor(seen)
      expect(new URL(page.url()).searchParams.get('job')).toMatch(/^[\da-f-]{36}$/)
    }, readerIn('Europe/Stockholm'))
  })
})
