import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { root } from '../../../scripts/lib/files.mjs'
import type { Visitor } from '../../support/browser.ts'

const origin = 'http://parts.test'

/** The page of all parts, bundled: path → what is there. */
export async function buildParts(): Promise<Map<string, string>> {
  const cacheDir = mkdtempSync(join(tmpdir(), 'garminsync-parts-'))
  try {
    const result = await build({
      root: join(root, 'web/pages/parts'),
      configFile: false,
      envDir: false,
      logLevel: 'warn',
      cacheDir,
      oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
      build: { write: false, target: 'es2022', modulePreload: { polyfill: false } },
    })
    const outputs = (Array.isArray(result) ? result : [result]).flatMap((each) => ('output' in each ? each.output : []))
    return new Map(
      outputs.map((output) => [
        `/${output.fileName}`,
        output.type === 'chunk' ? output.code : Buffer.from(output.source).toString(),
      ]),
    )
  } finally {
    rmSync(cacheDir, { recursive: true, force: true })
  }
}

const types: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript', css: 'text/css' }

/** Opens it without any server, under the policy that the product's pages have for scripts and styles. */
export async function openParts(visitor: Visitor, files: Map<string, string>): Promise<Page> {
  const page = await visitor.newPage()
  await page.route(`${origin}/**`, (route) => {
    const path = new URL(route.request().url()).pathname
    const body = files.get(path)
    return route.fulfill({
      status: body === undefined ? 404 : 200,
      contentType: types[path.split('.').at(-1) ?? ''] ?? 'text/plain',
      headers: {
        'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:",
      },
      body: body ?? '',
    })
  })
  await page.goto(`${origin}/index.html`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}
