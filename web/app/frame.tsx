import type { ComponentChildren } from 'preact'
import { en } from '../words/en.ts'
import type { Page } from './pages.ts'
import { useApp } from './use-app.ts'

/** Rail, page and foot. */
export function Frame({ children }: { children: ComponentChildren }) {
  const { pages } = useApp()
  return (
    <div class="frame">
      <a class="skip" href="#page">
        {en.frame.skip}
      </a>
      <nav class="rail" aria-label={en.frame.pages}>
        <p class="mark">{en.product}</p>
        <RailGroup pages={pages.filter(({ rail }) => rail?.group === 'main')} />
        <RailGroup pages={pages.filter(({ rail }) => rail?.group === 'archive')} />
      </nav>
      <main id="page" class="page" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}

function RailGroup({ pages }: { pages: readonly Page[] }) {
  const { router } = useApp()
  const now = router.match.value?.page
  if (pages.length === 0) return null
  return (
    <ul>
      {pages.map((page) => (
        <li key={page.name}>
          <a href={page.path} aria-current={page === now ? 'page' : undefined}>
            {wordOf(page)}
          </a>
        </li>
      ))}
    </ul>
  )
}

function wordOf({ rail, name }: Page): string {
  const words: Readonly<Record<string, string>> = en.rail
  return words[rail?.word ?? name] ?? name
}
