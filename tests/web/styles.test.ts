import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const pages = fileURLToPath(new URL('../../web/pages/', import.meta.url))

/** Classes that a page's own style begins a rule with, page by page. */
function classesOf(page: string): Set<string> {
  const files = readdirSync(join(pages, page)).filter((name) => name.endsWith('.css'))
  const text = files
    .map((name) => readFileSync(join(pages, page, name), 'utf8').replace(/\/\*.*?\*\//gs, ''))
    .join('\n')
  const selectors = [...text.matchAll(/([^{}]+)\{/g)].flatMap(([, list = '']) => list.split(','))
  return new Set(selectors.flatMap((selector) => /^\s*\.([\w-]+)/.exec(selector)?.[1] ?? []))
}

test('no two pages style a class of one name: the style of every page is loaded at once', () => {
  const shared = readdirSync(join(pages, '..', 'components')).filter((name) => name.endsWith('.css'))
  const parts = new Set(
    shared.flatMap((name) =>
      [...readFileSync(join(pages, '..', 'components', name), 'utf8').matchAll(/\.([a-z][\w-]*)/g)].map(
        ([, found]) => found,
      ),
    ),
  )
  const owners = new Map<string, string[]>()
  for (const page of readdirSync(pages, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? entry.name : [],
  ))
    for (const name of classesOf(page)) if (!parts.has(name)) owners.set(name, [...(owners.get(name) ?? []), page])
  expect(owners.size).toBeGreaterThan(50)
  expect([...owners].filter(([, found]) => found.length > 1)).toEqual([])
})
