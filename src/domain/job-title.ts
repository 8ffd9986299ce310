import { isChosen, type SyncScope } from './job.ts'
import type { LocalDate } from './local-date.ts'

const kinds: Readonly<Record<SyncScope['sync_type'], string>> = {
  all: 'Everything',
  activities: 'Activities only',
  health: 'Health only',
  workouts: 'Workouts only',
  profile: 'Profile only',
  import: 'Import',
}

/**
 * What a run is for, in words: `First sync, from 24 November 2025`, `Gap 2 to 9 June 2026`, `Sleep, 20 November 2026`.
 * @param titleOf a dataset's title
 */
export function jobTitle(
  scope: SyncScope,
  about: { readonly first: boolean; readonly scheduled: boolean; readonly titleOf: (dataset: string) => string },
): string {
  if (isChosen(scope)) return chosenTitle(scope, about.titleOf)
  const kind = about.first && scope.sync_type === 'all' ? 'First sync' : kinds[scope.sync_type]
  const words = [kind, spanWords(scope), scope.full ? 'all looked over' : '', about.scheduled ? 'scheduled' : '']
  return words.filter((word) => word !== '').join(', ')
}

function chosenTitle({ datasets = [], items = [], from, to }: SyncScope, titleOf: (dataset: string) => string): string {
  const [item] = items
  if (datasets.length === 0) {
    if (items.length > 1 || item === undefined) return `${items.length} days and items`
    return `${titleOf(item.dataset)}, ${dayWords(item.key)}`
  }
  const what = datasets.length === 1 ? titleOf(datasets[0] ?? '') : 'Gap'
  if (from !== null && to !== null)
    return what === 'Gap' ? `Gap ${betweenWords(from, to)}` : `${what}, ${betweenWords(from, to)}`
  return [what === 'Gap' ? 'What is missing' : `${what}, what is missing`, spanWords({ from, to })]
    .filter((word) => word !== '')
    .join(', ')
}

function spanWords({ from, to }: Pick<SyncScope, 'from' | 'to'>): string {
  if (from !== null && to !== null) return betweenWords(from, to)
  if (from !== null) return `from ${dayWords(from)}`
  return to === null ? '' : `to ${dayWords(to)}`
}

function betweenWords(from: LocalDate, to: LocalDate): string {
  if (from === to) return dayWords(from)
  const [start, end] = [dayWords(from).split(' '), dayWords(to).split(' ')]
  // What both have in common is said once.
  const same = start[2] !== end[2] ? 0 : start[1] !== end[1] ? 1 : 2
  return `${start.slice(0, 3 - same).join(' ')} to ${end.join(' ')}`
}

const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

/** A day in words, and any other text as it is. */
function dayWords(text: string): string {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return Number.isNaN(at) ? text : format.format(at)
}
