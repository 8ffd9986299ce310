import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser, withBrowser } from '../support/browser.ts'
import { createDashboard, type Dashboard } from './support/dashboard.ts'
import { writeInto } from './support/own-store.ts'

const hugeId = '9223372036854775807'
const brokenId = '9007199254740993'
const script = '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>'
const formula = '=HYPERLINK("http://example.org","x")'
/** Newer than everything of the invented life. */
const start = Date.now() + 86_400_000

/** Six records a second for an hour and twenty minutes, with a hole in the heart rate. */
function longRun(rows: number, activityId: string) {
  const column = (name: string, scale: number, value: (row: number) => number) => ({
    name,
    unit: null,
    scale,
    offset: 0,
    raw: Float64Array.from({ length: rows }, (_, row) => Math.round(value(row) * scale)),
  })
  const turn = (row: number) => (row / rows) * Math.PI * 2
  return {
    activityId,
    streams: [
      {
        part: 'record' as const,
        isRelative: false,
        times: Float64Array.from({ length: rows }, (_, row) => start + row * 160),
        channels: [
          column('lat', 1e7, (row) => 59.33 + 0.01 * Math.sin(turn(row)) + 0.001 * Math.sin(turn(row) * 9)),
          column('lon', 1e7, (row) => 18.06 + 0.03 * Math.cos(turn(row))),
          column('altitude_m', 5, (row) => 40 + 20 * Math.sin(turn(row) * 3)),
          column('distance_m', 100, (row) => row * 0.48),
          column('speed_mps', 1000, (row) => 3 + 0.6 * Math.sin(turn(row) * 8)),
          column('power_w', 1, (row) => 250 + 60 * Math.sin(turn(row) * 8)),
          column('cadence_rpm', 1, () => 86),
          {
            ...column('hr_bpm', 1, (row) => 120 + 45 * (row / rows)),
            raw: Float64Array.from({ length: rows }, (_, row) =>
              row > rows * 0.5 && row < rows * 0.56 ? Number.NaN : Math.round(120 + 50 * (row / rows)),
            ),
          },
        ],
      },
    ],
  }
}

