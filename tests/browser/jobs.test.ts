import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser, withBrowser } from '../support/browser.ts'
import { createDashboard, type Dashboard } from './support/dashboard.ts'

describeInBrowser('jobs in a browser', () => {
  let dashboard: Dashboard
  beforeAll(async () => {
    dashboard = await createDashboard({
      years: 1,
      mfa: 'none',
      signedIn: true,
      // A year takes most of a minute: whatever is pressed meets a run that is under way.
      latencyMs: 60,
      before: ({ home }) => writeFile(join(home, 'config.toml'), '[schedule]\nenabled = false\n'),
    })
  })
  afterAll(() => dashboard.close())

  /** For looking at: GARMINSYNC_SHOTS names a folder. */
  const shoot = async (page: Page, name: string) => {
    const folder = process.env.GARMINSYNC_SHOTS
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
  }
  const sidewaysPx = (page: Page) =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  const tag = (page: Page, word: string) => page.locator('.job-head').getByText(word, { exact: true })

  test('from no run to one that is seen at work and cancelled, by keyboard alone', async () => {
    await withBrowser(
      async (visitor) => {
        const page = await dashboard.open(visitor, '/jobs')
        await page.getByRole('heading', { name: 'No run yet' }).waitFor()
        const press = async (name: string) => {
          const button = page.getByRole('button', { name }).first()
          await button.waitFor()
          for (;;) {
            await page.keyboard.press('Tab')
            if (await button.evaluate((element) => element === document.activeElement)) break
          }
          await page.keyboard.press('Enter')
        }
        await press('Sync now')
        await tag(page, 'running').waitFor()
        await page.getByText(/^\d+ of \d+ items$/).waitFor()
        await page.getByRole('table', { name: 'Datasets of this run' }).waitFor()
        await shoot(page, 'jobs-running')
        await press('Cancel')
        await tag(page, 'cancelled').waitFor()
        await page.getByText(/^Stopped after \d+ of \d+\. The next sync goes on from there\.$/).waitFor()
        expect(dashboard.shell.simulator.violations).toEqual([])
      },
      { viewport: { width: 1440, height: 900 } },
    )
  })

  test('a run of the command shows itself here; what failed in it is explained, and fetched by "Try now"', async () => {
    const { shell } = dashboard
    await withBrowser(
      async (visitor) => {
        const page = await dashboard.open(visitor, '/jobs')
        await page.getByRole('table', { name: 'Runs, newest first' }).waitFor()
        const fault = shell.simulator.faults.add({ kind: 'server-error', match: 'hrv-service', times: null })
        const ran = shell.run(['sync', '--dataset', 'hrv', '--from', '-20d'])
        await page.getByText(/ failed in this run$/).waitFor()
        expect((await ran).code).toBe(3)
        await tag(page, 'failed').waitFor()
        const item = page.locator('.failures li').first()
        expect(await item.locator('code').textContent()).toMatch(/^garmin\.[\w-]+ · hrv\w* /)
        await shoot(page, 'jobs-failed')
        shell.simulator.faults.remove(fault)
        const before = shell.simulator.requests.length
        await item.getByRole('button', { name: 'Try now' }).click()
        await tag(page, 'completed').waitFor()
        expect(shell.simulator.requests.length).toBeGreaterThan(before)
        for (const width of [390, 768, 1920]) {
          await page.setViewportSize({ width, height: 844 })
          await expect.poll(() => sidewaysPx(page)).toBe(0)
          await shoot(page, `jobs-${width}`)
        }
      },
      { viewport: { width: 1440, height: 900 } },
    )
  })

  test('a dry run shows what would be sent and sends nothing', async () => {
    await withBrowser(async (visitor) => {
      const page = await dashboard.open(visitor, '/jobs')
      const asked = dashboard.shell.simulator.requests.length
      await page.getByRole('button', { name: 'Dry run' }).click()
      await page.getByText(/^About [\d,]+ requests, about /).waitFor()
      expect(await page.getByRole('table', { name: 'Planned requests' }).getByRole('row').count()).toBeGreaterThan(2)
      expect(dashboard.shell.simulator.requests.length).toBe(asked)
    })
  })
})
