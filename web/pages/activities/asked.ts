import type { InputOf } from '../../../src/contract/index.ts'
import type { Sort } from '../../components/table.tsx'
import { understand } from './search-words.ts'

export type Asked = NonNullable<InputOf<'activities'>['query']>

const sortable = ['start_utc', 'distance_m', 'timer_s', 'avg_speed_mps', 'avg_hr_bpm', 'load', 'name'] as const

/** What the address asks for. What it holds besides is passed over. Pure. */
export function askedOf(query: URLSearchParams): { asked: Asked; text: string; sort: Sort } {
  const text = query.get('q') ?? ''
  const plain = (name: string) => query.get(name) || undefined
  const { q, ...meant } = understand(text)
  const sort = sortOf(query.get('sort'))
  const asked = {
    type: plain('type'),
    from: plain('from'),
    to: plain('to'),
    has_original: query.get('file') === null ? undefined : query.get('file') !== 'false',
    deleted: query.get('deleted') === 'true' ? true : undefined,
    ...meant,
    q: q.slice(0, 200) || undefined,
    sort: `${sort.descending ? '-' : ''}${sort.key}`,
  }
  return {
    text,
    sort,
    asked: Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as Asked,
  }
}

function sortOf(text: string | null): Sort {
  const key = text?.replace(/^-/, '')
  const known = sortable.find((name) => name === key)
  return known === undefined
    ? { key: 'start_utc', descending: true }
    : { key: known, descending: text?.startsWith('-') === true }
}
