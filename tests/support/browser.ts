import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core'
import { describe, it } from 'vitest'

/** A browser's profile of its own, without anything that was there before. */
export type Visitor = BrowserContext

/** Debian's names first; a browser that somebody else has downloaded is not looked for. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Where a Chromium is that can be driven; null where there is none. GARMINSYNC_TEST_BROWSER names another one, or `none`. */
export function browserPath(): string | null {
  const named = process.env.GARMINSYNC_TEST_BROWSER
  if (named) return named === 'none' ? null : named
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)]
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path)) ?? null
}

/** No sandbox, which root cannot have, and nothing that asks the network for itself. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * Runs `use` with a browser that has a new profile, and ends it. Console errors and uncaught exceptions of its pages fail the
 * test that caused them.
 */
export async function withBrowser(
  use: (visitor: Visitor) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const executablePath = browserPath()
  if (executablePath === null) throw new Error('no Chromium was found')
  const browser = await chromium.launch({ executablePath, headless: true, args })
  try {
    const visitor = await browser.newContext(options)
    const troubles: string[] = []
    visitor.on('weberror', (error) => troubles.push(error.error().message))
    visitor.on('console', (message) => {
      if (message.type() === 'error' && !isOfTheBrowser(visitor, message.location().url)) troubles.push(message.text())
    })
    await use(visitor)
    if (troubles.length > 0) throw new Error(`the browser complained: ${troubles.join('; ')}`)
  } finally {
    await browser.close()
  }
}

/** An icon that it looks for by itself, the page itself, or a refusal of the API that the page shows: they may well answer 4xx. */
function isOfTheBrowser(visitor: Visitor, url: string): boolean {
  return url.endsWith('/favicon.ico') || url.includes('/api/v1/') || visitor.pages().some((page) => page.url() === url)
}

/** A suite that needs a browser. Where there is none it is left out, and says so; in CI there has to be one. */
export function describeInBrowser(name: string, suite: () => void): void {
  if (browserPath() !== null || process.env.CI) {
    describe(name, suite)
    return
  }
  const reason = 'left out: there is no Chromium here (`apt-get install chromium`, or GARMINSYNC_TEST_BROWSER=PATH)'
  process.stderr.write(`${name}: ${reason}\n`)
  describe(name, () => {
    it.skip(reason)
  })
}
