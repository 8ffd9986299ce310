interface Page<T> {
  readonly items: readonly T[]
  readonly next_cursor: string | null
}
const largestPage = 1000

/** Rows that `--limit` shows when it is not given. */
export const defaultLimit = 50

/** The items of all pages up to `limit` (Infinity = all), and whether there are more. */
export async function collect<T>(
  limit: number,
  page: (paging: { limit: number; cursor?: string }) => Promise<Page<T>>,
): Promise<{ items: T[]; more: boolean }> {
  const items: T[] = []
  let cursor: string | null = null
  do {
    const size = Math.min(largestPage, limit - items.length)
    const answer: Page<T> = await page({ limit: size, ...(cursor === null ? {} : { cursor }) })
    items.push(...answer.items)
    cursor = answer.next_cursor
  } while (cursor !== null && items.length < limit)
  return { items, more: cursor !== null }
}
