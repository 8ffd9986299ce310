import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { useResource } from '../api/use-resource.ts'
import { Icon, type IconName } from '../components/icon.tsx'
import { Mark } from '../components/mark.tsx'
import { useFormat } from '../format/use-format.ts'
import { en } from '../words/en.ts'
import { AccountMenu } from './account-menu.tsx'
import { footOf } from './foot.ts'
import { KeyList } from './key-list.tsx'
import { usePageKeys } from './page-keys.ts'
import type { Page } from './pages.ts'
import { useApp } from './use-app.ts'

/** Rail, page and foot; on a phone a bar above and tabs below. */
export function Frame({ children }: { children: ComponentChildren }) {
  const [list, setList] = useState(false)
  usePageKeys(() => setList(true))
  return (
    <div class="frame">
      <a class="skip" href="#page">
        {en.frame.skip}
      </a>
      <header class="rail">
        <a class="rail-mark" href="/">
          <Mark />
          <span>{en.product}</span>
        </a>
        <Places />
        <div class="rail-foot">
          <FootStatus />
          <AccountMenu />
        </div>
      </header>
      <main id="page" class="page" tabIndex={-1}>
        {children}
      </main>
      {list ? <KeyList onClose={() => setList(false)} /> : null}
    </div>
  )
}

function Places() {
  const { pages } = useApp()
  const [more, setMore] = useState(false)
  const inRail = pages.filter(({ rail }) => rail !== null)
  const archive = inRail.filter(({ rail }) => rail?.group === 'archive')
  const rest = inRail.filter(({ rail }) => rail?.tab === false)
  return (
    <nav class="places" aria-label={en.frame.pages} data-more={more}>
      <ul>
        {inRail
          .filter(({ rail }) => rail?.group === 'main')
          .map((page) => (
            <Place key={page.name} page={page} onOpen={() => setMore(false)} />
          ))}
      </ul>
      {archive.length === 0 ? null : (
        <>
          <p class="places-group">{en.rail.archive}</p>
          <ul>
            {archive.map((page) => (
              <Place key={page.name} page={page} onOpen={() => setMore(false)} />
            ))}
          </ul>
        </>
      )}
      {rest.length === 0 ? null : (
        <button type="button" class="place places-more" aria-expanded={more} onClick={() => setMore(!more)}>
          <Icon name="more" />
          <span>{en.rail.more}</span>
        </button>
      )}
    </nav>
  )
}

function Place({ page, onOpen }: { page: Page; onOpen: () => void }) {
  const { router } = useApp()
  const now = router.match.value?.page
  const own = now === page || (now?.rail === null && now.path.startsWith(`${page.path}/`))
  const words: Readonly<Record<string, string>> = en.rail
  return (
    <li data-tab={page.rail?.tab}>
      <a class="place" href={hrefOf(page)} aria-current={own ? 'page' : undefined} onClick={onOpen}>
        <Icon name={(page.rail?.icon ?? 'info') as IconName} />
        <span>{words[page.rail?.word ?? ''] ?? page.name}</span>
        {page.rail?.Note === undefined ? null : <page.rail.Note />}
      </a>
    </li>
  )
}

/** A page of a parameter has a way in without it: `/days/:day` → `/days/today`. */
export function hrefOf({ path, rail }: Page): string {
  return rail?.href ?? path
}

/** The only live region that every page has. */
function FootStatus() {
  const { pages } = useApp()
  const format = useFormat()
  const status = useResource('status', (client, signal) => client.status({ signal }))
  const foot = footOf({ status: status.value, clock: format.clock, now: Date.now() })
  const inside = (
    <>
      <Icon name={foot.icon} />
      <span role="status" class="foot-words">
        <span class="foot-first">{foot.first}</span>
        <span class="foot-second figures">{foot.second}</span>
        <span class="foot-short figures">{foot.short}</span>
      </span>
    </>
  )
  const jobs = pages.find(({ name }) => name === 'jobs')
  return jobs === undefined ? (
    <div class="foot-status" data-trouble={foot.trouble}>
      {inside}
    </div>
  ) : (
    <a class="foot-status" href={jobs.path} data-trouble={foot.trouble}>
      {inside}
    </a>
  )
}