const wallClock = (at: number) => new Date(at + 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
const own = (activity_id: string, at: number, over: object) => ({
  activity_id,
  type_key: 'running',
  start_utc: at,
  start_local: wallClock(at),
  offset_s: 3600,
  elapsed_s: 4800,
  timer_s: 4790,
  distance_m: 14_400,
  avg_speed_mps: 3,
  avg_hr_bpm: 146,
  max_hr_bpm: 170,
  training_load: 142,
  parent_activity_id: null,
  is_manual: false,
  has_original: true,
  ...over,
})

describeInBrowser('activities in a browser', () => {
  let dashboard: Dashboard
  beforeAll(async () => {
    dashboard = await createDashboard({ years: 1, mfa: 'none', sync: true })
    const session = await dashboard.shell.run(['auth', 'status', '--json'])
    const userId = String(JSON.parse(session.stdout).user_id ?? JSON.parse(session.stdout)[0]?.user_id)
    const zone = (activity_id: string) =>
      [95, 114, 133, 152, 171].map((low_boundary, at) => ({
        activity_id,
        kind: 'hr',
        zone: at + 1,
        seconds: [74, 770, 2292, 1180, 362][at] ?? 0,
        low_boundary,
      }))
    const lap = (lap_index: number) => ({
      activity_id: hugeId,
      lap_index,
      start_utc: start + lap_index * 960_000,
      timer_s: 960,
      elapsed_s: 960,
      distance_m: 2880,
      avg_speed_mps: lap_index % 2 === 0 ? 2.8 : 3.6,
      avg_hr_bpm: 130 + lap_index * 8,
      intensity: lap_index % 2 === 0 ? 'rest' : 'active',
    })
    await writeInto(dashboard.shell.home, userId, [
      {
        rows: {
          activity: [
            own(hugeId, start, { name: script, location: 'Zürich', original_status: 'ok', original_records: 30_000 }),
            own(brokenId, start - 3_600_000, {
              name: formula,
              original_status: 'partial',
              original_error: 'truncated',
              original_records: 1204,
              original_format: 'fit',
            }),
          ],
          activity_lap: [0, 1, 2, 3, 4].map(lap),
          activity_zone_time: zone(hugeId),
        },
        streams: [longRun(30_000, hugeId), longRun(1204, brokenId)],
        originals: [
          { item: hugeId, name: `${hugeId}_ACTIVITY.fit`, bytes: Buffer.from('a long one'), extension: 'fit' },
          { item: brokenId, name: `${brokenId}_ACTIVITY.fit`, bytes: Buffer.from('a broken one'), extension: 'fit' },
        ],
      },
    ])
  })
  afterAll(() => dashboard.close())

  /** For looking at: GARMINSYNC_SHOTS names a folder. */
  const shoot = async (page: Page, name: string) => {
    const folder = process.env.GARMINSYNC_SHOTS
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: !name.startsWith('activities-d') })
  }

  test('one of 30,000 points is opened from the list, with names as text and one cursor over map, curves and laps', async () => {
    await withBrowser(
      async (visitor) => {
        const page = await dashboard.open(visitor, '/activities')
        const row = page.getByRole('link', { name: script })
        await row.waitFor()
        await shoot(page, 'activities-desktop')
        expect(await row.getAttribute('href')).toBe(`/activities/${hugeId}`)
        await row.click()
        await page.getByRole('heading', { level: 1, name: script }).waitFor()
        const curves = page.getByRole('group', { name: /^Pace, Heart rate, Power, Cadence, Elevation/ })
        await curves.waitFor()
        await page.getByText('of 30,000 records, with every peak').waitFor()
        await page.getByText('hash verified').waitFor()
        await shoot(page, 'activity-desktop')
        expect(await page.title()).toContain(script)
        // By keyboard: the cursor stands on a record, and map and words say the same.
        await curves.focus()
        for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight')
        expect(await page.locator('.track-ring').count()).toBe(1)
        await page.getByText(/km · 0:\d\d, Pace \d:\d\d, Heart rate 1\d\d, Power \d+/).waitFor({ state: 'attached' })
        await page.keyboard.press('Shift+ArrowRight')
        await page
          .getByText(/km · 16:0\d, /)
          .first()
          .waitFor({ state: 'attached' })
        // A lap lights its part of the way.
        await page.getByRole('button', { name: '2 lap' }).hover()
        await page.locator('.track-lit').waitFor()
        await page.locator('.curves-lit').waitFor()
        // Zoomed and back.
        await curves.focus()
        await page.keyboard.press('+')
        await page.getByRole('button', { name: 'Show all' }).click()
        await page.getByRole('button', { name: 'Show all' }).waitFor({ state: 'detached' })
        await page.keyboard.press('t')
        await page.getByRole('columnheader', { name: 'Heart rate, bpm' }).waitFor()
        const saving = page.waitForEvent('download')
        await page.getByRole('button', { name: 'GPX' }).click()
        expect((await saving).suggestedFilename()).toBe(`${hugeId}.gpx`)
        await page.keyboard.press('t')
        for (const width of [390, 768, 1920]) {
          await page.setViewportSize({ width, height: 900 })
          const wide = () =>
            page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
          // The curves take their new width a moment after the page.
          await expect.poll(wide, { message: `sideways at ${width}` }).toBe(0)
          await shoot(page, `activity-${width}`)
        }
        await page.emulateMedia({ colorScheme: 'dark' })
        await page.setViewportSize({ width: 1440, height: 1000 })
        await shoot(page, 'activity-dark')
      },
      { viewport: { width: 1440, height: 1000 } },
    )
  })

  test('a file that breaks off is shown with what was saved and a clear mark', async () => {
    await withBrowser(async (visitor) => {
      const page = await dashboard.open(visitor, `/activities/${brokenId}`)
      await page.getByRole('heading', { level: 1, name: formula }).waitFor()
      await page.getByText('The file breaks off.').waitFor()
      await page.getByText(/1,204 records could be read and are shown here/).waitFor()
      expect(await page.getByText('file breaks off', { exact: true }).count()).toBeGreaterThan(0)
      await page.getByRole('group', { name: /^Pace, Heart rate/ }).waitFor()
      await page.locator('.track-line').first().waitFor()
      await shoot(page, 'activity-truncated')
      await page.getByRole('button', { name: 'Activity after' }).click()
      await page.getByRole('heading', { level: 1, name: script }).waitFor()
    })
  })

  test('a search finds as one types, whatever case and accents, and says what does not match', async () => {
    await withBrowser(
      async (visitor) => {
        const page = await dashboard.open(visitor, '/activities')
        await page.getByRole('link', { name: script }).waitFor()
        await page.keyboard.press('/')
        await page.keyboard.type('>14 km zurich')
        await page
          .getByRole('status')
          .getByText(/^1 found/)
          .waitFor()
        expect(new URL(page.url()).searchParams.get('q')).toBe('>14 km zurich')
        await page.getByText('from 14 km').waitFor()
        await shoot(page, 'activities-search-phone')
        await page.keyboard.type(' nowhere')
        await page.getByRole('heading', { name: 'Nothing matches' }).waitFor()
        await page.getByRole('button', { name: 'Show all' }).click()
        await page.getByRole('link', { name: script }).waitFor()
        await page.evaluate(() => window.scrollTo(0, 0))
        await page.getByRole('radio', { name: 'Totals' }).check()
        await page.getByRole('columnheader', { name: 'period' }).waitFor()
        await shoot(page, 'activities-totals-phone')
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        expect(wide).toBeLessThanOrEqual(0)
      },
      { viewport: { width: 390, height: 844 } },
    )
  })

  test('each kind shows what it has: lengths of a pool, sets, legs, and by hand facts only', async () => {
    await withBrowser(async (visitor) => {
      const page = await dashboard.open(visitor, '/activities')
      const listed = async (query: string) => {
        const answer = await visitor.request.get(`${dashboard.url}/api/v1/activities?${query}`)
        return (await answer.json()).items as {
          activity_id: string
          leg_count: number
          is_manual: boolean
          has_original: boolean
        }[]
      }
      const show = async (one: { activity_id: string } | undefined) => {
        if (one === undefined) throw new Error('the invented life has no such activity')
        await page.goto(`${dashboard.url}/activities/${one.activity_id}`)
        await page.getByText('Time', { exact: true }).first().waitFor()
      }
      await show((await listed('type=lap_swimming&has_original=true'))[0])
      await page.getByRole('columnheader', { name: 'SWOLF' }).waitFor()
      await show((await listed('type=strength_training'))[0])
      await page.getByRole('heading', { name: 'Sets' }).waitFor()
      const all = await listed('limit=1000')
      await show(all.find(({ leg_count }) => leg_count > 0))
      await page.getByRole('region', { name: 'Legs' }).getByRole('link').first().click()
      await page.getByText('Part of').waitFor()
      await show(all.find(({ is_manual }) => is_manual))
      await page.getByText('No file: entered by hand.').waitFor()
      await page.goto(`${dashboard.url}/activities/21034567890`)
      await page.getByRole('alert').getByText('There is no activity 21034567890.').waitFor()
    })
  })
})
