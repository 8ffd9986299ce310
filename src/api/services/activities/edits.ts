import type { Json } from '../../../domain/index.ts'

/** What a person can change of an activity in Garmin Connect, as far as we keep it. */
const texts = ['name', 'description', 'type_key', 'event_type', 'location'] as const
const answers = ['feel', 'rpe'] as const
const measures = ['distance_m', 'elapsed_s', 'timer_s', 'ascent_m', 'kcal', 'start_utc'] as const

export interface Edit {
  readonly at: number
  readonly field: string
  readonly old: Json
  readonly new: Json
}

/**
 * The changes of an activity that a person made, newest first. `revisions` are newest first, each with the values before.
 * What was not known before and what only rounds otherwise (list and summary do: SCHEMA-HINTS 5.7) was not edited.
 */
export function editsOf(
  now: Readonly<Record<string, Json>>,
  revisions: readonly { readonly at: number; readonly old: Readonly<Record<string, Json>> }[],
): Edit[] {
  const after: Record<string, Json> = { ...now }
  const edits: Edit[] = []
  for (const { at, old } of revisions)
    for (const [field, before] of Object.entries(old)) {
      const later = after[field] ?? null
      if (isEdit(field, before, later)) edits.push({ at, field, old: before, new: later })
      after[field] = before
    }
  return edits
}

function isEdit(field: string, before: Json, later: Json): boolean {
  const isOneOf = (names: readonly string[]) => names.includes(field)
  if (isOneOf(texts)) return before !== null && before !== later
  // An answer is given once, after the activity: what was nothing becomes something.
  if (isOneOf(answers)) return before !== null && before !== later
  if (!isOneOf(measures) || typeof before !== 'number' || typeof later !== 'number') return false
  return Math.abs(before - later) > Math.max(1, Math.abs(before) * 0.005)
}
