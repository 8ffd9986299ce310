import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { describeInBrowser, withBrowser } from '../support/browser.ts'
import { buildParts, openParts } from './support/parts-page.ts'

const states = ['present', 'provisional', 'empty', 'failed', 'missing']

describeInBrowser('the parts of the pages', () => {
  let files: Map<string, string>
  beforeAll(async () => {
    files = await buildParts()
  })

  it.each(['light', 'dark'] as const)('five states look like five things without colour, %s', async (colorScheme) => {
    await withBrowser(
      async (visitor) => {
        const page = await openParts(visitor, files)
        for (const column of [2, 3]) {
          const looks: string[] = []
          for (const row of states.keys()) {
            const form = page.locator(`table tbody tr:nth-child(${row + 1}) td:nth-child(${column}) svg`).first()
            looks.push(await silhouette(page, form))
          }
          for (const [at, look] of looks.entries())
            for (const other of looks.slice(at + 1)) expect(difference(look, other)).toBeGreaterThan(0.02)
        }
      },
      { colorScheme },
    )
  })

  it('no line of a curve crosses a gap, and a value between two gaps is a dot', async () => {
    await withBrowser(async (visitor) => {
      const page = await openParts(visitor, files)
      const plot = page.getByRole('slider', { name: /HRV/ })
      const line = (await plot.locator('[data-part="line"]').getAttribute('d')) ?? ''
      // 27 days: a step of one day is 37 of the field's 1000.
      for (const stretch of line.split('M').filter(Boolean)) {
        const xs = stretch.split('L').map((point) => Number(point.split(' ')[0]))
        for (const [at, x] of xs.entries()) if (at > 0) expect(x - (xs[at - 1] as number)).toBeLessThan(40)
      }
      expect(await plot.locator('.drawn-dots').getAttribute('d')).toMatch(/^M[\d.]+ [\d.]+h0$/)
      expect(await plot.locator('.reason-empty, .reason-failed, .reason-missing-edge').count()).toBe(3)
    })
  })

  it('arrows move the cursor of a chart and say what is there', async () => {
    await withBrowser(async (visitor) => {
      const page = await openParts(visitor, files)
      const plot = page.getByRole('slider', { name: /HRV/ })
      await plot.focus()
      await page.keyboard.press('ArrowRight')
      const newest = await plot.getAttribute('aria-valuetext')
      await page.keyboard.press('ArrowLeft')
      expect(await plot.getAttribute('aria-valuenow')).toBe('25')
      expect(await plot.getAttribute('aria-valuetext')).not.toBe(newest)
      await page.keyboard.press('Escape')
      expect(await plot.locator('.plot-cursor').count()).toBe(0)
    })
  })

  it.each([390, 768, 1440, 1920])('nothing scrolls sideways with letters twice as large, %d px', async (width) => {
    await withBrowser(
      async (visitor) => {
        const page = await openParts(visitor, files)
        for (const letters of ['100%', '200%']) {
          await page.evaluate((size) => {
            document.documentElement.style.fontSize = size
          }, letters)
          expect(
            await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
          ).toBeLessThanOrEqual(0)
        }
      },
      { viewport: { width, height: 900 } },
    )
  })

  it('names are shown as text, whatever they hold', async () => {
    await withBrowser(async (visitor) => {
      const page = await openParts(visitor, files)
      await page.getByText('<img src=x onerror=alert(1)>').first().waitFor()
      expect(await page.locator('td img').count()).toBe(0)
      const hebrew = page.getByText('ריצת בוקר בפארק')
      expect(await hebrew.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl')
    })
  })

  it('every stop of the keyboard is seen', async () => {
    await withBrowser(async (visitor) => {
      const page = await openParts(visitor, files)
      const stops = await page.locator('a[href], button, input, [tabindex="0"], summary').count()
      let seen = 0
      for (let at = 0; at < stops + 2; at++) {
        await page.keyboard.press('Tab')
        const shown = await page.evaluate(() => {
          const focused = document.activeElement
          if (focused === null || focused === document.body) return null
          // The ring may stand on what the control is drawn as.
          const drawn = [
            focused,
            focused.nextElementSibling,
            focused.closest('tr'),
            focused.querySelector('.calendar-hit'),
          ]
          const cell = focused.nextElementSibling?.querySelector('[data-next="true"]') ?? null
          return [...drawn, cell].some((element) => {
            if (element === null) return false
            const { outlineStyle, outlineWidth, stroke } = getComputedStyle(element)
            return (
              (outlineStyle !== 'none' && outlineWidth !== '0px') ||
              (element.matches('.calendar-hit') && stroke !== 'none')
            )
          })
        })
        if (shown === null) break
        expect(shown).toBe(true)
        seen++
      }
      expect(seen).toBeGreaterThan(12)
    })
  })

  it('a dialog keeps the focus and gives it back', async () => {
    await withBrowser(async (visitor) => {
      const page = await openParts(visitor, files)
      const opener = page.getByRole('button', { name: 'Erase account' })
      await opener.focus()
      await page.keyboard.press('Enter')
      await page.getByRole('dialog', { name: /Noa Berg/ }).waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true)
    })
  })
})

/** A form in black and white: `#` where ink is, a space where the panel shows. Grey values do not count. */
async function silhouette(page: Page, form: Locator): Promise<string> {
  await form.scrollIntoViewIfNeeded()
  const box = await form.boundingBox()
  if (box === null) throw new Error('not drawn')
  // A pixel around it, of which the first is the panel.
  const clip = {
    x: Math.floor(box.x) - 2,
    y: Math.floor(box.y) - 6,
    width: Math.ceil(box.width) + 4,
    height: Math.ceil(box.height) + 8,
  }
  const picture = (await page.screenshot({ clip })).toString('base64')
  return page.evaluate(async (base64) => {
    const image = new Image()
    image.src = `data:image/png;base64,${base64}`
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.width
    canvas.height = image.height
    const context = canvas.getContext('2d')
    if (context === null) throw new Error('no canvas')
    context.drawImage(image, 0, 0)
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
    const grey = (at: number) => ((data[at] ?? 0) * 2 + (data[at + 1] ?? 0) * 7 + (data[at + 2] ?? 0)) / 10
    let drawn = ''
    for (let at = 0; at < data.length; at += 4) drawn += Math.abs(grey(at) - grey(0)) > 40 ? '#' : ' '
    return drawn
  }, picture)
}

/** The share of pixels in which two forms differ. */
function difference(a: string, b: string): number {
  if (a.length !== b.length) return 1
  return [...a].filter((pixel, at) => pixel !== b[at]).length / a.length
}
