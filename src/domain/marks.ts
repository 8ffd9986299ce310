import type { PerItem } from './asking.ts'
import type { LedgerEntry } from './ledger.ts'

/** The mark of an item that became different in what people edit, after it was first seen. */
export const editedMark = 'edited'
const editionPrefix = 'edition:'
const listedPrefix = 'listed:'

/** The mark of a snapshot that says how many items a list should have (`DatasetDefinition.countedBy`). */
export function listedMark(count: number): string {
  return `${listedPrefix}${count}`
}

/** The number in that mark; null when there is none. */
export function listedCount({ marks }: Pick<LedgerEntry, 'marks'>): number | null {
  const mark = marks.find((one) => one.startsWith(listedPrefix))
  return mark === undefined ? null : Number(mark.slice(listedPrefix.length))
}

/**
 * The mark by which edits are told from everything else that changes in an answer: a new key of Garmin's, a value that is
 * computed later. Items without one count as edited whenever their content changes.
 * @param hash of what people can edit
 */
export function editionMark(hash: string): string {
  return editionPrefix + hash.slice(0, 12)
}

function editionOf({ marks }: Pick<LedgerEntry, 'marks'>): string | null {
  return marks.find((mark) => mark.startsWith(editionPrefix)) ?? null
}

/**
 * What an item that is still there keeps of what was known of it. `edited` is false for a change that no edit made: then
 * nothing that follows the item needs to be asked again.
 */
export function markEdits(
  before: Pick<LedgerEntry, 'marks'>,
  found: Pick<LedgerEntry, 'marks'>,
): { readonly edited: boolean; readonly marks: readonly string[] } {
  const [was, is] = [editionOf(before), editionOf(found)]
  const edited = is === null || (was !== null && was !== is)
  const marked = is !== null && (edited || before.marks.includes(editedMark))
  return { edited, marks: marked ? [...found.marks, editedMark] : found.marks }
}

/** The items that `per` asks for because of one item of the dataset that it follows. */
export function itemsToAsk(
  { only, each }: PerItem,
  { item, marks }: Pick<LedgerEntry, 'item' | 'marks'>,
): readonly string[] {
  const wanted = only === undefined ? null : [only].flat()
  if (wanted !== null && !wanted.some((mark) => marks.includes(mark))) return []
  if (each === undefined) return [item]
  return marks.filter((mark) => mark.startsWith(each)).map((mark) => mark.slice(each.length))
}
