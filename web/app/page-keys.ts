import { useEffect } from 'preact/hooks'
import { hrefOf } from './frame.tsx'
import { useApp } from './use-app.ts'

/** The keys that every page has: `g` and a page's letter, `?` for the list. */
export function usePageKeys(showList: () => void): void {
  const { keys, pages, router } = useApp()
  useEffect(() => {
    const ends = pages.flatMap((page) =>
      page.rail === null ? [] : [keys.on(`g ${page.rail.key}`, () => router.go(hrefOf(page)))],
    )
    ends.push(keys.on('?', showList))
    return () => {
      for (const end of ends) end()
    }
  }, [keys, pages, router, showList])
}
