import { computed, type ReadonlySignal, signal } from '@preact/signals'
import { type Match, matchPath } from './match-path.ts'

/** An address of ours: path and query. The address is the state of the page. */
export interface Address {
  readonly path: string
  readonly query: URLSearchParams
}

export interface Router<Page> {
  readonly address: ReadonlySignal<Address>
  /** The page at this address; null = there is none. */
  readonly match: ReadonlySignal<Match<Page> | null>
  /** Opens an address of ours; `replace` leaves no step to go back to. */
  go(href: string, options?: { replace?: boolean }): void
  /** Changes some values of the query, null takes one out; the others stay. Replaces unless `push`. */
  setQuery(changes: Readonly<Record<string, string | null>>, options?: { push?: boolean }): void
  /** Follows the browser's back and forward, and plain clicks on links to our pages. Gives what ends it. */
  start(): () => void
}

export interface RouterOptions<Page> {
  readonly pages: readonly (Page & { readonly path: string })[]
  readonly window: Window
}

/** A small router on the History API. */
export function createRouter<Page>({ pages, window }: RouterOptions<Page>): Router<Page> {
  const now = () => toAddress(new URL(window.location.href))
  const address = signal(now())
  const show = (url: URL, replace: boolean) => {
    if (url.href !== window.location.href)
      window.history[replace ? 'replaceState' : 'pushState'](null, '', url.pathname + url.search + url.hash)
    address.value = toAddress(url)
  }
  const go: Router<Page>['go'] = (href, { replace = false } = {}) => {
    show(new URL(href, window.location.href), replace)
    if (!replace) window.scrollTo(0, 0)
  }
  return {
    address,
    match: computed(() => matchPath(pages, address.value.path)),
    go,
    setQuery: (changes, { push = false } = {}) => {
      const url = new URL(window.location.href)
      for (const [name, value] of Object.entries(changes))
        if (value === null) url.searchParams.delete(name)
        else url.searchParams.set(name, value)
      show(url, !push)
    },
    start: () => {
      const back = () => {
        address.value = now()
      }
      const click = (event: MouseEvent) => {
        const href = ownLink(event, window)
        if (href === null || matchPath(pages, href.pathname) === null) return
        event.preventDefault()
        go(href.href)
      }
      window.addEventListener('popstate', back)
      window.document.addEventListener('click', click)
      return () => {
        window.removeEventListener('popstate', back)
        window.document.removeEventListener('click', click)
      }
    },
  }
}

function toAddress(url: URL): Address {
  return { path: url.pathname, query: url.searchParams }
}

/** The link that a plain click follows within this window; null for every other click. */
function ownLink(event: MouseEvent, window: Window): URL | null {
  if (event.defaultPrevented || event.button !== 0) return null
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (link === null || link.target !== '' || link.hasAttribute('download') || link.href === '') return null
  const url = new URL(link.href)
  return url.origin === window.location.origin && (url.hash === '' || url.pathname !== window.location.pathname)
    ? url
    : null
}
